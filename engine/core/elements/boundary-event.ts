import { applyOutputs } from '../mappings.ts';
import { activatedAndComplete, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** Its activity listens for it (see subscriptions.ts); it is activated when its event came. */
export const boundaryEvent: Behavior = {
  activate: (x, e) => void activatedAndComplete(x, e) as undefined,
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
