import type { ConditionTrace } from '../conditions/evaluate.ts';
import type { Condition, FactCondition, NamedCondition } from '../conditions/types.ts';
import { isFactReference, viewCondition } from '../conditions/types.ts';

/** What json-rules-engine leaves on a condition after a run. */
interface EvaluatedCondition {
  readonly all?: readonly EvaluatedCondition[];
  readonly any?: readonly EvaluatedCondition[];
  readonly not?: EvaluatedCondition;
  readonly result?: unknown;
  readonly factResult?: unknown;
  readonly valueResult?: unknown;
}

/**
 * The trace of a rule from json-rules-engine's own result, read beside our document: the engine writes shared
 * conditions in place and forgets their names.
 */
export function traceOf(
  condition: Condition,
  evaluated: EvaluatedCondition | undefined,
  shared: ReadonlyMap<string, NamedCondition>,
): ConditionTrace {
  const result = typeof evaluated?.result === 'boolean' ? evaluated.result : null;
  const label = condition.name === undefined ? {} : { name: condition.name };
  const view = viewCondition(condition);
  switch (view?.kind) {
    case 'all':
    case 'any': {
      const done = evaluated?.[view.kind];
      const children = view.parts.map((part, i) => traceOf(part, done?.[i], shared));
      return { kind: view.kind, ...label, result, children };
    }
    case 'not':
      return { kind: 'not', ...label, result, children: [traceOf(view.part, evaluated?.not, shared)] };
    case 'condition': {
      const named = shared.get(view.name) as NamedCondition;
      return { ...traceOf(named.conditions, evaluated, shared), name: view.name };
    }
    default: {
      const c = (view as { comparison: FactCondition }).comparison;
      return {
        kind: 'fact',
        ...label,
        result,
        fact: c.fact,
        ...(c.path === undefined ? {} : { path: c.path }),
        operator: c.operator,
        expected: evaluated?.valueResult,
        ...(isFactReference(c.value) ? { expectedFact: c.value } : {}),
        actual: evaluated?.factResult,
      };
    }
  }
}
