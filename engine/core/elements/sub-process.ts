import { applyInputs, applyOutputs } from '../mappings.ts';
import { activated, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { scopeBehavior } from './scope.ts';

export const subProcess: Behavior = {
  ...scopeBehavior,
  activate(x, e, m) {
    const failed = applyInputs(x, e, m);
    if (failed) return failed;
    activated(x, e);
    x.later({ kind: 'activate', scope: e.key, element: m.starts[0]! });
    return undefined;
  },
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
