import { applyOutputs } from '../mappings.ts';
import { subscribe } from '../subscriptions.ts';
import { activatedAndComplete, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** As on Zeebe its scope listens from here on, so that keys and durations see what the start event brought. */
export const startEvent: Behavior = {
  activate: (x, e) => void activatedAndComplete(x, e) as undefined,
  complete(x, e, m) {
    const scope = x.scopeOf(e)!;
    return applyOutputs(x, e, m) ?? subscribe(x, scope, x.model(scope)) ?? completed(x, e);
  },
};
