/** Grades of the scores shown, by the rule set as it stands in the draft; reckoned in the page once the weights rest. */
import { useEffect, useState } from 'react';
import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { gradeByRuleSet, type RuleGrade } from '../../../rules/scheme/grade-rules.ts';
import type { WhatIf } from '../../../rules/scheme/what-if.ts';

/** Milliseconds without a change after which the rule engine runs: ranks go by the frame, grades do not. */
const REST = 120;

export interface Grades {
  of: ReadonlyMap<string, RuleGrade>;
  /** Why there are none, in Chinese. */
  problem?: string;
}
const NONE: Grades = { of: new Map() };

/** By object id. What was found last stays until the next is there; without a rule set there are none. */
export function useGrades(whatIf: WhatIf | undefined, ruleSet: RuleSet | undefined): Grades {
  const [grades, setGrades] = useState(NONE);
  useEffect(() => {
    if (!whatIf || !ruleSet) return setGrades(NONE);
    const timer = setTimeout(() => setGrades(grade(whatIf, ruleSet)), REST);
    return () => clearTimeout(timer);
  }, [whatIf, ruleSet]);
  return grades;
}

function grade(whatIf: WhatIf, ruleSet: RuleSet): Grades {
  try {
    // a body without any value has no total to grade
    const scores = whatIf.result().filter((s) => s.total !== null);
    return { of: new Map(gradeByRuleSet(scores, ruleSet).map((g) => [g.object, g])) };
  } catch (error) {
    return { ...NONE, problem: error instanceof Error ? error.message : String(error) };
  }
}
