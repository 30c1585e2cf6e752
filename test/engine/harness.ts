import type { EmbeddedEngineOptions } from '../../engine/index.ts';
import { createEmbeddedEngine, type EmbeddedEngine, type Json } from '../../engine/index.ts';

export async function engineWith(
  xml: string | string[],
  o: EmbeddedEngineOptions = {},
): Promise<EmbeddedEngine> {
  const engine = await createEmbeddedEngine({ clock: 'manual', ...o });
  for (const [i, content] of [xml].flat().entries())
    await engine.deployResources([{ name: `d${i}.bpmn`, content }]);
  return engine;
}

/** Completes the oldest job of a type; fails if there is none. */
export async function work(engine: EmbeddedEngine, type: string, variables: Record<string, Json> = {}) {
  const [job] = await engine.activateJobs({ type, maxJobsToActivate: 1, timeout: 1000, worker: 't' });
  if (!job) throw new Error(`no job <${type}>`);
  await engine.completeJob({ jobKey: job.key, variables });
  return job;
}

/** Ids of the elements completed, in order. */
export async function path(engine: EmbeddedEngine, pi: string): Promise<string> {
  const events = await engine.history(pi);
  return events
    .filter((e) => e.type === 'ELEMENT_COMPLETED')
    .map((e) => e.elementId)
    .join(' ');
}

export async function rootVariables(engine: EmbeddedEngine, pi: string): Promise<Record<string, Json>> {
  const all = await engine.variables(pi);
  return Object.fromEntries(all.filter((v) => v.scopeKey === pi).map((v) => [v.name, v.value]));
}

export async function stateOf(engine: EmbeddedEngine, pi: string) {
  return (await engine.processInstances({ processInstanceKey: pi }))[0]?.state;
}
