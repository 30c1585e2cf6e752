/** Rounds from opening to recount: who may vote, when it closes, who is reminded, what is told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Elector, Vote } from '../../../server/ballots/collections.ts';
import type { Op } from '../../../server/store/port.ts';
import { type Ground, marked, openGround, people, roster, SATISFACTION } from './ground.ts';

let g: Ground;
beforeEach(async () => {
  g = await openGround();
});
afterEach(() => g.shut());

const everybody = roster('dep1', 'dep2', 'edu', 'road');
const cast = (id: string, user: string, body: unknown = marked('satisfied')) =>
  g.call('POST', `/api/ballots/${id}/cast`, body, { user });
const round = (id: string) => g.ballots.round(id);

describe('an elector', () => {
  it('votes once, also when two requests come at the same moment', async () => {
    const id = await g.open(SATISFACTION, everybody);
    const answers = await Promise.all(Array.from({ length: 12 }, () => cast(id, 'dep1')));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(answers.filter((a) => a.status === 409)).toHaveLength(11);
    expect(await g.store.count('votes', { roundId: id })).toBe(1);
    const view = await g.call('GET', `/api/ballots/${id}`, undefined, { user: 'dep1' });
    expect(view.body).toMatchObject({ cast: 1, voted: true, electors: 4 });
    expect(view.body.receipt).toBe(answers.find((a) => a.status === 200)!.body.receipt);
    expect(view.body).not.toHaveProperty('count');
  });
  it('is refused without the right, after closing, and with a paper that makes no sense', async () => {
    const id = await g.open(SATISFACTION, roster('dep1', 'dep2'));
    expect((await cast(id, 'edu')).status).toBe(403);
    expect((await cast(id, 'dep1', marked('great'))).status).toBe(422);
    expect((await cast(id, 'dep1', { answers: { other: 'satisfied' } })).status).toBe(422);
    for (const body of ['{', '[]', '{"answers":{"__proto__":{"x":1}}}', '{"answers":3}', '{"vote":1}'])
      expect((await cast(id, 'dep1', body)).status, body).toBe(400);
    expect(await g.store.count('votes', { roundId: id })).toBe(0);
    await g.ballots.closeBy(people.clerk, id);
    expect((await cast(id, 'dep1')).status).toBe(410);
    expect((await round(id)).result).toMatchObject({ ineffective: 'no-ballots', turnout: 0 });
  });
  it('is not counted when the paper was altered on its way', async () => {
    const id = await g.open(SATISFACTION, everybody);
    const body = JSON.stringify(marked('satisfied'));
    const digest = `sha-256=:${(await import('node:crypto')).createHash('sha256').update(body).digest('base64')}:`;
    const send = (text: string) =>
      g.call('POST', `/api/ballots/${id}/cast`, text, {
        user: 'dep1',
        headers: { 'content-digest': digest },
      });
    const altered = await send(body.replace('satisfied', 'basic'));
    expect(altered).toMatchObject({ status: 400, body: { detail: expect.stringContaining('传送途中') } });
    expect((await send(body)).status).toBe(200);
  });
});

describe('closing', () => {
  it('comes when all have voted, at a turnout, at a time or by hand, and late votes are refused', async () => {
    const all = await g.open(SATISFACTION, roster('dep1', 'dep2'), { closeWhenAllVoted: true });
    await cast(all, 'dep1');
    expect((await round(all)).state).toBe('open');
    await cast(all, 'dep2');
    expect((await round(all)).state).toBe('closed');
    const half = await g.open(SATISFACTION, everybody, { closeAtTurnout: 0.5 });
    await cast(half, 'dep1');
    expect((await round(half)).state).toBe('open');
    await cast(half, 'dep2');
    expect((await round(half)).state).toBe('closed');
    const timed = await g.open(SATISFACTION, everybody, { closesAt: '2026-03-05T16:00:00.000Z' });
    await g.engine.advanceTime('PT95H');
    await g.settle();
    expect((await round(timed)).state).toBe('closed');
    expect((await g.call('POST', `/api/ballots/${timed}/close`, {}, { user: 'dep1' })).status).toBe(403);
    expect((await g.call('POST', `/api/ballots/${timed}/close`, {}, { user: 'clerk' })).body.state).toBe(
      'closed',
    );
  });
  it('loses no vote that is under way, and takes none after it', async () => {
    const id = await g.open(SATISFACTION, everybody);
    const [votes] = await Promise.all([
      Promise.all(['dep1', 'dep2', 'edu', 'road'].map((u) => cast(id, u))),
      g.ballots.close(id),
    ]);
    const taken = votes.filter((v) => v.status === 200).length;
    expect(votes.every((v) => v.status === 200 || v.status === 410)).toBe(true);
    expect(await round(id)).toMatchObject({ cast: taken, state: 'closed' });
    expect(await g.store.count('votes', { roundId: id })).toBe(taken);
  });
  it('tells the turnout as it is: two of three are not more than two thirds', async () => {
    const id = await g.open(SATISFACTION, roster('dep1', 'dep2', 'edu'));
    for (const u of ['dep1', 'dep2']) await cast(id, u);
    await g.ballots.close(id);
    expect((await round(id)).result).toMatchObject({ turnout: 2 / 3 });
  });
  it('takes the number of people present for the base, when it was said', async () => {
    const id = await g.open({ ...SATISFACTION, denominator: 'present' }, everybody);
    for (const u of ['dep1', 'dep2']) await cast(id, u);
    const put = (present: unknown) =>
      g.call('PUT', `/api/ballots/${id}/present`, { present }, { user: 'clerk' });
    expect((await put({ x: 1 })).status).toBe(422);
    expect((await put(4)).status).toBe(200);
    // the round was changed meanwhile: the next vote still comes in
    expect((await cast(id, 'edu')).status).toBe(200);
    await g.ballots.close(id);
    expect((await round(id)).count).toMatchObject({ present: 4, denominator: { size: 4 } });
  });
});

describe('催票', () => {
  it('reminds those who have not voted, by hand and before the end', async () => {
    const id = await g.open(SATISFACTION, everybody, {
      closesAt: '2026-03-09T16:00:00.000Z',
      remindAt: ['2026-03-06T01:00:00.000Z', '2026-03-08T01:00:00.000Z'],
    });
    await cast(id, 'dep1');
    const reminders = () =>
      g.notices.filter((n) => n.title.startsWith('请尽快')).map((n) => [...n.to].sort());
    expect((await g.call('POST', `/api/ballots/${id}/remind`, {}, { user: 'dep2' })).status).toBe(403);
    expect((await g.call('POST', `/api/ballots/${id}/remind`, {}, { user: 'clerk' })).body).toEqual({
      reminded: 3,
    });
    expect(reminders()).toEqual([['dep2', 'edu', 'road']]);
    await cast(id, 'dep2');
    await g.engine.advanceTime('P4D');
    await g.settle();
    expect(reminders().at(-1)).toEqual(['edu', 'road']);
    await g.engine.advanceTime('P2D');
    await g.settle();
    expect(reminders()).toHaveLength(3);
    expect((await round(id)).state).toBe('open');
    await g.engine.advanceTime('P2D');
    await g.settle();
    expect((await round(id)).state).toBe('closed');
    expect(JSON.stringify(g.notices)).not.toMatch(/satisfied|满意 ?票/);
    const voters = await g.call('GET', `/api/ballots/${id}/voters`, undefined, { user: 'clerk' });
    expect(voters.body.filter((v: { voted: boolean }) => v.voted)).toHaveLength(2);
  });
});

describe('a recount', () => {
  it('is the same to the last digit, and tells votes that were altered or taken away', async () => {
    const id = await g.open(SATISFACTION, everybody);
    for (const [u, c] of [
      ['dep1', 'satisfied'],
      ['dep2', 'basic'],
      ['edu', 'unsatisfied'],
    ] as const)
      await cast(id, u, marked(c));
    const recount = () => g.call('POST', `/api/ballots/${id}/recount`, {}, { user: 'clerk' });
    expect((await recount()).status).toBe(409);
    await g.ballots.close(id);
    expect((await recount()).body).toEqual({ same: true, cast: 3, differences: [] });
    const { items } = await g.store.find<Vote>('votes', { where: { roundId: id } });
    const unsatisfied = items.find((v) => v.answers?.overall === 'unsatisfied')!;
    const set = { answers: { overall: 'satisfied' } };
    await g.store.commit([{ op: 'patch', collection: 'votes', id: unsatisfied.id, set }]);
    const altered = (await recount()).body;
    expect(altered.same).toBe(false);
    expect(altered.differences).toContainEqual({
      place: 'count/places/0/tallies/0/votes',
      stored: '1',
      recounted: '2',
    });
    await g.store.commit([{ op: 'delete', collection: 'votes', id: unsatisfied.id }]);
    expect((await recount()).body.differences).toContainEqual({ place: 'cast', stored: '3', recounted: '2' });
  });
  it('is told from receipts, which anybody finds again, and which are as many as votes', async () => {
    const id = await g.open(SATISFACTION, everybody);
    const receipts = [];
    for (const u of ['dep1', 'dep2', 'edu']) receipts.push((await cast(id, u)).body.receipt);
    const list = () => g.call('GET', `/api/ballots/${id}/receipts`, undefined, { user: 'dep1' });
    expect((await list()).status).toBe(409);
    await g.ballots.close(id);
    const { body } = await list();
    expect(body.receipts).toEqual([...receipts].sort());
    expect(Object.keys(body).sort()).toEqual(['caseTitle', 'closedAt', 'receipts', 'title']);
    // of a roster they are for those who see the round
    const stranger = await g.call('GET', `/api/public/ballots/${id}/receipts`);
    expect(stranger.status).toBe(404);
  });
});

describe('the drawing hears', () => {
  it('who is tied over the last place, and how many places are left for the next vote', async () => {
    const objects = ['a', 'b', 'c'].map((o) => ({ id: o, title: `项目${o}` }));
    const choose = { ...SATISFACTION, id: 'choose', selection: { places: 2 } };
    const { questions: _, outcomes: __, defaultOutcome: ___, ...rule } = choose;
    const id = await g.open(rule, everybody, { objects });
    for (const [u, s] of [
      ['dep1', ['a', 'b']],
      ['dep2', ['a', 'c']],
    ] as const)
      expect((await cast(id, u, { selected: s })).status).toBe(200);
    await g.ballots.close(id);
    expect((await round(id)).result).toMatchObject({ selected: ['a'], tied: ['b', 'c'], placesLeft: 1 });
    const again = await g.open(rule, everybody, { objects: objects.slice(1), places: 1 });
    expect((await cast(again, 'dep1', { selected: ['b', 'c'] })).status).toBe(422);
    expect((await cast(again, 'dep1', { selected: ['c'] })).status).toBe(200);
  });
});

describe('voter groups', () => {
  const rule = {
    ...SATISFACTION,
    id: 'grouped',
    groups: [
      { id: 'deputies', title: '代表', weight: 60 },
      { id: 'bodies', title: '单位', weight: 40 },
    ],
  };
  const voters = [
    { userId: 'dep1', group: 'deputies' },
    { userId: 'dep2', group: 'deputies' },
    { userId: 'edu', group: 'bodies' },
  ];
  it('come from the roster, whatever a voter says', async () => {
    const id = await g.open(rule, voters);
    expect((await cast(id, 'dep1', { ...marked('satisfied'), group: 'bodies' })).status).toBe(400);
    await cast(id, 'dep1', marked('satisfied'));
    await cast(id, 'edu', marked('unsatisfied'));
    await g.ballots.close(id);
    const { count } = await round(id);
    expect(count).toMatchObject({
      electorate: 3,
      groups: [
        { group: 'deputies', electorate: 2, cast: 1 },
        { group: 'bodies', electorate: 1, cast: 1 },
      ],
      places: [{ mean: { value: 60 } }],
    });
  });
  it('must be told for everybody', async () => {
    await expect(g.open(rule, roster('dep1'))).rejects.toThrow(/每位投票人都要有组别/);
    await expect(g.open(rule, 'open')).rejects.toThrow(/开放投票不能分组/);
    await expect(g.open(SATISFACTION, voters)).rejects.toThrow(/没有分组/);
  });
});

describe('a least group', () => {
  it('keeps the tallies of a few back, for the page too', async () => {
    const id = await g.open({ ...SATISFACTION, minGroup: 5 }, everybody);
    await cast(id, 'dep1');
    await g.ballots.close(id);
    const { body } = await g.call('GET', `/api/ballots/${id}`, undefined, { user: 'dep1' });
    expect(body.count).toMatchObject({ hidden: 'all', places: [{ outcome: { id: 'satisfied' } }] });
    expect(JSON.stringify(body.count)).not.toContain('"votes"');
  });
});

describe('10,000 objects on one ballot', () => {
  it('are voted on and counted', async () => {
    const objects = Array.from({ length: 10_000 }, (_, i) => ({ id: `o${i}`, title: `对象${i}` }));
    const id = await g.open(SATISFACTION, everybody, { objects });
    const answers = Object.fromEntries(objects.map((o) => [`${o.id}/overall`, 'satisfied']));
    expect((await cast(id, 'dep1', { answers })).status).toBe(200);
    expect((await cast(id, 'dep2', { answers: { ...answers, 'o9999/overall': 'x' } })).status).toBe(422);
    await g.ballots.close(id);
    const { count } = await round(id);
    expect(count?.objects).toHaveLength(10_000);
    expect(await g.store.count('votes', { roundId: id })).toBe(1);
  }, 60_000);
});

describe('a crash', () => {
  it('in the middle of closing is finished at the next start, and nothing is lost', async () => {
    const id = await g.open(SATISFACTION, everybody);
    for (const u of ['dep1', 'dep2', 'edu']) await cast(id, u, marked(u === 'edu' ? 'basic' : 'satisfied'));
    // as a kill leaves it: counted and closed, the box still shut, some votes already written in the clear
    const { ops, settled } = await g.ballots.closeForBlock(g.caseId, 'b1');
    const half = {
      op: 'put' as const,
      collection: 'votes',
      doc: { id: 'half', roundId: id, ...marked('basic') },
    };
    await g.store.commit([...ops, half]);
    await settled!(true);
    expect((await round(id)).box).toBe('opening');
    expect((await g.call('POST', `/api/ballots/${id}/recount`, {}, { user: 'clerk' })).body.same).toBe(true);
    await g.settle();
    expect((await round(id)).box).toBe('opened');
    const { items } = await g.store.find<Vote>('votes', { where: { roundId: id } });
    expect(items.map((v) => v.answers?.overall).sort()).toEqual(['basic', 'satisfied', 'satisfied']);
    expect(items.some((v) => v.sealed !== undefined || v.id === 'half')).toBe(false);
    expect((await g.call('POST', `/api/ballots/${id}/recount`, {}, { user: 'clerk' })).body.same).toBe(true);
    const electors = await g.store.find<Elector>('electors', { where: { roundId: id } });
    expect(electors.items.every((e) => !e.roundOpen)).toBe(true);
  });
});

describe('a round that a block of the drawing closes', () => {
  /** The drawing of the case, up to its block that closes: told that the round is closed, though it is open. */
  async function toBlock(): Promise<string> {
    // makes the rule known that the drawing names
    await g.open(SATISFACTION, roster('x1'));
    for (const [who, data] of [
      [people.clerk, { leadBody: 'edu' }],
      [people.edu, { content: '已修' }],
    ] as const) {
      await g.settle();
      const { items } = await g.store.find('tasks', {
        where: { lanes: 'all:/d/' },
        sort: ['dueSort'],
        limit: 1,
      });
      await g.tasks.complete(who, items[0]!.id, data);
    }
    await g.settle();
    const mine = (await g.ballots.mine(people.dep1)).map((m) => m.round);
    const { id } = mine.find((r) => r.ballot === 'satisfaction')!;
    await g.engine.publishMessage({
      name: 'demo.ballot.satisfaction.closed',
      correlationKey: g.caseId,
      variables: {},
      timeToLive: 1000,
    });
    return id;
  }
  const closes = (ops: Op[]) => ops.some((o) => o.op === 'put' && o.collection === 'ballots');

  it('takes votes again where that could not be committed, and is closed later with all of them', async () => {
    const id = await toBlock();
    await cast(id, 'dep1');
    const commit = g.store.commit.bind(g.store);
    g.store.commit = async (ops) => {
      if (!closes(ops)) return commit(ops);
      g.store.commit = commit;
      throw new Error('the disk is full');
    };
    await g.settle();
    expect((await round(id)).state).toBe('open');
    expect((await cast(id, 'dep2')).status).toBe(200);
    await g.engine.advanceTime('PT1M');
    await g.settle();
    expect(await round(id)).toMatchObject({ state: 'closed', cast: 2, box: 'opened' });
    expect(await g.cases.get(g.caseId)).toMatchObject({ state: 'completed' });
  });

  it('is closed once, also where somebody closes it by hand at that moment', async () => {
    const id = await toBlock();
    await cast(id, 'dep1');
    await Promise.all([g.settle(), g.ballots.closeBy(people.clerk, id)]);
    await g.settle();
    expect(await round(id)).toMatchObject({ state: 'closed', cast: 1, box: 'opened' });
    expect(await g.cases.get(g.caseId)).toMatchObject({ state: 'completed' });
  });

  it('waits for one who closes by hand, and is in nobody’s way after the commit or its failure', async () => {
    const id = await toBlock();
    const { ballot } = await round(id);
    const begun = await g.ballots.closeForBlock(g.caseId, ballot);
    const byHand = g.ballots.close(id);
    expect((await cast(id, 'dep1')).status).toBe(410);
    expect((await round(id)).state).toBe('open');
    await begun.settled!(false);
    expect((await byHand).state).toBe('closed');
    expect((await cast(id, 'dep2')).status).toBe(410);
    const again = await g.ballots.closeForBlock(g.caseId, ballot);
    expect([again.ops, again.result]).toEqual([[], (await round(id)).result]);
    await again.settled!(true);
  });
});
