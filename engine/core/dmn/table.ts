/** Evaluates a decision table. */
import type { EvaluatedInput, MatchedRule } from '../../engine.ts';
import { type FeelEnvironment, toJson, unaryTest } from '../feel/index.ts';
import { DecisionFailure } from './failure.ts';
import { applyHitPolicy, compose } from './hit-policy.ts';
import type { DecisionTable, TableRule } from './model.ts';
import type { DmnScope } from './scope.ts';

export interface TableTrace {
  evaluatedInputs: EvaluatedInput[];
  matchedRules: MatchedRule[];
}

export interface Evaluator {
  /** Evaluates an expression, or throws a DecisionFailure. */
  feel(source: string, scope: DmnScope): unknown;
  /** Counts one more evaluation against the limit. */
  spend(): void;
}

export function evaluateTable(
  table: DecisionTable,
  scope: DmnScope,
  env: FeelEnvironment,
  by: Evaluator,
  trace?: TableTrace,
): unknown {
  const inputs = table.inputs.map((i) => by.feel(i.feel, scope));
  for (const [i, { id, name }] of table.inputs.entries())
    trace?.evaluatedInputs.push({ inputId: id, inputName: name, inputValue: toJson(inputs[i]) });
  const matching: { rule: TableRule; index: number }[] = [];
  for (const [i, rule] of table.rules.entries()) {
    if (!matches(rule, inputs, scope, env, by)) continue;
    matching.push({ rule, index: i + 1 });
    if (table.hitPolicy === 'FIRST') break;
  }
  if (!matching.length) return byDefault(table, scope, by);
  const rows = matching.map(({ rule }) => rule.outputs.map((o) => by.feel(o, scope)));
  for (const [n, { rule, index }] of matching.entries())
    trace?.matchedRules.push({
      ruleId: rule.id,
      ruleIndex: index,
      evaluatedOutputs: table.outputs.map((o, i) => ({
        outputId: o.id,
        outputName: o.label,
        outputValue: toJson(rows[n]![i]),
      })),
    });
  const hit = applyHitPolicy(table, rows);
  if ('problem' in hit) throw new DecisionFailure(hit.problem);
  return hit.value;
}

function matches(
  rule: TableRule,
  inputs: unknown[],
  scope: DmnScope,
  env: FeelEnvironment,
  by: Evaluator,
): boolean {
  return inputs.every((input, i) => {
    by.spend();
    const test = unaryTest(rule.tests[i] ?? '', input, scope, env);
    if (!test.ok) throw new DecisionFailure(test.message);
    return test.value === true;
  });
}

/** Without a rule that matches: the defaults of the outputs that have one, whatever the hit policy; else null. */
function byDefault(table: DecisionTable, scope: DmnScope, by: Evaluator): unknown {
  const some = table.outputs.filter((o) => o.defaultFeel !== undefined);
  if (!some.length) return null;
  return compose(
    some,
    some.map((o) => by.feel(o.defaultFeel!, scope)),
  );
}
