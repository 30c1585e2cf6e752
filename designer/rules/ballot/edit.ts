/** Changes of a voting rule; each gives new objects and leaves the old ones as they are. */

import type { BallotExample, BallotRule, ChoiceQuestion, OutcomeRule } from '../../../rules/ballot/types.ts';
import type { Fraction } from '../../../rules/common/rational.ts';

const freeId = (stem: string, taken: readonly { readonly id: string }[]): string => {
  let n = taken.length + 1;
  while (taken.some((x) => x.id === `${stem}${n}`)) n++;
  return `${stem}${n}`;
};

export const HALF: Fraction = { numerator: 1, denominator: 2 };

export const replaceAt = <T>(list: readonly T[], i: number, item: T): T[] =>
  list.map((x, j) => (j === i ? item : x));
export const removeAt = <T>(list: readonly T[], i: number): T[] => list.filter((_, j) => j !== i);

export function swapUp<T>(list: readonly T[], i: number): T[] {
  const next = [...list];
  const [above, here] = [next[i - 1], next[i]];
  if (above === undefined || here === undefined) return next;
  next[i - 1] = here;
  next[i] = above;
  return next;
}

/** Without the key when the value is empty: a rule says only what it means. */
export function withKey<T extends object, K extends keyof T>(of: T, key: K, value: T[K] | undefined): T {
  const { [key]: _old, ...rest } = of;
  return (value === undefined ? rest : { ...rest, [key]: value }) as T;
}

export const newChoiceQuestion = (rule: BallotRule, title: string): ChoiceQuestion => ({
  id: freeId('question', rule.questions ?? []),
  title,
  choices: [
    { id: 'satisfied', title: '满意', score: 100 },
    { id: 'basic', title: '基本满意', score: 80 },
    { id: 'unsatisfied', title: '不满意', score: 0 },
  ],
});

export const newChoice = (of: ChoiceQuestion) => ({ id: freeId('choice', of.choices), title: '新选项' });

export const newOutcome = (list: readonly OutcomeRule[], choice: string): OutcomeRule => ({
  id: freeId('outcome', list),
  title: '新结果',
  when: { sumOf: [choice], atLeast: HALF },
});

export const newObject = (rule: BallotRule) => ({
  id: freeId('object', rule.objects ?? []),
  title: `对象 ${(rule.objects?.length ?? 0) + 1}`,
});

/** An example to begin with: a hundred voters, ninety ballots, nothing marked. */
export const newExample = (rule: BallotRule): BallotExample => ({
  title: `算例 ${(rule.examples?.length ?? 0) + 1}`,
  sheet: { electorate: 100, present: 95, cast: 90, valid: 90, choices: {} },
});

/** Outcomes that the rule can come to, by id. */
export function outcomeNames(rule: BallotRule): { value: string; label: string }[] {
  const own = (rule.questions ?? []).flatMap((q) => ('choices' in q ? (q.outcomes ?? []) : []));
  const all = [...(rule.outcomes ?? []), ...own, ...(rule.defaultOutcome ? [rule.defaultOutcome] : [])];
  return [...new Map(all.map((o) => [o.id, { value: o.id, label: o.title }])).values()];
}
