import type { ElementModel } from '../bpmn/model.ts';
import { throwError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import type { Failure } from '../failure.ts';
import { applyOutputs } from '../mappings.ts';
import { isText } from '../messages.ts';
import type { ElementInstance } from '../state.ts';
import { activated, complete, completed, terminateChildren } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { activateThrowing } from './throwing.ts';

/** As on Zeebe: none and terminate end at once, and the latter, like compensation, has no output mappings. */
export const endEvent: Behavior = {
  activate(x, e, m) {
    if (m.event?.kind === 'error') return endByError(x, e, m);
    if (m.event?.kind !== 'none' && m.event?.kind !== 'terminate') return activateThrowing(x, e, m);
    activated(x, e);
    complete(x, e.key);
    return undefined;
  },
  complete(x, e, m) {
    if (m.event?.kind === 'compensation') return completed(x, e);
    if (m.event?.kind !== 'terminate') return applyOutputs(x, e, m) ?? completed(x, e);
    const scope = x.scopeOf(e)!;
    x.emit({ type: 'SCOPE_INTERRUPTED', pi: e.pi, scope: scope.key, by: e.elementId });
    terminateChildren(x, scope, e.key);
    return completed(x, e);
  },
};

/** Stays active until what caught the error ends it. */
function endByError(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined {
  if (m.event?.kind !== 'error') return undefined;
  const code = x.evaluateAs(m.event.code!, e.key, 'STRING', isText);
  if ('failure' in code) return code.failure;
  return throwError(x, e, code.value, undefined, () => activated(x, e));
}
