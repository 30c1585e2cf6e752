/** What processes, sub-processes and event sub-processes share: when a scope is done, and what an interruption does. */
import type { ElementModel } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import type { ElementInstance } from '../state.ts';
import { terminateChildren } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

function isEmpty(x: Execution, scope: ElementInstance): boolean {
  return !scope.children?.size && !x.pending.get(scope.key);
}

const hasTokens = (scope: ElementInstance) => Object.keys(scope.tokens ?? {}).length > 0;

/** A scope completes when no element is active in it and no token is on its way or waits at a join. */
function childCompleted(x: Execution, scope: ElementInstance): void {
  if (scope.state !== 'ACTIVATED' || !isEmpty(x, scope) || hasTokens(scope)) return;
  x.later({ kind: 'complete', key: scope.key });
}

/** The last child has gone: on with what interrupted them; what nobody interrupted was ended by hand, and its scope with it. */
function childTerminated(x: Execution, scope: ElementInstance, m: ElementModel): void {
  if (!isEmpty(x, scope)) return;
  const trigger = scope.trigger;
  const start = trigger && m.eventSubProcessStarts.find((s) => s.id === trigger.elementId);
  if (start) {
    x.emit({ type: 'TRIGGER_TAKEN', pi: scope.pi, elementInstanceKey: scope.key });
    x.later({ kind: 'activate', scope: scope.key, element: start.parent!, trigger });
  } else if (m.children.some((c) => c.id === scope.interruptedBy && c.type === 'END_EVENT'))
    childCompleted(x, scope);
  else if (!hasTokens(scope)) x.later({ kind: 'terminate', key: scope.key });
}

export const scopeBehavior = {
  terminate: (x: Execution, e: ElementInstance) => terminateChildren(x, e),
  childCompleted,
  childTerminated,
} satisfies Partial<Behavior>;
