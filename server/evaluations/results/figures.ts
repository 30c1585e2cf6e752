/** Figures of a kept result. */
import { flatten } from '../../../rules/index.ts';
import { meanInOrder, meanScores } from '../../../rules/scheme/score.ts';
import type { EvaluationResult } from './collections.ts';

/** By the rule set where one graded, else by the scheme's bands. */
export function gradeOf(r: EvaluationResult, object: string): { id: string; title: string } | undefined {
  const score = r.scores.find((s) => s.id === object);
  const ruled = r.grades.find((g) => g.object === object);
  return (ruled ? ruled.grade : undefined) ?? score?.grade;
}

/** Over all objects: of the totals, and by id of each node's score, of those that have one. */
export function meanOf(r: EvaluationResult): { total: number | null; nodes: Record<string, number> } {
  return {
    total: meanInOrder(r.scores.flatMap((s) => s.total ?? [])),
    nodes: Object.fromEntries(meanScores(flatten(r.scheme), r.scores)),
  };
}
