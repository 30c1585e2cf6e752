import type { BallotObject, BallotRule, ChoiceQuestion, OutcomeRule, Question } from './types.ts';

/** A place to mark on the ballot: a question, of an object where there are objects. */
export interface Place {
  readonly key: string;
  readonly question: Question;
  readonly object?: BallotObject;
}

export const isChoiceQuestion = (q: Question): q is ChoiceQuestion => 'choices' in q;

export const placeKey = (question: string, object?: string): string =>
  object === undefined ? question : `${object}/${question}`;

/** All places of the ballot, in its order. */
export function placesOf(rule: BallotRule): Place[] {
  const questions = rule.questions ?? [];
  if (!rule.objects) return questions.map((question) => ({ key: placeKey(question.id), question }));
  return rule.objects.flatMap((object) =>
    questions.map((question) => ({ key: placeKey(question.id, object.id), question, object })),
  );
}

export const outcomesOf = (rule: BallotRule, question: ChoiceQuestion): readonly OutcomeRule[] =>
  question.outcomes ?? rule.outcomes ?? [];

/** The rule for a round on these objects (candidates, departments), which are the case's, not the rule's. */
export const withObjects = (rule: BallotRule, objects: readonly BallotObject[]): BallotRule => ({
  ...rule,
  objects,
});

/** Points are kept as whole thousandths, so that sums are exact in any order. */
export const POINT_UNIT = 1000;

/** Whether the points are on the scale: between its ends, and on a step. */
export function isOnScale(
  value: unknown,
  scale: { min: number; max: number; step: number },
): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (value < scale.min || value > scale.max) return false;
  const units = (x: number) => Math.round(x * POINT_UNIT);
  if (Math.abs(value * POINT_UNIT - units(value)) > 1e-6) return false;
  return (units(value) - units(scale.min)) % units(scale.step) === 0;
}
