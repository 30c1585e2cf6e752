/** Changes of a voting rule; each gives new objects and leaves the old ones as they are. */

import { isChoiceQuestion, placesOf, sheetFits } from '../../../rules/ballot/places.ts';
import type { BallotExample, BallotRule, ChoiceQuestion, OutcomeRule } from '../../../rules/ballot/types.ts';
import { readBallot } from '../../../rules/ballot/validate.ts';
import type { Fraction } from '../../../rules/common/rational.ts';

type Row = NonNullable<BallotExample['ballots']>[number];

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

/** An example to begin with: a hundred voters, ninety ballots, nothing marked; single ballots where these are asked. */
export function newExample(rule: BallotRule): BallotExample {
  const title = `算例 ${(rule.examples?.length ?? 0) + 1}`;
  if (sheetFits(rule))
    return { title, sheet: { electorate: 100, present: 95, cast: 90, valid: 90, choices: {} } };
  const electorates = rule.groups && Object.fromEntries(rule.groups.map((g) => [g.id, 50]));
  const example = { title, sheet: { electorate: 100, cast: 0, valid: 0 }, ballots: [] };
  return electorates ? { ...example, electorates } : example;
}

/** Ten ballots as those of the row before, or that mark the first choice or full points everywhere. */
export const newRow = (rule: BallotRule, rows: readonly Row[]): Row => {
  const before = rows.at(-1);
  if (before) return { ...before, times: 1 };
  const group = rule.groups?.[0]?.id;
  return {
    times: 10,
    ...(group === undefined ? {} : { group }),
    answers: Object.fromEntries(
      placesOf(rule).map(({ key, question: q }) => [
        key,
        isChoiceQuestion(q) ? (q.choices[0]?.id ?? '') : q.points.max,
      ]),
    ),
  };
};

/** The example with these single ballots; its sheet says how many they are. */
export function withBallots(rule: BallotRule, example: BallotExample, rows: readonly Row[]): BallotExample {
  const times = (some: readonly Row[]) => some.reduce((n, r) => n + r.times, 0);
  const valid = times(rows.filter((r) => readBallot(rule, r).invalid === undefined));
  return { ...example, ballots: rows, sheet: { ...example.sheet, cast: times(rows), valid } };
}

type Expected = NonNullable<BallotExample['expect']>;

/** What is expected at a place or of an object; undefined: nothing. */
export function withExpected<K extends 'outcomes' | 'scores'>(
  example: BallotExample,
  kind: K,
  name: string,
  wanted: NonNullable<Expected[K]>[string] | undefined,
): BallotExample {
  const { [name]: _, ...rest }: Record<string, string | number> = { ...example.expect?.[kind] };
  const of = wanted === undefined ? rest : { ...rest, [name]: wanted };
  const given = Object.keys(of).length > 0 ? (of as Expected[K]) : undefined;
  const expect = withKey<Expected, K>({ ...example.expect }, kind, given);
  return withKey(example, 'expect', Object.keys(expect).length > 0 ? expect : undefined);
}

/** Outcomes that the rule can come to, by id. */
export function outcomeNames(rule: BallotRule): { value: string; label: string }[] {
  const own = (rule.questions ?? []).flatMap((q) => ('choices' in q ? (q.outcomes ?? []) : []));
  const all = [...(rule.outcomes ?? []), ...own, ...(rule.defaultOutcome ? [rule.defaultOutcome] : [])];
  return [...new Map(all.map((o) => [o.id, { value: o.id, label: o.title }])).values()];
}
