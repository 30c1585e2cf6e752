import { applyOutputs } from '../mappings.ts';
import { activatedAndComplete, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

export const startEvent: Behavior = {
  activate: (x, e) => void activatedAndComplete(x, e) as undefined,
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
