/** A job as a worker and as a reader see it. */
import { copyJson, type EngineState, ScopeView, type Job as StoredJob } from '../core/index.ts';
import type { Job, JobRecord, Variables } from '../engine.ts';

/** The worker gets copies: what it does to them stays its own. */
export function describeJob(state: EngineState, key: string, fetchVariable?: string[]): Job {
  const j = state.jobs.get(key)!;
  const root = state.elements.get(j.pi)!.root!;
  const view = new ScopeView(state, j.elementInstanceKey);
  let variables: Variables;
  if (fetchVariable) {
    variables = {};
    for (const name of fetchVariable) {
      const value = view.get(name);
      if (value !== undefined) variables[name] = value;
    }
  } else variables = view.all();
  return {
    key: j.key,
    type: j.type,
    elementId: j.elementId,
    elementInstanceKey: j.elementInstanceKey,
    processInstanceKey: j.pi,
    bpmnProcessId: root.bpmnProcessId,
    processDefinitionVersion: root.version,
    customHeaders: { ...j.headers },
    variables: copyJson(variables, { left: Infinity }) as Variables,
    retries: j.retries,
    deadline: new Date(j.deadline ?? 0).toISOString(),
  };
}

export function jobRecord(j: StoredJob): JobRecord {
  return {
    key: j.key,
    type: j.type,
    state: j.state === 'ERROR_THROWN' ? 'FAILED' : j.state,
    elementId: j.elementId,
    elementInstanceKey: j.elementInstanceKey,
    processInstanceKey: j.pi,
    retries: j.retries,
    customHeaders: { ...j.headers },
    ...(j.errorMessage !== undefined && { errorMessage: j.errorMessage }),
  };
}
