/** The intent `createInstance`: makes the case's process instance exactly once, also across a crash. */
import type { Variables } from '../../engine/engine.ts';
import type { IntentHandler } from '../intents/handlers.ts';
import type { Case } from './collections.ts';
import type { MatterDeps } from './ports.ts';

interface Payload {
  caseId: string;
  bpmnProcessId: string;
  version: number;
  variables: Variables;
}

export function createInstanceHandler(
  deps: MatterDeps,
  known: (caseId: string, processInstanceKey: string) => Promise<void>,
): IntentHandler {
  return async ({ payload, createdAt }, { fresh }) => {
    const p = payload as unknown as Payload;
    const c = await deps.store.get<Case>('cases', p.caseId);
    if (!c) return;
    let key = c.processInstanceKey;
    if (!key && !fresh) key = await findInstance(deps, p, createdAt);
    key ??= (await deps.engine.createProcessInstance(p)).processInstanceKey;
    await known(p.caseId, key);
  };
}

/** After a crash between the engine's commit and ours: the instance that already runs for the case, if any. */
async function findInstance(deps: MatterDeps, p: Payload, createdAt: string): Promise<string | undefined> {
  await deps.engine.caughtUp();
  const since = new Date(Date.parse(createdAt) - 60_000).toISOString();
  const instances = await deps.engine.processInstances({ bpmnProcessId: p.bpmnProcessId });
  for (const instance of instances) {
    if (instance.startedAt < since || instance.parentProcessInstanceKey) continue;
    const variables = await deps.engine.variables(instance.processInstanceKey);
    if (variables.some((v) => v.name === 'caseId' && v.value === p.caseId))
      return instance.processInstanceKey;
  }
  return undefined;
}
