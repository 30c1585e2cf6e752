/** The stored tests of a rule set, run in the page whenever it has rested for a moment. */
import { useEffect, useState } from 'react';
import { type RuleSetTestReport, runRuleSetTests } from '../../../rules/ruleset/tests.ts';
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
    const timer = setTimeout(() => setState({ of: ruleSet, ...run(ruleSet) }), REST);
    return () => clearTimeout(timer);
  }, [ruleSet]);
  const { of, ...found } = state;
  return { ...found, pending: of !== ruleSet };
}

function run(ruleSet: RuleSet): { reports: RuleSetTestReport[]; problem?: string } {
  try {
    return { reports: runRuleSetTests(ruleSet) };
  } catch (error) {
    return { reports: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
