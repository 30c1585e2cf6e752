import {
  add,
  ceil,
  compare,
  divide,
  type Exact,
  type Fraction,
  floor,
  multiply,
  ofDecimal,
  ofFraction,
  type Rational,
  ratio,
  toExact,
  ZERO,
} from '../common/rational.ts';
import type { GroupTally } from './tally.ts';
import type { BallotRule, OutcomeRule, ThresholdCheck } from './types.ts';

/** Whether so many of the electors have cast, exactly: 0.55 × 100 is not 55 in doubles. */
export const turnoutReaches = (cast: number, electors: number, share: number): boolean =>
  electors > 0 && compare(ratio(cast, electors), ofDecimal(share)) >= 0;

/** What a share is of, per group. `spoiled` are valid ballots that do not count at the place. */
export function baseOf(kind: BallotRule['denominator'], group: GroupTally, spoiled = 0): number {
  if (kind === 'all') return group.electorate;
  return kind === 'present' ? group.present : group.valid - spoiled;
}

/** Share of votes in the base, over groups by weight; groups with an empty base are left out. */
export function shareOf(
  groups: readonly GroupTally[],
  votes: (g: GroupTally) => number,
  base: (g: GroupTally) => number,
): Rational {
  let [total, weight] = [ZERO, ZERO];
  for (const group of groups) {
    const size = base(group);
    if (size <= 0) continue;
    const w = ofDecimal(group.weight);
    total = add(total, multiply(ratio(votes(group), size), w));
    weight = add(weight, w);
  }
  return weight.n > 0n ? divide(total, weight) : ZERO;
}

interface Limit {
  readonly atLeast?: Fraction;
  readonly moreThan?: Fraction;
}

/** Whether the share reaches the limit, exactly: two thirds of 9 is 6, and 6 is not more than it. */
export function reaches(share: Rational, limit: Limit): boolean {
  if (limit.moreThan && compare(share, ofFraction(limit.moreThan)) <= 0) return false;
  return !limit.atLeast || compare(share, ofFraction(limit.atLeast)) >= 0;
}

/** The least whole number of votes of a base that reaches the limit. */
export function votesNeeded(base: number, limit: Limit): number {
  const least = limit.atLeast ? ceil(multiply(ofFraction(limit.atLeast), ratio(base))) : 0n;
  const more = limit.moreThan ? floor(multiply(ofFraction(limit.moreThan), ratio(base))) + 1n : 0n;
  return Number(least > more ? least : more);
}

/** Every threshold with its sum; the first that is met is the outcome. */
export function checkOutcomes(
  outcomes: readonly OutcomeRule[],
  groups: readonly GroupTally[],
  place: number,
  kind: BallotRule['denominator'],
): ThresholdCheck[] {
  const base = (g: GroupTally) => baseOf(kind, g, g.places[place]?.spoiled);
  const single = groups.length === 1 && groups[0]?.group === undefined ? groups[0] : undefined;
  const empty = groups.every((g) => base(g) <= 0);
  return outcomes.map(({ id, title, when }) => {
    const sum = (g: GroupTally) =>
      [...new Set(when.sumOf)].reduce((n, choice) => n + (g.places[place]?.choices.get(choice) ?? 0), 0);
    const share = shareOf(groups, sum, base);
    return {
      outcome: id,
      title,
      share: toExact(share) satisfies Exact,
      votes: groups.reduce((n, g) => n + sum(g), 0),
      ...(single ? { needed: votesNeeded(base(single), when) } : {}),
      met: !empty && reaches(share, when),
    };
  });
}
