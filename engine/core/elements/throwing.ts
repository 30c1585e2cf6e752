/** What intermediate throwing events and end events have in common: how each kind throws. One line per kind. */
import type { ElementModel, EventDefinition } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import type { Failure } from '../failure.ts';
import type { ElementInstance } from '../state.ts';
import { activatedAndComplete } from '../transitions.ts';
import { jobTask } from './job-task.ts';
import { throwCompensation } from './throw-compensation.ts';
import { escalate } from './throw-escalation.ts';
import { throwSignal } from './throw-signal.ts';

type Thrower = (x: Execution, e: ElementInstance, m: ElementModel) => Failure | undefined;

const THROWERS: { [K in EventDefinition['kind']]?: Thrower } = {
  /** A worker sends it. */
  message: jobTask.activate,
  signal: throwSignal,
  escalation: escalate,
  compensation: throwCompensation,
};

/** An event of any other kind throws nothing, and passes. */
export function activateThrowing(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined {
  const thrower = m.event && THROWERS[m.event.kind];
  if (thrower) return thrower(x, e, m);
  activatedAndComplete(x, e);
  return undefined;
}
