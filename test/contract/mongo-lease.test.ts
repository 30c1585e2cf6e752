/** One active writer on a shared MongoDB: another one is refused or stands by, takes over a silent one's lease, and shuts it out. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LeaseHeldError, LeaseLostError } from '../../server/store/lease.ts';
import type { Store } from '../../server/store/port.ts';
import { type MongoServer, missingForMongoServer, startMongoServer } from '../support/mongo-server/start.ts';
import { openWire, type Wire, type WireCommand } from '../support/mongo-server/wire.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { ALL, BEFORE, COMMIT, evict, isWrite, openAt, seenIn, standingIn } from './mongo-ground.ts';

let server: MongoServer;
const wires: Wire[] = [];
const stores: Store[] = [];
let databases = 0;

/** Short, but long enough that a busy machine renews in time. */
const TERM = { termMs: 4000 };

async function kept(opening: Promise<Store>): Promise<Store> {
  const store = await opening;
  stores.push(store);
  return store;
}

/** The active writer, behind a wire. */
async function active(options: { termMs?: number } = {}) {
  databases += 1;
  const uri = server.uri(`lease${databases}`);
  const wire = await openWire(server.port);
  wires.push(wire);
  const lost: string[] = [];
  const onLost = (error: Error) => void lost.push(error.name);
  const store = await kept(openAt(wire.uri(uri), { ...options, onLost }));
  await store.commit(BEFORE);
  return { uri, wire, store, lost };
}

/** Holds back whatever the writer sends from the first command on that fits, as when its machine sleeps. */
function stall(wire: Wire, from: (c: WireCommand) => boolean) {
  let stalled = false;
  let wake = (): void => undefined;
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  wire.rule = async (c): Promise<'pass'> => {
    stalled ||= from(c);
    if (stalled) await awake;
    return 'pass';
  };
  return { wake: () => wake(), isStalled: () => stalled };
}

if (await requirementOrSkip('lease of the active writer: MongoDB', missingForMongoServer)) {
  beforeAll(async () => {
    server = await startMongoServer();
  });
  afterAll(async () => {
    await Promise.all(stores.map((s) => s.close().catch(() => undefined)));
    await Promise.all(wires.map((w) => w.close()));
    await server?.stop();
  });

  it('a second process is refused by name while the first one lives', async () => {
    const { uri, store } = await active(TERM);
    const error = await openAt(uri, TERM).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(LeaseHeldError);
    expect((error as Error).message).toContain(`/${process.pid}/`);
    expect(await standingIn(store)).toBe('before | deleted | k-old,k-gone');
  });

  it('a standby waits, is told of the holder, and goes on where a graceful stop has left off', async () => {
    const { uri, store } = await active();
    const told: string[] = [];
    let open = false;
    const waiting = openAt(uri, {
      termMs: 600_000,
      pollMs: 20,
      standby: true,
      onStandby: (holder) => told.push(holder),
    }).then((next) => {
      open = true;
      return kept(Promise.resolve(next));
    });
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]).toContain(`/${process.pid}/`);
    await store.commit(COMMIT);
    expect(open).toBe(false);
    // Given back, so the ten minutes of its term are not waited for.
    await store.close();
    expect(await standingIn(await waiting)).toBe(ALL);
  });

  it('a standby that is called off gives up', async () => {
    const { uri } = await active();
    const calling = new AbortController();
    const waiting = openAt(uri, {
      ...TERM,
      standby: true,
      signal: calling.signal,
      onStandby: () => calling.abort(),
    });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('two standbys behind a silent holder: one takes over, the other goes on waiting', async () => {
    const { uri, wire } = await active();
    let opened = 0;
    const calling = new AbortController();
    const waiting = [1, 2].map(() =>
      openAt(uri, { ...TERM, standby: true, signal: calling.signal }).then((s) => {
        opened += 1;
        return kept(Promise.resolve(s));
      }),
    );
    wire.dead = true;
    const next = await Promise.race(waiting);
    await next.commit(COMMIT);
    expect(opened).toBe(1);
    calling.abort();
    const ends = await Promise.allSettled(waiting);
    expect(ends.map((e) => e.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await standingIn(next)).toBe(ALL);
  });

  it('a writer whose decision arrives after another has taken over is shut out and ends', async () => {
    const { uri, wire, store, lost } = await active();
    const sleep = stall(wire, (c) => c.name === 'update' && c.collection === 'store.state');
    const late = store.commit(COMMIT);
    late.catch(() => undefined);
    await expect.poll(sleep.isStalled).toBe(true);
    // By its own clock it holds the lease still: only the token in the database shuts it out.
    await evict(uri);
    const next = await kept(openAt(uri));
    await next.commit([{ op: 'patch', collection: 'tasks', id: 'changed', set: { title: '后任' } }]);
    sleep.wake();
    await expect(late).rejects.toBeInstanceOf(LeaseLostError);
    await expect(store.commit(COMMIT)).rejects.toBeInstanceOf(LeaseLostError);
    await expect(store.get('tasks', 'changed')).rejects.toBeInstanceOf(LeaseLostError);
    expect(lost).toEqual(['LeaseLostError']);
    expect(await next.get('tasks', 'changed')).toMatchObject({ key: 'k-old', title: '后任', rev: 2 });
    expect(await next.get('tasks', 'deleted')).toBeDefined();
    expect(await next.get('tasks', 'added')).toBeUndefined();
  });

  it('a writer that falls asleep in the middle of a commit has it finished by the next, and adds nothing when it wakes', async () => {
    const { uri, wire, store, lost } = await active({ termMs: 2000 });
    let writes = 0;
    const sleep = stall(wire, (c) => isWrite(c) && ++writes === 3);
    const late = store.commit(COMMIT);
    late.catch(() => undefined);
    await expect.poll(sleep.isStalled).toBe(true);
    const reading = seenIn(store);
    reading.catch(() => undefined);
    await evict(uri, 2000);
    const next = await kept(openAt(uri));
    expect(await standingIn(next)).toBe(ALL);
    await next.commit([
      { op: 'patch', collection: 'tasks', id: 'changed', set: { title: '后任' } },
      { op: 'patch', collection: 'tasks', id: 'added', set: { title: '后任' } },
    ]);
    sleep.wake();
    await expect(late).rejects.toBeInstanceOf(LeaseLostError);
    await expect(reading).rejects.toBeInstanceOf(LeaseLostError);
    expect(lost).toEqual(['LeaseLostError']);
    const { items } = await next.find('tasks', { sort: ['id'] });
    expect(items.map((d) => [d.id, d.title])).toEqual([
      ['added', '后任'],
      ['changed', '后任'],
    ]);
  });
}
