/** What processes, sub-processes and event sub-processes share: when a scope is done, and what an interruption does. */
import type { ElementModel } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import type { ElementInstance } from '../state.ts';
import { terminateChildren } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

function isEmpty(x: Execution, scope: ElementInstance): boolean {
  return !scope.children?.size && !x.pending.get(scope.key);
}

/** A scope completes when no element is active in it and no token is on its way or waits at a join. */
function childCompleted(x: Execution, scope: ElementInstance): void {
  if (scope.state !== 'ACTIVATED' || !isEmpty(x, scope)) return;
  if (scope.tokens && Object.keys(scope.tokens).length) return;
  x.later({ kind: 'complete', key: scope.key });
}

/** The last of the interrupted children has gone: on with what interrupted them. */
function childTerminated(x: Execution, scope: ElementInstance, m: ElementModel): void {
  if (!isEmpty(x, scope)) return;
  const trigger = scope.trigger;
  if (scope.interruptedBy === undefined) {
    if (!scope.tokens || !Object.keys(scope.tokens).length) x.later({ kind: 'terminate', key: scope.key });
    return;
  }
  const start = trigger && m.eventSubProcessStarts.find((s) => s.id === trigger.elementId);
  if (!start) {
    childCompleted(x, scope);
    return;
  }
  x.emit({ type: 'TRIGGER_TAKEN', pi: scope.pi, elementInstanceKey: scope.key });
  x.later({ kind: 'activate', scope: scope.key, element: start.parent!, trigger });
}

export const scopeBehavior = {
  terminate: (x: Execution, e: ElementInstance) => terminateChildren(x, e),
  childCompleted,
  childTerminated,
} satisfies Partial<Behavior>;
