/** The stored tests of a rule set, run in the page whenever it has rested for a moment. */
import { useEffect, useState } from 'react';
import type { RuleSetTestReport } from '../../../rules/ruleset/tests.ts';
import type { RuleSet } from '../../../rules/ruleset/types.ts';

/** Milliseconds without a change. */
const REST = 250;

export interface TestReports {
  reports: readonly RuleSetTestReport[];
  /** Why they cannot be run, in Chinese. */
  problem?: string;
  /** What is shown belongs to an earlier text. */
  pending: boolean;
}

export function useTests(ruleSet: RuleSet): TestReports {
  const [state, setState] = useState<{ of?: RuleSet; reports: RuleSetTestReport[]; problem?: string }>({
    reports: [],
  });
  useEffect(() => {
    let given = true;
    const timer = setTimeout(() => {
      run(ruleSet).then((next) => given && setState({ of: ruleSet, ...next }));
    }, REST);
    return () => {
      given = false;
      clearTimeout(timer);
    };
  }, [ruleSet]);
  const { of, ...found } = state;
  return { ...found, pending: of !== ruleSet };
}

async function run(ruleSet: RuleSet): Promise<{ reports: RuleSetTestReport[]; problem?: string }> {
  try {
    const { runRuleSetTests } = await import('../../../rules/ruleset/tests.ts');
    return { reports: await runRuleSetTests(ruleSet) };
  } catch (error) {
    return { reports: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
