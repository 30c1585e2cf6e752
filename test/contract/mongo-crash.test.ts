/** A commit on a single MongoDB server that breaks off in the middle: all or nothing, and no reader sees a half. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LeaseLostError } from '../../server/store/lease.ts';
import { applyWrites, type Write } from '../../server/store/mongo/apply.ts';
import type { HeadDoc } from '../../server/store/mongo/head.ts';
import type { Store } from '../../server/store/port.ts';
import { type MongoServer, missingForMongoServer, startMongoServer } from '../support/mongo-server/start.ts';
import { openWire, type Wire, type WireCommand } from '../support/mongo-server/wire.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import {
  ALL,
  BEFORE,
  COMMIT,
  evict,
  isWrite,
  NOTHING,
  openAt,
  seenIn,
  standingIn,
  withDb,
} from './mongo-ground.ts';

let server: MongoServer;
const wires: Wire[] = [];
const stores: Store[] = [];
let databases = 0;

/** A store behind a wire of its own, in a database of its own that holds `BEFORE`. */
async function opened(termMs?: number) {
  databases += 1;
  const uri = server.uri(`crash${databases}`);
  const wire = await openWire(server.port);
  wires.push(wire);
  const store = await openAt(wire.uri(uri), termMs ? { termMs } : {});
  stores.push(store);
  await store.commit(BEFORE);
  return { uri, wire, store };
}

/** Opened as after a crash: the holder before is silent. */
async function reopened(uri: string): Promise<Store> {
  await evict(uri);
  const store = await openAt(uri);
  stores.push(store);
  return store;
}

/** Numbers the commands of a commit: 0 is the decision. `undefined`: another command. */
function numbered(): (c: WireCommand) => number | undefined {
  let last = -1;
  return (c) => {
    // The lease renews itself in the same collection, but a commit decides before it writes.
    if (last >= 0 && !isWrite(c)) return undefined;
    if (last < 0 && !(c.name === 'update' && c.collection === 'store.state')) return undefined;
    last += 1;
    return last;
  };
}

if (await requirementOrSkip('crash in the middle of a commit: MongoDB', missingForMongoServer)) {
  /** Requests of `COMMIT`: its decision, and for each of three collections the kinds of write in it. */
  const COMMANDS = 9;

  beforeAll(async () => {
    server = await startMongoServer();
  });
  afterAll(async () => {
    await Promise.all(stores.map((s) => s.close().catch(() => undefined)));
    await Promise.all(wires.map((w) => w.close()));
    await server?.stop();
  });

  it('a writer that dies before or after any request leaves all of the commit or nothing', async () => {
    const dying: Promise<void>[] = [];
    for (const verdict of ['cut', 'deaf'] as const) {
      for (let k = 0; k < COMMANDS; k++) {
        const { uri, wire, store } = await opened(3000);
        const number = numbered();
        wire.rule = (c) => {
          if (number(c) !== k) return 'pass';
          // What the server has been given it does; nothing is heard of it any more.
          if (verdict === 'deaf') setImmediate(() => (wire.dead = true));
          else wire.dead = true;
          return verdict;
        };
        dying.push(expect(store.commit(COMMIT), `${verdict} ${k}`).rejects.toBeInstanceOf(LeaseLostError));
        await expect.poll(() => wire.dead).toBe(true);
        const next = await reopened(uri);
        const decided = verdict === 'deaf' || k > 0;
        expect([verdict, k, await standingIn(next)]).toEqual([verdict, k, decided ? ALL : NOTHING]);
        await next.close();
      }
    }
    await Promise.all(dying);
  });

  it('a connection that breaks once, at any request, changes nothing: the commit is acknowledged and whole', async () => {
    for (const verdict of ['cut', 'deaf'] as const) {
      for (let k = 0; k < COMMANDS; k++) {
        const { wire, store } = await opened();
        const number = numbered();
        let seen = 0;
        wire.rule = (c) => {
          const n = number(c);
          if (n !== undefined) seen = n;
          return n === k ? verdict : 'pass';
        };
        const outcome = await store.commit(COMMIT).then(
          () => ALL,
          () => NOTHING,
        );
        // Only an undecided commit may be refused.
        if (verdict === 'deaf' || k > 0) expect([verdict, k, outcome]).toEqual([verdict, k, ALL]);
        wire.rule = () => 'pass';
        expect([verdict, k, await standingIn(store)]).toEqual([verdict, k, outcome]);
        expect(seen).toBeGreaterThanOrEqual(k);
        await store.close();
      }
    }
  });

  it('readers of the process see it whole while it is being applied', async () => {
    const { wire, store } = await opened();
    const number = numbered();
    const reads: Promise<string>[] = [];
    let commands = 0;
    wire.rule = async (c): Promise<'pass'> => {
      if (number(c) === undefined) return 'pass';
      commands += 1;
      reads.push(seenIn(store));
      await new Promise((resolve) => setTimeout(resolve, 30));
      return 'pass';
    };
    await store.commit(COMMIT);
    expect(commands).toBe(COMMANDS);
    const seen = await Promise.all(reads);
    expect(seen).toHaveLength(COMMANDS);
    for (const s of seen) expect(['before', 'after']).toContain(s);
    expect(await seenIn(store)).toBe('after');
  });

  it('a server that dies after k of n single writes has them finished at the next start, once', async () => {
    const { uri: model, store } = await opened();
    await store.commit(COMMIT);
    const head = await withDb(model, (db) => db.collection<HeadDoc>('store.state').findOne({ _id: 'head' }));
    const writes = JSON.parse(head!.record!) as Write[];
    expect(writes.length).toBeGreaterThanOrEqual(8);
    for (let k = 0; k <= writes.length; k++) {
      const { uri, store: first } = await opened();
      await first.close();
      await withDb(uri, async (db) => {
        const { seq } = (await db.collection<HeadDoc>('store.state').findOne({ _id: 'head' }))!;
        expect(seq + 1).toBe(head!.seq);
        await db
          .collection<HeadDoc>('store.state')
          .updateOne({ _id: 'head' }, { $set: { seq: head!.seq, record: head!.record } });
        await applyWrites(db, head!.seq, writes.slice(0, k), () => undefined);
      });
      const next = await openAt(uri);
      stores.push(next);
      const revs = (await next.getMany('tasks', ['changed', 'added'])).map((d) => d?.rev);
      expect([k, revs]).toEqual([k, [2, 1]]);
      expect([k, await standingIn(next)]).toEqual([k, ALL]);
      await next.close();
    }
  });
}
