import { RulesError } from '../common/problem.ts';
import { withWeights } from '../scheme/tree.ts';
import type { Scheme } from '../scheme/types.ts';
import { combineWeights, countWeights, roundWeights } from '../weights/index.ts';
import { checkPaper, groupsOf } from './sheet.ts';
import type {
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
  const own = group.criteria.map((c) => c.weight);
  const named = (list: readonly number[]) =>
    Object.fromEntries(group.criteria.map((c, i) => [c.id, list[i] as number]));
  const { weights, ...count } = countWeights(sheet.by, group.criteria.length, ballots);
  if (hidden) {
    // even the joined weights would tell what the few gave, since the scheme's own are known
    const { ahp: _, ...rest } = count;
    return {
      group: group.id,
      voters: null,
      combined: named(roundWeights(own)),
      count: { ...rest, excluded: 0, sets: [], spread: [], agreement: null },
    };
  }
  const combined = weights
    ? combineWeights(
        [
          { weights, share: sheet.share },
          { weights: own, share: 100 - sheet.share },
        ].filter((s) => s.share > 0),
      )
    : own;
  return {
    group: group.id,
    voters: weights && named(weights),
    combined: named(roundWeights(combined)),
    count,
  };
}

/**
 * The scheme with the round's combined weights. Throws RulesError `UNKNOWN_INDICATOR` when the scheme no longer has the
 * members that were weighed: the round's result cannot be taken into it.
 */
export function withRound<T extends Pick<Scheme, 'indicators'>>(
  scheme: T,
  sheet: WeightingSheet,
  result: WeightingResult,
): T {
  const found = new Map(groupsOf({ ...scheme, title: '' }).map((g) => [g.id, g.criteria]));
  for (const { id, title, criteria } of sheet.groups) {
    const now = (found.get(id) ?? []).map((n) => n.id).sort();
    const then = criteria.map((c) => c.id).sort();
    if (now.join('\n') !== then.join('\n'))
      throw new RulesError('UNKNOWN_INDICATOR', `“${title}”下的指标在赋权之后有增减，请重新赋权。`);
  }
  return withWeights(scheme, new Map(result.groups.flatMap((g) => Object.entries(g.combined))));
}
