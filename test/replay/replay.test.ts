import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EngineState, serialize } from '../../engine/core/index.ts';
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
async function run(of: Drawing, turns: Turn[]): Promise<void> {
  const drawn = draw(of);
  const store = memoryJournal();
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
      checkpointEvery: { units: 3 },
      ...(now !== undefined && { now }),
    });
  let engine = await open();
  await engine.deployResources([{ name: 'p.bpmn', content: drawn.xml }]);
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
  await finish(engine, async () => (await load(store)).state);
  const { elements, jobs, timers, subscriptions, incidents, startLocks } = await replayed(store);
  expect([elements, jobs, timers, subscriptions, incidents, startLocks].map((m) => m.size)).toEqual(
    new Array(6).fill(0),
  );
}

const property = () => fc.asyncProperty(drawing, fc.array(turn, { minLength: 1, maxLength: 12 }), run);

test(`random drawings and commands, with crashes: nothing is lost, nothing made, all ends (${RUNS} runs)`, async () => {
  await fc.assert(property(), { numRuns: RUNS, ...SEED });
}, 3_600_000);

test.runIf(KEPT.length > 0).each(KEPT)('what failed once: seed $seed, $was', async ({ seed, path }) => {
  await fc.assert(property(), { seed, path, numRuns: 1 });
});

test('a history recorded by version 1 is still replayed', async () => {
  const text = await readFile(new URL('./histories/v1.json', import.meta.url), 'utf8');
  const recorded = JSON.parse(text) as { batches: JournalBatch[]; state: string };
  const store = memoryJournal();
  for (const batch of recorded.batches) await store.append(batch, []);
  expect(serialize(await replayed(store))).toBe(recorded.state);
});
