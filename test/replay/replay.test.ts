import { readdir, readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EngineState, EVENT_TYPES, serialize } from '../../engine/core/index.ts';
import { decode } from '../../engine/embedded/batch.ts';
import { load } from '../../engine/embedded/load.ts';
import {
  createEmbeddedEngine,
  type JournalBatch,
  type JournalStore,
  memoryJournal,
} from '../../engine/index.ts';
import { finish, perform, type Turn, turn } from './commands.ts';
import { type Drawing, draw, drawing } from './drawing.ts';
import { KEPT } from './seeds.ts';
import { sequencesEnded, tokenProblems } from './tokens.ts';

/** More by `REPLAY_RUNS`; the runs of one seed by `REPLAY_SEED`. */
const RUNS = Number(process.env.REPLAY_RUNS ?? 500);
const SEED = process.env.REPLAY_SEED === undefined ? {} : { seed: Number(process.env.REPLAY_SEED) };

const bare = (store: JournalStore): JournalStore => ({
  ...store,
  loadCheckpoint: async () => undefined,
  readUnits: async () => [],
});
const replayed = async (store: JournalStore): Promise<EngineState> => (await load(bare(store))).state;

const eventsOf = async (store: JournalStore) =>
  (await store.readFrom(1, Number.MAX_SAFE_INTEGER)).flatMap((b) => decode(b.body).flatMap((g) => g.events));

class DiskFull extends Error {}

/** After each command the state is what replay gives, and holds neither more nor fewer tokens than it must. */
async function run(of: Drawing, turns: Turn[], store = memoryJournal(), atEnd = finish): Promise<void> {
  const drawn = draw(of);
  let full = false;
  const disk: JournalStore = {
    ...store,
    append: (batch, ended) => (full ? Promise.reject(new DiskFull()) : store.append(batch, ended)),
  };
  const open = (now?: string) =>
    createEmbeddedEngine({
      store: disk,
      clock: 'manual',
      // Little enough that endless loops meet it.
      stepLimits: { maxActivations: 150 },
      // So that all is put away and brought back all the time.
      checkpointEvery: {
        units: 1 + (turns.length % 3),
        hot: turns.length % 2,
        block: 1 + (turns.length % 4),
      },
      ...(now !== undefined && { now }),
    });
  let engine = await open();
  await engine.deployResources([
    { name: 'p.bpmn', content: drawn.xml },
    { name: 'p2.bpmn', content: drawn.other },
    { name: 'size.dmn', content: drawn.decisions },
  ]);
  let state = await replayed(store);
  for (const { act, after } of [{ act: { act: 'create', n: 1 }, after: 'go' } as Turn, ...turns]) {
    full = after === 'full';
    await perform(engine, act, state).catch((e) => {
      if (!(e instanceof DiskFull)) throw e;
    });
    full = false;
    // Closing keeps the state as it stands in memory; without it, what was kept before has to do.
    if (after === 'close') await engine.close();
    state = await replayed(store);
    expect(serialize((await load(store)).state)).toBe(serialize(state));
    expect(tokenProblems(state, drawn, sequencesEnded(await eventsOf(store)))).toEqual([]);
    if (after === 'close' || after === 'crash') engine = await open(engine.now());
  }
  await atEnd(engine, async () => (await load(store)).state);
  if (atEnd !== finish) return;
  const { elements, jobs, timers, subscriptions, incidents, startLocks, signals, compensations } =
    await replayed(store);
  const left = [elements, jobs, timers, subscriptions, incidents, startLocks, signals, compensations];
  expect(left.map((m) => m.size)).toEqual(left.map(() => 0));
}

const property = () =>
  fc.asyncProperty(drawing, fc.array(turn, { minLength: 1, maxLength: 12 }), (of, turns) => run(of, turns));

test(`random drawings and commands, with crashes: nothing is lost, nothing made, all ends (${RUNS} runs)`, async () => {
  await fc.assert(property(), { numRuns: RUNS, ...SEED });
}, 3_600_000);

test.runIf(KEPT.length > 0).each(KEPT)('what failed once: seed $seed, $was', async ({ seed, path }) => {
  await fc.assert(property(), { seed, path, numRuns: 1 });
});

const HISTORIES = new URL('./histories/', import.meta.url);
interface History {
  batches: JournalBatch[];
  state: string;
}

async function kindsRecorded(
  look?: (name: string, store: JournalStore, state: string) => Promise<void>,
): Promise<Set<string>> {
  const kinds = new Set<string>();
  for (const name of await readdir(HISTORIES)) {
    const recorded = JSON.parse(await readFile(new URL(name, HISTORIES), 'utf8')) as History;
    const store = memoryJournal();
    for (const batch of recorded.batches) await store.append(batch, []);
    await look?.(name, store, recorded.state);
    for (const e of await eventsOf(store)) kinds.add(e.type);
  }
  return kinds;
}

/**
 * `RECORD_HISTORIES=v1-next npx vitest run test/replay` records what random runs do, cut before their end, until each
 * kind of event that no history holds yet has been: for a version with new ones. What was recorded once is never recorded anew.
 */
if (process.env.RECORD_HISTORIES)
  test('histories are recorded', async () => {
    const seen = await kindsRecorded();
    let n = 0;
    const lengths = { minLength: 8, maxLength: 25 };
    for (const sample of fc.sample(fc.tuple(drawing, fc.array(turn, lengths)), { numRuns: 400, seed: 1 })) {
      if (EVENT_TYPES.every((t) => seen.has(t))) break;
      const store = memoryJournal();
      await run(...sample, store, async () => {});
      const types = (await eventsOf(store)).map((e) => e.type);
      if (types.every((t) => seen.has(t))) continue;
      for (const t of types) seen.add(t);
      const batches = await store.readFrom(1, Number.MAX_SAFE_INTEGER);
      const history: History = { batches, state: serialize(await replayed(store)) };
      const name = `${process.env.RECORD_HISTORIES}-${++n}.json`;
      await writeFile(new URL(name, HISTORIES), JSON.stringify(history), { flag: 'wx' });
    }
  }, 3_600_000);

test('every history that was recorded once is still replayed, and they hold every kind of event', async () => {
  const kinds = await kindsRecorded(async (name, store, state) => {
    expect(serialize(await replayed(store)), name).toBe(state);
  });
  expect(EVENT_TYPES.filter((t) => !kinds.has(t))).toEqual([]);
});
