/** Random commands on the drawings of `drawing.ts`, and driving instances to their end. */
import fc from 'fast-check';
import type { EngineState } from '../../engine/core/index.ts';
import { type EmbeddedEngine, type Json, Rejection } from '../../engine/index.ts';

export type Act =
  | { act: 'create'; n: number }
  | { act: 'work'; pick: number; again: boolean }
  | { act: 'take' }
  | { act: 'fail'; pick: number; retries: number }
  | { act: 'error'; pick: number; code: string }
  | { act: 'retries'; pick: number }
  | { act: 'message'; name: string; ttl: number }
  | { act: 'signal'; name: string }
  | { act: 'decide'; n: Json }
  | { act: 'time'; minutes: number }
  | { act: 'cancel'; pick: number }
  | { act: 'set'; pick: number; n: Json }
  | { act: 'modify'; pick: number }
  | { act: 'migrate'; pick: number }
  | { act: 'resolve'; pick: number };

/** What comes after a command: nothing, an orderly end, a crash; or the disk is full while it is run. */
export type After = 'go' | 'close' | 'crash' | 'full';
export interface Turn {
  act: Act;
  after: After;
}

const pick = fc.nat(50);
const record = <A extends Act>(weight: number, model: { [K in keyof A]: fc.Arbitrary<A[K]> }) => ({
  weight,
  arbitrary: fc.record(model) as unknown as fc.Arbitrary<Act>,
});
const is = <T>(value: T) => fc.constant(value);
const act: fc.Arbitrary<Act> = fc.oneof(
  record<Act & { act: 'create' }>(2, { act: is('create'), n: fc.nat(3) }),
  record<Act & { act: 'work' }>(8, { act: is('work'), pick, again: fc.boolean() }),
  record<Act & { act: 'take' }>(1, { act: is('take') }),
  record<Act & { act: 'fail' }>(2, { act: is('fail'), pick, retries: fc.nat(2) }),
  record<Act & { act: 'error' }>(2, { act: is('error'), pick, code: fc.constantFrom('E', 'E', 'F') }),
  record<Act & { act: 'retries' }>(1, { act: is('retries'), pick }),
  record<Act & { act: 'message' }>(4, {
    act: is('message'),
    name: fc.constantFrom('m', 'm', 'side', 'side', 'go'),
    ttl: fc.constantFrom(0, 3_600_000),
  }),
  record<Act & { act: 'signal' }>(2, { act: is('signal'), name: fc.constantFrom('awaited', 'loud') }),
  record<Act & { act: 'decide' }>(1, { act: is('decide'), n: fc.constantFrom<Json>(1, 'two') }),
  record<Act & { act: 'time' }>(4, { act: is('time'), minutes: fc.nat(90) }),
  record<Act & { act: 'cancel' }>(1, { act: is('cancel'), pick }),
  record<Act & { act: 'set' }>(1, { act: is('set'), pick, n: fc.constantFrom<Json>(0, 1, 2, 'two', null) }),
  record<Act & { act: 'modify' }>(2, { act: is('modify'), pick }),
  record<Act & { act: 'migrate' }>(4, { act: is('migrate'), pick }),
  record<Act & { act: 'resolve' }>(2, { act: is('resolve'), pick }),
);
export const turn: fc.Arbitrary<Turn> = fc.record({
  act,
  after: fc.constantFrom<After>('go', 'go', 'go', 'close', 'crash', 'full'),
});

const choose = <T>(list: T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

/** Runs the command on what it happens to find; a rejection is an answer too. */
export async function perform(engine: EmbeddedEngine, a: Act, state: EngineState): Promise<void> {
  await command(engine, a, state).catch((e) => {
    if (!(e instanceof Rejection)) throw e;
  });
}

async function command(engine: EmbeddedEngine, a: Act, state: EngineState): Promise<void> {
  const job = choose([...state.jobs.keys()], 'pick' in a ? a.pick : 0);
  switch (a.act) {
    case 'create':
      await engine.createProcessInstance({ bpmnProcessId: 'p', variables: { n: a.n, again: false } });
      return;
    case 'work':
      if (job) await engine.completeJob({ jobKey: job, variables: { done: a.pick, again: a.again } });
      return;
    case 'take': {
      const jobs = await engine.activateJobs({
        type: 'work',
        maxJobsToActivate: 2,
        timeout: 600_000,
        worker: 'w',
      });
      if (jobs[1]) await engine.updateJobTimeout({ jobKey: jobs[1].key, timeout: 1_800_000 });
      return;
    }
    case 'fail':
      if (job)
        await engine.failJob({ jobKey: job, retries: a.retries, errorMessage: 'x', retryBackOff: 60_000 });
      return;
    case 'error':
      if (job) await engine.throwError({ jobKey: job, errorCode: a.code, variables: { error: a.code } });
      return;
    case 'retries':
      if (job) await engine.updateJobRetries({ jobKey: job, retries: 1 });
      return;
    case 'message':
      await engine.publishMessage({ name: a.name, correlationKey: 'k', timeToLive: a.ttl });
      return;
    case 'signal':
      await engine.broadcastSignal({ signalName: a.name, variables: { heard: a.name } });
      return;
    case 'decide':
      await engine.evaluateDecision({ decisionId: 'size', variables: { n: a.n } });
      return;
    case 'time':
      await engine.advanceTime(`PT${a.minutes}M`);
      return;
    case 'cancel': {
      const roots = [...state.elements.values()].filter((e) => e.root && !e.root.parent);
      const e = choose(roots, a.pick);
      if (e) await engine.cancelProcessInstance(e.key);
      return;
    }
    case 'set': {
      const e = choose([...state.elements.values()], a.pick);
      if (e)
        await engine.setVariables({
          elementInstanceKey: e.key,
          variables: { n: a.n },
          local: a.pick % 2 === 0,
        });
      return;
    }
    case 'modify': {
      // Begins what waits anew: one token goes, one comes.
      const leaves = [...state.elements.values()].filter((e) => {
        const scope = e.scope === undefined ? undefined : state.elements.get(e.scope);
        return (
          scope &&
          scope.type !== 'MULTI_INSTANCE_BODY' &&
          // begun anew by hand it is no compensation's any more
          !e.elementId.endsWith('u') &&
          e.state === 'ACTIVATED' &&
          (e.job || e.timers?.size)
        );
      });
      const e = choose(leaves, a.pick);
      if (!e) return;
      await engine.modifyProcessInstance({
        processInstanceKey: e.pi,
        activateInstructions: [{ elementId: e.elementId, ancestorElementInstanceKey: e.scope! }],
        terminateInstructions: [{ elementInstanceKey: e.key }],
      });
      return;
    }
    case 'migrate': {
      // From the one id to the other and back, where all that is active can be moved.
      const roots = [...state.elements.values()].filter((e) => e.root && /^p2?$/.test(e.elementId));
      const root = choose(roots, a.pick);
      if (!root) return;
      const to = root.elementId === 'p' ? 'p2' : 'p';
      const target = [...state.definitions.values()].find((x) => x.bpmnProcessId === to);
      const active = [...state.elements.values()].filter((e) => e.pi === root.pi && e !== root);
      await engine.migrateProcessInstance({
        processInstanceKey: root.key,
        targetProcessDefinitionKey: target!.key,
        mappingInstructions: [...new Set(active.map((e) => e.elementId))].map((id) => ({
          sourceElementId: id,
          targetElementId: id,
        })),
      });
      return;
    }
    case 'resolve': {
      const i = choose([...state.incidents.values()], a.pick);
      if (!i) return;
      if (i.jobKey !== undefined) await engine.updateJobRetries({ jobKey: i.jobKey, retries: 1 });
      await engine.resolveIncident({ incidentKey: i.key });
    }
  }
}

const gone = (e: unknown) => {
  // What came before it in the list may have ended its scope.
  if (!(e instanceof Rejection) || e.code !== 'NOT_FOUND') throw e;
};

/** Works everything off: whatever an instance went through, it ends. */
export async function finish(engine: EmbeddedEngine, stateNow: () => Promise<EngineState>): Promise<void> {
  for (let turn = 0; turn < 150; turn++) {
    const state = await stateNow();
    if (state.elements.size === 0) return;
    for (const e of state.elements.values())
      if (e.root || e.vars?.n !== undefined || e.vars?.again !== undefined)
        await engine
          .setVariables({ elementInstanceKey: e.key, variables: { n: 1, again: false }, local: true })
          .catch(gone);
    for (const i of state.incidents.values()) {
      if (i.jobKey !== undefined) await engine.updateJobRetries({ jobKey: i.jobKey, retries: 1 }).catch(gone);
      await engine.resolveIncident({ incidentKey: i.key }).catch(gone);
    }
    for (const j of (await stateNow()).jobs.values())
      if (j.state === 'ACTIVATABLE' || j.state === 'ACTIVATED')
        await engine.completeJob({ jobKey: j.key }).catch(gone);
    await engine.broadcastSignal({ signalName: 'awaited' });
    for (let i = 0; i < 3; i++) await engine.publishMessage({ name: 'm', correlationKey: 'k' });
    await engine.advanceTime('PT61M');
  }
  throw new Error('an instance does not end');
}
