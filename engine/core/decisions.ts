/** A deployed decision, looked up and evaluated. */
import type { EvaluatedDecision, Json } from '../engine.ts';
import { type DecisionTrace, evaluateDecision } from './dmn/index.ts';
import type { StepEnvironment } from './execution.ts';
import { type Failure, failure } from './failure.ts';
import type { Decision, EngineState } from './state.ts';

export type DecisionResult = { output: Json; trace: DecisionTrace[] } | { failure: Failure };

export function evaluate(
  decision: Decision,
  variables: Record<string, Json>,
  env: Pick<StepEnvironment, 'requirements' | 'at' | 'zone' | 'guard'>,
): DecisionResult {
  const model = env.requirements(decision.requirements);
  if (!model) throw new Error(`no model for decision requirements <${decision.requirements}>`);
  const outcome = evaluateDecision(model, decision.decisionId, variables, env);
  return 'output' in outcome ? outcome : { failure: failure('DECISION_EVALUATION_ERROR', outcome.message) };
}

/** As the interface tells it. What is required stands in the same resource, under the same requirements. */
export function describeDecision(
  state: EngineState,
  decision: Decision,
  result: { output: Json; trace: DecisionTrace[] },
): EvaluatedDecision {
  const beside = new Map<string, Decision>();
  for (const d of state.decisions.values())
    if (d.requirements === decision.requirements) beside.set(d.decisionId, d);
  const facts = (d: Decision) => ({
    decisionId: d.decisionId,
    decisionKey: d.key,
    decisionName: d.name,
    decisionVersion: d.version,
  });
  return {
    ...facts(decision),
    decisionOutput: result.output,
    evaluatedDecisions: result.trace.map(({ decisionId, ...t }) => ({
      ...facts(beside.get(decisionId)!),
      ...t,
    })),
  };
}
