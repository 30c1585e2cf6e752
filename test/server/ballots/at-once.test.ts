/** Deeds that meet: two clerks at the codes of a round, a change of the round in the middle, a vote as the round closes. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BallotBoxes } from '../../../server/ballots/box.ts';
import { BallotDesk } from '../../../server/ballots/desk.ts';
import { type Ground, marked, openGround, people, roster, SATISFACTION } from './ground.ts';

let g: Ground;
beforeEach(async () => {
  g = await openGround();
});
afterEach(() => g.shut());

const clerk = { user: 'clerk' };
const cast = (id: string, user: string, body: unknown = marked('satisfied')) =>
  g.call('POST', `/api/ballots/${id}/cast`, body, { user });
const make = (id: string, count = 20) => g.call('POST', `/api/ballots/${id}/codes`, { count }, clerk);
const withdraw = (id: string, batch = 1) =>
  g.call('DELETE', `/api/ballots/${id}/codes/${batch}`, undefined, clerk);
const tokens = (id: string) => g.store.count('ballotTokens', { roundId: id });

it('two clerks who make codes at once make two batches, each withdrawn for itself', async () => {
  const id = await g.open(SATISFACTION, 'codes');
  const two = await Promise.all([make(id), make(id)]);
  expect(two.map((x) => [x.status, x.body.batch])).toEqual([
    [200, 1],
    [200, 2],
  ]);
  expect([await tokens(id), (await g.ballots.round(id)).electors]).toEqual([40, 40]);
  expect((await withdraw(id)).body).toEqual({ withdrawn: 20 });
  expect([await tokens(id), (await g.ballots.round(id)).electors]).toEqual([20, 20]);
});

it('codes are withdrawn whole while the round is changed, and again while they are used', async () => {
  const id = await g.open(SATISFACTION, 'codes');
  const { body } = await make(id);
  await g.call('POST', '/api/public/ballots/code/cast', { code: body.codes[0], ...marked('satisfied') });
  const [gone, said] = await Promise.all([
    withdraw(id),
    g.call('PUT', `/api/ballots/${id}/present`, { present: 5 }, clerk),
  ]);
  expect([gone.status, gone.body]).toEqual([200, { withdrawn: 19 }]);
  expect([200, 409]).toContain(said.status);
  expect([await tokens(id), (await g.ballots.round(id)).electors]).toEqual([1, 1]);
  expect((await withdraw(id)).body).toEqual({ withdrawn: 0 });
});

it('a withdrawal that was cut off after the codes were gone is ended by doing it again', async () => {
  const id = await g.open(SATISFACTION, 'codes');
  await make(id);
  const { items } = await g.store.find('ballotTokens', { where: { roundId: id, used: false }, limit: 100 });
  await g.store.commit(items.map((t) => ({ op: 'delete', collection: 'ballotTokens', id: t.id })));
  expect((await withdraw(id)).body).toEqual({ withdrawn: 20 });
  expect((await g.ballots.round(id)).electors).toBe(0);
});

it('a vote that is kept has its receipt, whatever keeps the round from closing with it', async () => {
  const rule = { ...SATISFACTION, paper: 'merged' as const };
  const id = await g.open(rule, roster('dep1', 'dep2', 'edu', 'road'), { closeAtTurnout: 0.5 });
  await g.ballots.paper.issue(people.clerk, id, 'road');
  await g.ballots.paper.enter(people.clerk, id, {
    ...{ cast: 1, valid: 1, choices: { overall: { satisfied: 1 } } },
  });
  for (const user of ['dep1', 'dep2', 'edu']) {
    const answer = await cast(id, user);
    expect([answer.status, typeof answer.body.receipt]).toEqual([200, 'string']);
  }
  expect([(await g.ballots.round(id)).state, await g.store.count('votes', { roundId: id })]).toEqual([
    'open',
    3,
  ]);
});

it('a round does not close in time over paper that was handed out and never typed', async () => {
  const rule = { ...SATISFACTION, paper: 'merged' as const };
  const id = await g.open(rule, roster('dep1', 'dep2', 'edu', 'road'), {
    closesAt: '2026-03-05T16:00:00.000Z',
  });
  for (const user of ['dep2', 'edu', 'road']) await g.ballots.paper.issue(people.clerk, id, user);
  await cast(id, 'dep1');
  await g.engine.advanceTime('PT95H');
  await g.settle();
  expect((await g.ballots.round(id)).state).toBe('open');
  await expect(g.ballots.close(id)).rejects.toThrow('发出的 3 张纸质票还没有录入');
  const sheet = { cast: 3, valid: 3, choices: { overall: { unsatisfied: 3 } } };
  await g.ballots.paper.enter(people.clerk, id, sheet);
  await g.ballots.paper.enter({ ...people.clerk, userId: 'clerk2' }, id, sheet);
  const closed = await g.ballots.close(id);
  expect([closed.cast, closed.paperCast, closed.result?.overall]).toEqual([4, 3, 'unsatisfied']);
});

describe('a paper ballot that is being handed out', () => {
  const rule = { ...SATISFACTION, paper: 'merged' as const };
  const sheet = { cast: 1, valid: 1, choices: { overall: { satisfied: 1 } } };
  const second = { ...people.clerk, userId: 'clerk2' };

  /** Starts to hand a sheet to road and stops short of the elector; `on` goes on and tells how it ended. */
  async function handingOut(id: string): Promise<{ on: () => Promise<string> }> {
    const get = g.store.get.bind(g.store);
    let go = () => {};
    const gate = new Promise<void>((open) => {
      go = open;
    });
    let issued: Promise<string> | undefined;
    await new Promise<void>((reached) => {
      g.store.get = (async (collection: string, key: string) => {
        if (collection === 'electors' && key === `${id}:road`) {
          g.store.get = get;
          reached();
          await gate;
        }
        return get(collection, key);
      }) as typeof g.store.get;
      const deed = g.ballots.paper.issue(people.clerk, id, 'road');
      issued = deed.then(
        () => 'issued',
        (e: Error) => e.message,
      );
    });
    return {
      on: () => {
        go();
        return issued!;
      },
    };
  }

  it('is refused where the round was closed at that moment', async () => {
    const id = await g.open(rule, roster('dep1', 'road'));
    const held = await handingOut(id);
    expect((await g.ballots.close(id)).state).toBe('closed');
    expect(await held.on()).toBe('该项测评已经结束。');
    expect(await g.store.get('electors', `${id}:road`)).not.toHaveProperty('paper');
  });

  it('is refused where the tallies were accepted at that moment', async () => {
    const id = await g.open(rule, roster('dep1', 'edu', 'road'));
    await g.ballots.paper.issue(people.clerk, id, 'edu');
    const held = await handingOut(id);
    for (const who of [people.clerk, second]) await g.ballots.paper.enter(who, id, sheet);
    expect(await held.on()).toBe('纸质票已经录入完毕，不能再发纸质选票。');
    expect((await g.ballots.close(id)).paperCast).toBe(1);
  });

  it('is handed out where the round was merely changed, and many are at once', async () => {
    const id = await g.open(rule, roster('dep1', 'dep2', 'edu', 'road'));
    const held = await handingOut(id);
    await g.ballots.paper.issue(people.clerk, id, 'edu');
    expect(await held.on()).toBe('issued');
    const more = ['dep1', 'dep2'].map((who) => g.ballots.paper.issue(people.clerk, id, who));
    await Promise.all(more);
    expect((await g.ballots.paper.state(people.clerk, id)).issued).toBe(4);
  });

  it('keeps a round open that was being closed', async () => {
    const id = await g.open(rule, roster('dep1', 'road'));
    await cast(id, 'dep1');
    const find = g.store.find.bind(g.store);
    // the closing has found that no paper is out, and now reads the votes
    g.store.find = (async (...[collection, query]: Parameters<typeof find>) => {
      if (collection === 'votes') {
        g.store.find = find;
        await g.ballots.paper.issue(people.clerk, id, 'road');
      }
      return find(collection, query);
    }) as typeof g.store.find;
    await expect(g.ballots.close(id)).rejects.toThrow('发出的 1 张纸质票还没有录入');
    expect((await g.ballots.round(id)).state).toBe('open');
    for (const who of [people.clerk, second]) await g.ballots.paper.enter(who, id, sheet);
    expect(await g.ballots.close(id)).toMatchObject({ cast: 2, paperCast: 1 });
  });

  it('the same tally typed by one person twice at once is one entry', async () => {
    const id = await g.open(rule, roster('dep1', 'road'));
    await g.ballots.paper.issue(people.clerk, id, 'road');
    const enter = () => g.ballots.paper.enter(people.clerk, id, sheet).then(String, (e: Error) => e.message);
    const said = await Promise.all([enter(), enter()]);
    expect(said).toContain('您已经录入过，请由另一位工作人员录入。');
    expect((await g.ballots.paper.state(people.clerk, id)).state).toBe('one');
  });
});

it('late votes on a slow store are refused, and nothing is left unhandled', async () => {
  const unhandled: unknown[] = [];
  const note = (e: unknown) => unhandled.push(e);
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', note);
  try {
    const id = await g.open(SATISFACTION, roster('dep1', 'dep2', 'edu', 'road'));
    await cast(id, 'dep1');
    const get = g.store.get.bind(g.store);
    g.store.get = (async (collection: string, key: string) => {
      const found = await get(collection, key);
      await new Promise((go) => setTimeout(go, 5));
      return found;
    }) as typeof g.store.get;
    let stop = false;
    const codes = new Set<string>();
    const late = (async () => {
      while (!stop) {
        const paper = { answers: { x: 'y' } };
        await g.ballots.voting
          .byElector(people.dep2, id, paper)
          .catch((e: { code?: string }) => codes.add(String(e.code)));
        await new Promise((go) => setImmediate(go));
      }
    })();
    await g.ballots.close(id);
    await new Promise((go) => setTimeout(go, 50));
    stop = true;
    await late;
    expect(codes).toContain('gone');
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
    for (const l of others) process.on('unhandledRejection', l);
  }
});

it('without the key of a round its votes wait, and pages that tell its turnout go on', async () => {
  const id = await g.open(SATISFACTION, roster('dep1', 'dep2'));
  await cast(id, 'dep1');
  await rm(join(g.folder, 'ballot-box', `${id}.key`));
  // as after a restart: a desk that knows nothing of the round yet
  const again = new BallotDesk(g.deps, new BallotBoxes(g.folder));
  expect(await again.cast(await g.ballots.round(id))).toBe(1);
  await expect(again.open(id)).rejects.toThrow('密钥文件');
});
