import type { ElementModel } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import type { Failure } from '../failure.ts';
import { applyInputs } from '../mappings.ts';
import { isText } from '../messages.ts';
import type { ElementInstance } from '../state.ts';
import { activatedAndComplete } from '../transitions.ts';

/** Broadcasts its signal with its local variables, which are the results of its input mappings, and goes on. */
export function throwSignal(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined {
  if (m.event?.kind !== 'signal') return undefined;
  const wrong = applyInputs(x, e, m);
  if (wrong) return wrong;
  const name = x.evaluateAs(m.event.name!, e.key, 'STRING', isText);
  if ('failure' in name) return name.failure;
  x.later({ kind: 'broadcast', name: name.value, ...(e.vars && { variables: { ...e.vars } }) });
  activatedAndComplete(x, e);
  return undefined;
}
