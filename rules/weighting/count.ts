import { RulesError } from '../common/problem.ts';
import { withWeights } from '../scheme/tree.ts';
import type { Scheme } from '../scheme/types.ts';
import { combineWeights, countWeights, roundWeights } from '../weights/index.ts';
import { checkPaper, groupsOf } from './sheet.ts';
import type {
  CountedRound,
  CriteriaGroup,
  WeightedGroup,
  WeightingPaper,
  WeightingResult,
  WeightingSheet,
} from './types.ts';

/**
 * Counts the papers of a round. The order of the papers changes not a digit, so that a recount gives the same. Throws
 * RulesError `INVALID_BALLOT` for a paper that could not have been cast, and what `countWeights` throws (a trimmed mean
 * of too few).
 */
export function countPapers(sheet: WeightingSheet, papers: readonly WeightingPaper[]): WeightingResult {
  for (const paper of papers) {
    const [problem] = checkPaper(sheet, paper);
    if (problem) throw new RulesError('INVALID_BALLOT', `有一张权重票无效：${problem.message}`);
  }
  const hidden = sheet.secret && papers.length < (sheet.minGroup ?? 0);
  return {
    cast: papers.length,
    hidden,
    groups: sheet.groups.map((group) => countGroup(sheet, group, papers, hidden)),
  };
}

function countGroup(
  sheet: WeightingSheet,
  group: CriteriaGroup,
  papers: readonly WeightingPaper[],
  hidden: boolean,
): WeightedGroup {
  const ballots = papers.flatMap((p) => p.weights[group.id] ?? []);
  const { weights, ...count } = countWeights(sheet.by, group.criteria.length, ballots);
  const few = sheet.secret && reckoned(sheet.by, count.counted) < (sheet.minGroup ?? 0);
  if (hidden || few) {
    // even the joined weights would tell what the few gave, since the scheme's own are known
    const { ahp: _, ...rest } = count;
    return {
      group: group.id,
      voters: null,
      ...(few ? { few } : {}),
      combined: combineGroup(group, null, sheet.share),
      count: { ...rest, sets: [], spread: [], agreement: null },
    };
  }
  const voters = weights && Object.fromEntries(group.criteria.map((c, i) => [c.id, weights[i] as number]));
  return {
    group: group.id,
    voters,
    combined: combineGroup(group, voters, sheet.share),
    // a set of odd figures could be known again by its voter, or shown to another as proof
    count: sheet.secret ? { ...count, sets: [] } : count,
  };
}

/** Papers that the weights come from: those that count, but for what trimming drops of each criterion. */
const reckoned = (by: WeightingSheet['by'], counted: number): number =>
  by.method === 'direct' && by.mean.kind === 'trimmedMean' ? counted - 2 * by.mean.drop : counted;

/** Papers of a secret round below which nothing is told that goes through the voters one by one. */
const LEAST_TOLD = 5;

/**
 * Each voter's own weights over all groups, by criterion id, each group summing to 100: for reckoning only, never to be
 * shown when the round is secret. A group in which the paper does not count (above the limit of consistency) is left
 * out of its set. Null: too few papers of a secret round.
 */
export function voterSets(
  sheet: WeightingSheet,
  papers: readonly WeightingPaper[],
): ReadonlyMap<string, number>[] | null {
  if (sheet.secret && papers.length < Math.max(LEAST_TOLD, sheet.minGroup ?? 0)) return null;
  return papers.map(
    (paper) =>
      new Map(
        sheet.groups.flatMap((group) => {
          const ballot = paper.weights[group.id];
          const [set] = ballot ? countWeights(single(sheet.by), group.criteria.length, [ballot]).sets : [];
          return set ? group.criteria.map((c, i): [string, number] => [c.id, set[i] as number]) : [];
        }),
      ),
  );
}

/** The rule for one paper alone: trimming would leave nobody, and a mean of one is itself. */
const single = (by: WeightingSheet['by']): WeightingSheet['by'] =>
  by.method === 'direct' ? { ...by, mean: { kind: 'mean' } } : by;

/**
 * One group's weights by criterion id: the voters' by `share` percent, the rest the scheme's own as they were when the
 * round opened; rounded to two decimals, summing to exactly 100. Without voters' weights, the scheme's own.
 */
function combineGroup(
  { criteria }: CriteriaGroup,
  voters: Readonly<Record<string, number>> | null,
  share: number,
): Record<string, number> {
  const own = criteria.map((c) => c.weight);
  const given = voters && criteria.map((c) => voters[c.id] as number);
  const combined = given
    ? combineWeights(
        [
          { weights: given, share },
          { weights: own, share: 100 - share },
        ].filter((s) => s.share > 0),
      )
    : own;
  const rounded = roundWeights(combined);
  return Object.fromEntries(criteria.map((c, i) => [c.id, rounded[i] as number]));
}

/** All weights of a counted round by criterion id, joined with another share than the rule's (0 to 100). */
export const combineRound = (
  sheet: Pick<WeightingSheet, 'groups'>,
  result: Pick<WeightingResult, 'groups'>,
  share: number,
): Record<string, number> =>
  Object.assign(
    {},
    ...sheet.groups.map((group) =>
      combineGroup(group, result.groups.find((g) => g.group === group.id)?.voters ?? null, share),
    ),
  );

/**
 * Groups of a round whose members in the scheme are no longer those that were weighed: it cannot be taken into it.
 * Empty when it can.
 */
export function changedGroups(
  scheme: Pick<Scheme, 'indicators'>,
  sheet: Pick<WeightingSheet, 'groups'>,
): CriteriaGroup[] {
  const found = new Map(groupsOf({ ...scheme, title: '' }).map((g) => [g.id, g.criteria]));
  const members = (list: readonly { id: string }[] = []) => JSON.stringify(list.map((c) => c.id).sort());
  return sheet.groups.filter((g) => members(found.get(g.id)) !== members(g.criteria));
}

/**
 * The scheme with the round's weights, naming the round (采用赋权结果). `share`: percent that the voters' weights count,
 * the rule's own when absent. Throws RulesError `UNKNOWN_INDICATOR` when indicators came or went since.
 */
export function withRound<T extends Scheme>(scheme: T, round: CountedRound, share = round.sheet.share): T {
  const [changed] = changedGroups(scheme, round.sheet);
  if (changed)
    throw new RulesError('UNKNOWN_INDICATOR', `“${changed.title}”下的指标在赋权之后有增减，请重新赋权。`);
  const weights = combineRound(round.sheet, round.result, share);
  const { id, title, closedAt, result } = round;
  return {
    ...withWeights(scheme, new Map(Object.entries(weights))),
    weightsFrom: { round: id, title, closedAt, cast: result.cast, share, weights },
  };
}
