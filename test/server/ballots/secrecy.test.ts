/** What is on disk, in the log, in metrics and in events joins no voter to a vote: neither while a round is open nor after. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BallotRule } from '../../../rules/index.ts';
import { BallotBoxes, roomFor, seal, unseal } from '../../../server/ballots/box.ts';
import { electors, votes } from '../../../server/ballots/collections.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { bestGuess, placesIn } from './attack.ts';
import { type Ground, openGround, SATISFACTION } from './ground.ts';

/** Every voter makes a mark of their own, so that each right guess counts. */
const N = 48;
const names = Array.from({ length: N }, (_, i) => `voter-${String(i).padStart(2, '0')}`);
const marks = Array.from({ length: N }, (_, i) => `mark-${String(i).padStart(2, '0')}`);
const RULE: BallotRule = {
  ...SATISFACTION,
  questions: [{ id: 'q', title: '意见', choices: marks.map((id) => ({ id, title: id })) }],
  outcomes: [],
};
/** Not the order of names or marks. */
const turns = Array.from({ length: N }, (_, i) => (i * 29 + 7) % N);
/** More right by chance than this happens once in about 10^9 pairings. */
const CHANCE = 12;

let g: Ground | undefined;
let folder = '';
afterEach(async () => {
  await g?.shut(true).catch(() => undefined);
  g = undefined;
  await rm(folder, { recursive: true, force: true });
});

const files = async (dir: string) => ({
  db: await readFile(join(dir, 'store.db')),
  wal: existsSync(join(dir, 'store.db-wal')) ? await readFile(join(dir, 'store.db-wal')) : Buffer.alloc(0),
});

/** All orders that a folder shows of these texts. */
async function trail(dir: string, what: string, needles: readonly string[]) {
  const { db, wal } = await files(dir);
  const all = Object.entries({ db, wal }).flatMap(([name, bytes]) => {
    const { first, last } = placesIn(bytes, needles);
    return [
      [`${what} first in ${name}`, first],
      [`${what} last in ${name}`, last],
    ] as const;
  });
  return Object.fromEntries(all.filter(([, keys]) => keys.some((k) => Number.isFinite(k) && k >= 0)));
}

describe('an attacker with the database file', () => {
  it('would join them, had the votes been written as they came: the attack is one', async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiandu-attack-'));
    const store = await createSqliteStore({
      file: join(folder, 'store.db'),
      collections: [electors, votes] as never,
    });
    const receipts = names.map((n) => `receipt-${n}`);
    for (const n of names)
      await store.commit([
        {
          op: 'put',
          collection: 'electors',
          doc: { id: `r:${n}`, roundId: 'r', userId: n, voted: false, roundOpen: true },
        },
      ]);
    for (const i of turns)
      await store.commit([
        {
          op: 'patch',
          collection: 'electors',
          id: `r:${names[i]}`,
          set: { voted: true, receipt: receipts[i] },
        },
        {
          op: 'put',
          collection: 'votes',
          doc: { id: crypto.randomUUID(), roundId: 'r', answers: { q: marks[i] } },
        },
      ]);
    const inLog = bestGuess(
      await trail(folder, 'receipt', receipts),
      await trail(
        folder,
        'mark',
        marks.map((m) => `"q":"${m}"`),
      ),
    );
    expect(inLog.right).toBe(N);
    await store.close();
  });

  it('reads nothing of an open round, and joins nobody once it is closed', async () => {
    g = await openGround();
    folder = g.folder;
    const id = await g.open(
      RULE,
      names.map((userId) => ({ userId })),
    );
    const receipts: string[] = Array(N).fill('');
    for (const i of turns) {
      const actor = { userId: names[i]!, name: '', memberships: [], permissions: new Map(), audience: [] };
      const { receipt } = await g.ballots.cast(actor, id, {
        answers: { q: i % 7 === 0 ? Array(50).fill(marks[i]) : marks[i]! },
      });
      receipts[i] = receipt;
    }
    const open = await files(folder);
    for (const bytes of [open.db, open.wal]) {
      expect(bytes.includes('"answers"')).toBe(false);
      // the marks stand in the pinned rule only: never as an answer
      for (const mark of marks) expect(bytes.includes(`"q":"${mark}"`)).toBe(false);
    }
    // a mark given many times is kept as one: neither its length nor its form tells whose it is
    const sealed = (await g.store.find<{ sealed: string; rev: number }>('votes', { where: { roundId: id } }))
      .items;
    expect(new Set(sealed.map((v) => v.sealed.length)).size).toBe(1);
    const key = join(folder, 'ballot-box', `${id}.key`);
    const bytes = await readFile(key);
    expect(open.db.includes(bytes) || open.wal.includes(bytes)).toBe(false);

    await g.ballots.close(id);
    expect(existsSync(key)).toBe(false);
    const kept = (
      await g.store.find<{ id: string; rev: number; answers: { q: string } }>('votes', {
        where: { roundId: id },
      })
    ).items;
    expect(kept).toHaveLength(N);
    const who = (
      await g.store.find<{ id: string; rev: number; receipt: string }>('electors', {
        where: { roundId: id },
      })
    ).items;
    const of = <T>(list: readonly T[], is: (x: T) => boolean) => list.findIndex(is);
    const voteOf = marks.map((m) => kept[of(kept, (v) => v.answers.q === m)]!);
    const voterOf = names.map((n) => who[of(who, (e) => e.id.endsWith(n))]!);
    const look = async () =>
      bestGuess(
        {
          id: voterOf.map((v) => v.id),
          receipt: receipts,
          'order of rows': voterOf.map((v) => who.indexOf(v)),
          ...(await trail(folder, 'receipt', receipts)),
        },
        {
          id: voteOf.map((v) => v.id),
          'order of rows': voteOf.map((v) => kept.indexOf(v)),
          ...(await trail(
            folder,
            'mark',
            marks.map((m) => `"q":"${m}"`),
          )),
          ...(await trail(
            folder,
            'new id',
            voteOf.map((v) => v.id),
          )),
        },
      );
    const live = await look();
    expect(live.right, live.by).toBeLessThan(CHANCE);
    // revisions are all alike, and nothing carries a time
    expect(new Set(kept.map((v) => v.rev)).size).toBe(1);
    expect(new Set(who.map((v) => v.rev)).size).toBe(1);
    for (const row of [...kept, ...who]) expect(JSON.stringify(row)).not.toMatch(/\d{4}-\d\d-\d\dT/);
    // no row of one names a row of the other
    for (const v of kept) {
      expect(Object.keys(v).sort()).toEqual(['answers', 'id', 'rev', 'roundId']);
      expect(JSON.stringify(who)).not.toContain(v.id);
    }
    const ground = g;
    g = undefined;
    await ground.shut(true);
    // after the last checkpoint the log is empty, and the file shows no more than before
    const { wal } = await files(folder);
    expect(wal.length).toBe(0);
    const shown = await trail(
      folder,
      'mark',
      marks.map((m) => `"q":"${m}"`),
    );
    expect(Object.keys(shown)).toEqual(['mark first in db', 'mark last in db']);
    const after = await look();
    expect(after.right, after.by).toBeLessThan(CHANCE);
  });

  it('who kept a copy from the open round finds sealed texts that no later file opens', async () => {
    g = await openGround();
    folder = g.folder;
    const id = await g.open(RULE, [{ userId: 'dep1' }, { userId: 'dep2' }]);
    await g.call('POST', `/api/ballots/${id}/cast`, { answers: { q: marks[3] } }, { user: 'dep1' });
    const copy = (await g.store.find<{ sealed: string }>('votes', { where: { roundId: id } })).items[0]!;
    await g.ballots.close(id);
    expect(await new BallotBoxes(folder).key(id)).toBeUndefined();
    const left = (await g.store.find<{ sealed?: string }>('votes', { where: { roundId: id } })).items;
    expect(left.some((v) => v.sealed === copy.sealed)).toBe(false);
  });
});

describe('logs, metrics, acts and the case', () => {
  it('say nothing of a vote', async () => {
    g = await openGround();
    folder = g.folder;
    const id = await g.open(RULE, [{ userId: 'dep1' }, { userId: 'dep2' }]);
    const cast = await g.call(
      'POST',
      `/api/ballots/${id}/cast`,
      { answers: { q: 'mark-17' } },
      { user: 'dep1' },
    );
    await g.call('POST', `/api/ballots/${id}/cast`, { answers: { q: 'mark-x' } }, { user: 'dep2' });
    await g.call('GET', '/api/ballots/mine', undefined, { user: 'dep2' });
    const log = g.log.join('');
    expect(log).toContain('/api/ballots/mine');
    expect(log).not.toMatch(/cast|mark-/);
    expect(await g.metrics.registry.metrics()).not.toContain(id);
    const acts = await g.store.find('caseActs', { where: { caseId: g.caseId }, sort: ['at'] });
    const c = await g.store.get('cases', g.caseId);
    for (const text of [JSON.stringify(acts.items), JSON.stringify(c), JSON.stringify(g.notices)])
      expect(text).not.toMatch(new RegExp(`mark-17|${cast.body.receipt}`));
  });
});

describe('the sealed box', () => {
  const key = { roundId: 'r', key: Buffer.alloc(32, 7), room: roomFor(100) };
  it('gives papers back, one length for all that fit', () => {
    const papers = [{ answers: { a: 'yes' } }, { answers: { a: 'no', b: '很不满意' } }, {}];
    const sealed = papers.map((p) => seal(key, p));
    expect(sealed.map((s) => unseal(key, s))).toEqual(papers);
    expect(new Set(sealed.map((s) => s.length)).size).toBe(1);
    expect(seal(key, papers[0])).not.toBe(sealed[0]);
    const long = { answers: { a: 'x'.repeat(1000) } };
    expect(unseal(key, seal(key, long))).toEqual(long);
  });
  it('opens nothing that was altered, or is of another round', () => {
    const sealed = Buffer.from(seal(key, { answers: { a: 'yes' } }), 'base64');
    for (const at of [0, 20, sealed.length - 1]) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      expect(() => unseal(key, altered.toString('base64'))).toThrow();
    }
    expect(() => unseal({ ...key, roundId: 's' }, sealed.toString('base64'))).toThrow();
  });
  it('that lost its key says so, takes no vote and keeps those it has', async () => {
    g = await openGround();
    folder = g.folder;
    const id = await g.open(RULE, [{ userId: 'dep1' }, { userId: 'dep2' }]);
    await rm(join(folder, 'ballot-box', `${id}.key`));
    const refused = await g.call(
      'POST',
      `/api/ballots/${id}/cast`,
      { answers: { q: 'mark-01' } },
      { user: 'dep1' },
    );
    expect(refused).toMatchObject({ status: 503, body: { detail: expect.stringContaining('ballot-box') } });
    await expect(g.ballots.close(id)).rejects.toMatchObject({ status: 503 });
    expect((await g.ballots.round(id)).state).toBe('open');
  });
  it('with a damaged vote counts the others, says so, and stays as it is', async () => {
    g = await openGround();
    folder = g.folder;
    const id = await g.open(RULE, [{ userId: 'dep1' }, { userId: 'dep2' }]);
    for (const user of ['dep1', 'dep2'])
      await g.call('POST', `/api/ballots/${id}/cast`, { answers: { q: 'mark-01' } }, { user });
    const [one] = (await g.store.find<{ sealed: string }>('votes', { where: { roundId: id } })).items;
    const sealed = `${one!.sealed.slice(0, 40)}AAAA${one!.sealed.slice(44)}`;
    await g.store.commit([{ op: 'patch', collection: 'votes', id: one!.id, set: { sealed } }]);
    await g.ballots.close(id);
    const round = await g.ballots.round(id);
    expect(round).toMatchObject({ box: 'damaged', cast: 1 });
    expect(round.result?.problem).toContain('有 1 张选票被改动过');
    expect(existsSync(join(folder, 'ballot-box', `${id}.key`))).toBe(true);
    await g.settle();
    expect((await g.ballots.round(id)).box).toBe('damaged');
  });
});
