import { applyInputs, applyOutputs } from '../mappings.ts';
import { subscribe } from '../subscriptions.ts';
import { activated, activatedAndComplete, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** Waits for its event; after an event-based gateway it has already come, and a link is only arrived at. */
export const intermediateCatchEvent: Behavior = {
  activate(x, e, m) {
    if (e.trigger || m.event?.kind === 'link') return void activatedAndComplete(x, e) as undefined;
    const failed = applyInputs(x, e, m) ?? subscribe(x, e, m);
    if (!failed) activated(x, e);
    return failed;
  },
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
