import type { ElementModel, FlowModel } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import { failure, type Outcome } from '../failure.ts';
import { isBoolean } from '../messages.ts';
import type { ElementInstance } from '../state.ts';
import { completed, passThrough } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

export const exclusiveGateway: Behavior = {
  activate(x, e, m) {
    const flows = chooseFlows(x, e, m, 'first');
    return 'failure' in flows ? flows.failure : passThrough(x, e, flows.value);
  },
  complete: (x, e) => completed(x, e),
};

/** The flows whose condition holds, in the order of the drawing; else the default flow; else a CONDITION_ERROR. */
export function chooseFlows(
  x: Execution,
  e: ElementInstance,
  m: ElementModel,
  which: 'first' | 'all',
): Outcome<FlowModel[]> {
  if (m.outgoing.length === 0) return { value: [] };
  if (m.outgoing.length === 1 && !m.outgoing[0]!.condition) return { value: m.outgoing };
  const chosen: FlowModel[] = [];
  for (const flow of m.outgoing) {
    if (!flow.condition || flow === m.defaultFlow) continue;
    const holds = x.evaluateAs(flow.condition, e.key, 'BOOLEAN', isBoolean);
    if ('failure' in holds) return holds;
    if (!holds.value) continue;
    chosen.push(flow);
    if (which === 'first') break;
  }
  if (chosen.length) return { value: chosen };
  if (m.defaultFlow) return { value: [m.defaultFlow] };
  return {
    failure: failure(
      'CONDITION_ERROR',
      'Expected at least one condition to evaluate to true, or to have a default flow',
    ),
  };
}
