import { RulesError } from '../common/problem.ts';
import { compileRuleSet } from './evaluate.ts';
import { sameJson } from './json.ts';
import { describeOutcomes } from './titles.ts';
import type { RuleEvent, RuleOutcome, RuleSet, RuleSetResult } from './types.ts';

export interface RuleSetTestReport {
  readonly title: string;
  readonly passed: boolean;
  /** Chinese, absent when it passed. */
  readonly message?: string;
  readonly result?: RuleSetResult;
}

/** Runs the tests stored in the document. Throws as compileRuleSet does; wrong facts fail their test only. */
export function runRuleSetTests(ruleSet: RuleSet): RuleSetTestReport[] {
  const compiled = compileRuleSet(ruleSet);
  const reports: RuleSetTestReport[] = [];
  for (const test of ruleSet.tests ?? []) {
    try {
      const result = compiled.evaluate(test.facts);
      const passed = sameOutcomes(result.outcomes, test.expect.outcomes);
      const [expected, found] = [test.expect.outcomes, result.outcomes].map((o) =>
        describeOutcomes(ruleSet, o),
      );
      const message = `预期${expected}，实际${found}。`;
      reports.push({ title: test.title, passed, result, ...(passed ? {} : { message }) });
    } catch (e) {
      if (!(e instanceof RulesError)) throw e;
      reports.push({ title: test.title, passed: false, message: e.message });
    }
  }
  return reports;
}

function sameOutcomes(actual: readonly RuleOutcome[], expected: readonly RuleEvent[]): boolean {
  return (
    actual.length === expected.length &&
    expected.every((e, i) => {
      const a = actual[i] as RuleOutcome;
      const entries = Object.entries(e.params ?? {});
      return (
        a.type === e.type && entries.every(([k, v]) => Object.hasOwn(a.params, k) && sameJson(a.params[k], v))
      );
    })
  );
}
