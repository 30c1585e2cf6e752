/** A scheme over the cases of bodies: measured, scored, graded. Pure. */
import { feelFormulas } from '../../processes/formulas.ts';
import {
  type EvaluatedObject,
  gradeByRuleSet,
  type MeasuredObject,
  measure,
  type ObjectScore,
  type Problem,
  type RuleGrade,
  type RuleSet,
  type Scheme,
  score,
} from '../../rules/index.ts';

export interface Evaluation {
  scheme: Scheme;
  measured: readonly MeasuredObject[];
  scores: readonly ObjectScore[];
  /** By object; absent where there is no total to grade. */
  grades: ReadonlyMap<string, RuleGrade>;
  problems: readonly Problem[];
}

/**
 * Objects are those of whom something is known: one without anything has nothing to be scored by. A missing value goes by the
 * indicator's own rule (`missing`); a body without any value at all has neither total, rank nor grade.
 */
export function evaluate(
  scheme: Scheme,
  objects: readonly EvaluatedObject[],
  gradeRules?: RuleSet,
): Evaluation {
  const { objects: measured, problems } = measure(scheme, objects, { formulas: feelFormulas });
  const scores = score(scheme, { objects: measured });
  const grades = new Map<string, RuleGrade>();
  if (gradeRules) {
    const scored = scores.filter((s) => s.total !== null);
    for (const grade of gradeByRuleSet(scored, gradeRules)) grades.set(grade.object, grade);
  }
  return { scheme, measured, scores, grades, problems };
}

/** A body's grade: by the rule set when there is one, else by the scheme's bands. */
export function gradeFor(e: Evaluation, object: string): { id: string; title: string } | undefined {
  const ruled = e.grades.get(object);
  return ruled ? ruled.grade : e.scores.find((s) => s.id === object)?.grade;
}
