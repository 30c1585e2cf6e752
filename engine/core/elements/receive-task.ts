import { applyInputs, applyOutputs } from '../mappings.ts';
import { subscribe } from '../subscriptions.ts';
import { activated, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

export const receiveTask: Behavior = {
  activate(x, e, m) {
    const failed = applyInputs(x, e, m) ?? subscribe(x, e, m);
    if (!failed) activated(x, e);
    return failed;
  },
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
