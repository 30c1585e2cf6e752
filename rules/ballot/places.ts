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

/** Whether tallies alone can be counted: nothing is asked of single ballots (groups, points). */
export const sheetFits = (rule: BallotRule): boolean =>
  rule.groups === undefined && (rule.questions ?? []).every(isChoiceQuestion);

export interface Places {
  readonly list: readonly Place[];
  readonly byKey: ReadonlyMap<string, Place>;
  readonly objects: ReadonlySet<string>;
}
const known = new WeakMap<BallotRule, Places>();

/** The places with their index, made once for each rule: a round reads thousands of ballots by one. */
export function placeBook(rule: BallotRule): Places {
  const kept = known.get(rule);
  if (kept) return kept;
  const list = placesOf(rule);
  const objects = new Set((rule.objects ?? []).map((o) => o.id));
  const made = { list, byKey: new Map(list.map((p) => [p.key, p])), objects };
  known.set(rule, made);
  return made;
}

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
