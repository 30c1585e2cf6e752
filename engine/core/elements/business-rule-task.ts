import { evaluate } from '../decisions.ts';
import { failure } from '../failure.ts';
import { applyInputs, applyOutputs } from '../mappings.ts';
import { isText } from '../messages.ts';
import { latestDecision } from '../state.ts';
import { activatedAndComplete, completed } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { jobTask } from './job-task.ts';

/** The latest version of a decision, whose output becomes the result variable; or, with a job type, a worker's. */
export const businessRuleTask: Behavior = {
  activate(x, e, m) {
    if (!m.decision) return jobTask.activate(x, e, m);
    const wrong = applyInputs(x, e, m);
    if (wrong) return wrong;
    const id = x.evaluateAs(m.decision.decisionId, e.key, 'STRING', isText);
    if ('failure' in id) return id.failure;
    const decision = latestDecision(x.state, id.value);
    if (!decision)
      return failure(
        'CALLED_DECISION_ERROR',
        `Expected to evaluate decision '${id.value}', but no decision found for id '${id.value}'`,
      );
    const result = evaluate(decision, x.scope(e.key).all(), x.env);
    if ('failure' in result) return result.failure;
    const of = { pi: e.pi, elementInstanceKey: e.key, elementId: e.elementId };
    x.emit({
      type: 'DECISION_EVALUATED',
      decision: decision.decisionId,
      version: decision.version,
      trace: result.trace,
      ...of,
    });
    const trigger = { elementId: e.elementId, variables: { [m.decision.resultVariable]: result.output } };
    x.emit({ type: 'EVENT_TRIGGERED', ...of, trigger });
    activatedAndComplete(x, e);
    return undefined;
  },
  complete: (x, e, m) => applyOutputs(x, e, m) ?? completed(x, e),
};
