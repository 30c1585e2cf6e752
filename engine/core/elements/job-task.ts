import { jobFacts } from '../jobs.ts';
import { applyInputs, applyOutputs } from '../mappings.ts';
import { subscribe } from '../subscriptions.ts';
import { activated, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** Whatever a worker does: service, send and user tasks, throwing message events. */
export const jobTask: Behavior = {
  activate(x, e, m) {
    const wrong = applyInputs(x, e, m);
    if (wrong) return wrong;
    const facts = jobFacts(x, e, m);
    if ('failure' in facts) return facts.failure;
    const failed = subscribe(x, e, m);
    if (failed) return failed;
    x.emit({
      type: 'JOB_CREATED',
      key: x.newKey(),
      pi: e.pi,
      elementInstanceKey: e.key,
      elementId: e.elementId,
      ...facts.value,
    });
    activated(x, e);
    return undefined;
  },
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
