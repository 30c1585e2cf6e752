import { applyInputs, applyOutputs } from '../mappings.ts';
import { activated, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { scopeBehavior } from './scope.ts';

/** Activated by its start event's trigger, which it hands on to that start event. */
export const eventSubProcess: Behavior = {
  ...scopeBehavior,
  activate(x, e, m) {
    const failed = applyInputs(x, e, m);
    if (failed) return failed;
    const trigger = e.trigger;
    if (trigger) x.emit({ type: 'TRIGGER_TAKEN', pi: e.pi, elementInstanceKey: e.key });
    activated(x, e);
    x.later({ kind: 'activate', scope: e.key, element: m.starts[0]!, ...(trigger && { trigger }) });
    return undefined;
  },
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
