import { applyInputs, applyOutputs } from '../mappings.ts';
import { activatedAndComplete, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** Manual and undefined tasks: nothing for the engine to do; the token passes. */
export const manualTask: Behavior = {
  activate: (x, e, m) => applyInputs(x, e, m) ?? (void activatedAndComplete(x, e) as undefined),
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
