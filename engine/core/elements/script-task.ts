import { applyInputs, applyOutputs } from '../mappings.ts';
import { activatedAndComplete, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { jobTask } from './job-task.ts';

/** A FEEL script whose value becomes its result variable; or, with a job type, a worker's. */
export const scriptTask: Behavior = {
  activate(x, e, m) {
    if (m.job) return jobTask.activate(x, e, m);
    return applyInputs(x, e, m) ?? (void activatedAndComplete(x, e) as undefined);
  },
  complete(x, e, m) {
    if (m.script && !m.job) {
      const result = x.evaluate(m.script.expression, e.key);
      if ('failure' in result) return result.failure;
      x.emit({
        type: 'EVENT_TRIGGERED',
        pi: e.pi,
        elementInstanceKey: e.key,
        elementId: e.elementId,
        trigger: { elementId: e.elementId, variables: { [m.script.resultVariable]: result.value } },
      });
    }
    return applyOutputs(x, e, m) ?? completed(x, e);
  },
};
