import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EngineState, serialize } from '../../engine/core/index.ts';
import { load } from '../../engine/embedded/load.ts';
import {
  createEmbeddedEngine,
  type EmbeddedEngine,
  type JournalBatch,
  type JournalStore,
  memoryJournal,
} from '../../engine/index.ts';
import { eventDrawing, eventXml } from './event-drawings.ts';

/** More by `REPLAY_RUNS`. */
const RUNS = Number(process.env.REPLAY_RUNS ?? 150);

type Act = { act: 'work' | 'signal' | 'cancel'; pick: number };
const act: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom('work', 'work', 'work', 'signal', 'cancel'),
  pick: fc.nat(50),
});

async function perform(engine: EmbeddedEngine, { act, pick }: Act): Promise<void> {
  if (act === 'signal') {
    await engine.broadcastSignal({ signalName: 'sig', variables: { heard: pick } });
  } else if (act === 'work') {
    const jobs = await engine.jobs({ state: 'ACTIVATABLE' });
    if (jobs.length)
      await engine.completeJob({ jobKey: jobs[pick % jobs.length]!.key, variables: { r: pick } });
  } else if (pick % 5 === 0) {
    const [instance] = await engine.processInstances({ state: 'ACTIVE' });
    if (instance) await engine.cancelProcessInstance(instance.processInstanceKey);
  }
}

/** Works everything off: no token was lost, none made, and each thrower of a compensation goes on. */
async function finish(engine: EmbeddedEngine): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (!(await engine.processInstances({ state: 'ACTIVE' })).length) return;
    for (const j of await engine.jobs({ state: 'ACTIVATABLE' }))
      await engine.completeJob({ jobKey: j.key }).catch((e) => {
        // A job before it in this list may have ended its scope.
        if (e.code !== 'NOT_FOUND') throw e;
      });
    await engine.broadcastSignal({ signalName: 'sig' });
  }
  throw new Error('an instance does not end');
}

/** From the batches alone, without any checkpoint. */
async function replayed(store: JournalStore): Promise<EngineState> {
  return (await load({ ...store, loadCheckpoint: async () => undefined, readUnits: async () => [] })).state;
}

test(`random drawings of events, restarted after every command: the state is what replay gives (${RUNS} runs)`, async () => {
  await fc.assert(
    fc.asyncProperty(eventDrawing, fc.array(act, { maxLength: 10 }), async (nodes, acts) => {
      const store = memoryJournal();
      let engine = await createEmbeddedEngine({ store, clock: 'manual' });
      await engine.deployResources([{ name: 'p.bpmn', content: eventXml(nodes) }]);
      await engine.createProcessInstance({ bpmnProcessId: 'p' });
      for (const a of acts) {
        await perform(engine, a);
        // Every other time a crash: without closing, hence without a checkpoint.
        if (a.pick % 2 === 0) await engine.close();
        expect(serialize((await load(store)).state)).toBe(serialize(await replayed(store)));
        engine = await createEmbeddedEngine({ store, clock: 'manual' });
      }
      await finish(engine);
      const { elements, jobs, signals, compensations, incidents } = await replayed(store);
      expect([elements, jobs, signals, compensations, incidents].map((m) => m.size)).toEqual([0, 0, 0, 0, 0]);
    }),
    { numRuns: RUNS },
  );
}, 600_000);

test('a history with signals, escalations, links and compensation, recorded by version 1, is still replayed', async () => {
  const text = await readFile(new URL('./histories/v1-events.json', import.meta.url), 'utf8');
  const recorded = JSON.parse(text) as { batches: JournalBatch[]; state: string };
  const store = memoryJournal();
  for (const batch of recorded.batches) await store.append(batch, []);
  const state = await replayed(store);
  expect(serialize(state)).toBe(recorded.state);
  // It was cut while a signal was listened for and a compensation was going on.
  expect([state.signals.size, state.compensations.size]).toEqual([1, 3]);
});
