/** Making a process instance. */
import type { RootFacts, Trigger } from './events.ts';
import type { Execution } from './execution.ts';
import type { Definition, Vars } from './state.ts';

/** Its key. The rest of its activation is left for later. */
export function createRoot(
  x: Execution,
  definition: Definition,
  variables: Vars,
  o: { parent?: RootFacts['parent']; startAt?: string[]; trigger?: Trigger } = {},
): string {
  const pi = x.newKey();
  const elementId = definition.bpmnProcessId;
  x.emit({
    type: 'ELEMENT_ACTIVATING',
    pi,
    key: pi,
    elementId,
    elementType: 'PROCESS',
    ...(o.trigger && { trigger: o.trigger }),
    root: {
      definition: definition.key,
      bpmnProcessId: elementId,
      version: definition.version,
      ...(o.parent && { parent: o.parent }),
      ...(o.startAt && { startAt: o.startAt }),
    },
  });
  if (Object.keys(variables).length) x.emit({ type: 'VARIABLES_SET', pi, scope: pi, elementId, variables });
  x.later({ kind: 'continue', key: pi });
  return pi;
}
