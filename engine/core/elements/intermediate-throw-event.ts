import { applyOutputs } from '../mappings.ts';
import { activatedAndComplete, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { jobTask } from './job-task.ts';

/** None: passes. Message: a worker sends it. */
export const intermediateThrowEvent: Behavior = {
  activate: (x, e, m) => (m.job ? jobTask.activate(x, e, m) : (void activatedAndComplete(x, e) as undefined)),
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
