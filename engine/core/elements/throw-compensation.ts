import type { ElementModel } from '../bpmn/model.ts';
import { compensate } from '../compensation.ts';
import type { Execution } from '../execution.ts';
import type { Failure } from '../failure.ts';
import type { ElementInstance } from '../state.ts';
import { activated, complete } from '../transitions.ts';

/** Waits until all that it undoes is undone; with nothing to undo it goes on. */
export function throwCompensation(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined {
  if (m.event?.kind !== 'compensation') return undefined;
  activated(x, e);
  if (!compensate(x, e, m.event.activity)) complete(x, e.key);
  return undefined;
}
