import type { ElementModel } from '../bpmn/model.ts';
import { throwEscalation } from '../escalations.ts';
import type { Execution } from '../execution.ts';
import type { Failure } from '../failure.ts';
import { isText } from '../messages.ts';
import type { ElementInstance } from '../state.ts';
import { activated } from '../transitions.ts';

/** Goes on unless what caught it interrupts; then it stays active until it is ended. */
export function escalate(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined {
  if (m.event?.kind !== 'escalation') return undefined;
  const code = x.evaluateAs(m.event.code!, e.key, 'STRING', isText);
  if ('failure' in code) return code.failure;
  activated(x, e);
  if (throwEscalation(x, e, code.value)) x.later({ kind: 'complete', key: e.key });
  return undefined;
}
