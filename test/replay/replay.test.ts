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
import { type Act, act, drawing, toXml } from './random.ts';

/** More by `REPLAY_RUNS`. */
const RUNS = Number(process.env.REPLAY_RUNS ?? 300);

const open = (store: JournalStore) => createEmbeddedEngine({ store, clock: 'manual' });

async function perform(engine: EmbeddedEngine, a: Act): Promise<void> {
  const choose = <T>(list: T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
  const job = async (n: number) => {
    const jobs = await engine.jobs({ state: 'ACTIVATABLE' });
    return choose(jobs, n);
  };
  switch (a.act) {
    case 'create':
      await engine.createProcessInstance({ bpmnProcessId: 'p', variables: { n: a.n } });
      return;
    case 'work': {
      const j = await job(a.pick);
      if (j) await engine.completeJob({ jobKey: j.key, variables: { r: a.pick } });
      return;
    }
    case 'fail': {
      const j = await job(a.pick);
      if (j)
        await engine.failJob({ jobKey: j.key, retries: a.retries, errorMessage: 'x', retryBackOff: 60_000 });
      return;
    }
    case 'message':
      await engine.publishMessage({ name: 'm', correlationKey: 'k', timeToLive: a.ttl });
      return;
    case 'time':
      await engine.advanceTime(`PT${a.minutes}M`);
      return;
    case 'cancel': {
      const i = choose(await engine.processInstances({ state: 'ACTIVE' }), a.pick);
      if (i && a.pick % 3 === 0) await engine.cancelProcessInstance(i.processInstanceKey);
      return;
    }
    case 'resolve': {
      const i = choose(await engine.incidents({ state: 'ACTIVE' }), a.pick);
      if (!i) return;
      await engine.updateJobRetries({ jobKey: i.jobKey!, retries: 1 });
      await engine.resolveIncident({ incidentKey: i.incidentKey });
    }
  }
}

/** Works everything off, so that each instance ends: no token was lost and none made. */
async function finish(engine: EmbeddedEngine): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (!(await engine.processInstances({ state: 'ACTIVE' })).length) return;
    for (const i of await engine.incidents({ state: 'ACTIVE' })) {
      await engine.updateJobRetries({ jobKey: i.jobKey!, retries: 1 });
      await engine.resolveIncident({ incidentKey: i.incidentKey });
    }
    for (const j of await engine.jobs({ state: 'ACTIVATABLE' }))
      await engine.completeJob({ jobKey: j.key }).catch((e) => {
        // A job before it in this list may have ended its scope.
        if (e.code !== 'NOT_FOUND') throw e;
      });
    await engine.publishMessage({ name: 'm', correlationKey: 'k' });
    await engine.advanceTime('PT61M');
  }
  throw new Error('an instance does not end');
}

async function replayed(store: JournalStore): Promise<EngineState> {
  return (await load({ ...store, loadCheckpoint: async () => undefined, readUnits: async () => [] })).state;
}

test(`random drawings and commands, restarted after every step: the state is what replay gives (${RUNS} runs)`, async () => {
  await fc.assert(
    fc.asyncProperty(drawing, fc.array(act, { minLength: 1, maxLength: 12 }), async (nodes, acts) => {
      const store = memoryJournal();
      let engine = await open(store);
      await engine.deployResources([{ name: 'p.bpmn', content: toXml(nodes) }]);
      for (const a of [{ act: 'create', n: 1 } as Act, ...acts]) {
        await perform(engine, a);
        // After moving the clock it is a crash: without closing, hence without a checkpoint.
        if (a.act !== 'time') await engine.close();
        const fromCheckpoint = serialize((await load(store)).state);
        expect(fromCheckpoint).toBe(serialize(await replayed(store)));
        const at = engine.now();
        engine = await createEmbeddedEngine({ store, clock: 'manual', now: at });
      }
      await finish(engine);
      const { elements, jobs, timers, subscriptions, incidents } = await replayed(store);
      expect([elements, jobs, timers, subscriptions, incidents].map((m) => m.size)).toEqual([0, 0, 0, 0, 0]);
    }),
    { numRuns: RUNS },
  );
}, 600_000);

test('a history recorded by version 1 is still replayed', async () => {
  const text = await readFile(new URL('./histories/v1.json', import.meta.url), 'utf8');
  const recorded = JSON.parse(text) as { batches: JournalBatch[]; state: string };
  const store = memoryJournal();
  for (const batch of recorded.batches) await store.append(batch, []);
  expect(serialize(await replayed(store))).toBe(recorded.state);
});
