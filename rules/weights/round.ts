/** A weights round (赋权): what deputies give for weights, and what it comes to by the round's rule. */
import { RulesError } from '../common/problem.ts';
import { kendallW, type Spread, spreads } from './agreement.ts';
import { type AhpResult, ahpPriorities, type RANDOM_INDEX } from './ahp.ts';
import { judgementMatrix } from './judgements.ts';
import { join, joinMatrices, scaled, type WeightMean } from './means.ts';
import { checkWeightSet } from './sets.ts';

export interface DirectRule {
  readonly method: 'direct';
  readonly mean: WeightMean;
}

export interface PairwiseRule {
  readonly method: 'ahp';
  readonly randomIndex: keyof typeof RANDOM_INDEX;
  /** Greatest consistency ratio that is taken as consistent; 0.1 by Saaty. */
  readonly limit: number;
  /** A ballot above it: refused when cast, left out of the count, or counted like the others. */
  readonly above: 'refuse' | 'exclude' | 'include';
  /**
   * Geometric mean of the judgements, one matrix of the group (J. Aczél, T. L. Saaty 1983), or of the voters' own
   * priorities (E. Forman, K. Peniwati 1998: where each counts as a person, not as part of one body).
   */
  readonly group: 'judgements' | 'priorities';
}

export type WeightRule = DirectRule | PairwiseRule;

/** What one voter gives: 100 points shared out, or judgements in the order of `pairsOf`. */
export type WeightBallot =
  | { readonly points: readonly number[] }
  | { readonly judgements: readonly number[] };

/** A ballot that may not be cast, and why (Chinese). */
export interface WeightRefusal {
  readonly code: 'WRONG_KIND' | 'WRONG_LENGTH' | 'INVALID' | 'NOT_100' | 'INCONSISTENT';
  readonly message: string;
}

/** Why a ballot may not be cast; undefined when it may. Never throws on what a client sends. */
export function refuseWeightBallot(
  rule: WeightRule,
  count: number,
  ballot: WeightBallot,
): WeightRefusal | undefined {
  const given = rule.method === 'direct' ? 'points' : 'judgements';
  const values = (ballot as Record<string, unknown>)[given];
  if (!Array.isArray(values))
    return { code: 'WRONG_KIND', message: '权重票的方式与本轮不符，请刷新后重填。' };
  if (rule.method === 'direct') {
    if (values.length !== count)
      return { code: 'WRONG_LENGTH', message: `应给 ${count} 项指标分配权重，实际为 ${values.length} 项。` };
    if (values.some((v) => typeof v !== 'number')) return { code: 'INVALID', message: '每项权重应为数值。' };
    const { message } = checkWeightSet(values);
    if (!message) return undefined;
    return {
      code: values.some((v) => !(v >= 0) || v === Number.POSITIVE_INFINITY) ? 'INVALID' : 'NOT_100',
      message,
    };
  }
  try {
    const { consistencyRatio } = ahpPriorities(judgementMatrix(count, values), rule);
    if (rule.above !== 'refuse' || consistencyRatio <= rule.limit) return undefined;
    return {
      code: 'INCONSISTENT',
      message: `判断的一致性比率为 ${consistencyRatio.toFixed(3)}，超过 ${rule.limit}，请按提示调整后再提交。`,
    };
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    return { code: 'INVALID', message: error.message };
  }
}

export interface WeightResult {
  /** Sum to 100, not rounded. Null when no ballot counts. */
  readonly weights: readonly number[] | null;
  readonly cast: number;
  readonly counted: number;
  /** Ballots left out because their consistency ratio is above the limit. */
  readonly excluded: number;
  /** Each counted voter's set, scaled to 100: in no order that tells who it is from. */
  readonly sets: readonly (readonly number[])[];
  readonly spread: readonly Spread[];
  /** Kendall's W over the counted sets. */
  readonly agreement: number | null;
  /** Of the group's matrix, when judgements are joined. */
  readonly ahp?: AhpResult;
}

/** Whether the rule leaves a ballot of this consistency ratio out of the count. */
export const leavesOut = (rule: PairwiseRule, consistencyRatio: number): boolean =>
  rule.above === 'exclude' && consistencyRatio > rule.limit;

/**
 * Counts a round of `count` criteria. Ballots that `refuseWeightBallot` refuses for another reason than consistency
 * throw RulesError `INVALID_BALLOT`: they were altered after they were cast. The order of ballots changes nothing.
 */
export function countWeights(
  rule: WeightRule,
  count: number,
  ballots: readonly WeightBallot[],
): WeightResult {
  for (const ballot of ballots) {
    const refusal = refuseWeightBallot(rule, count, ballot);
    if (refusal) throw new RulesError('INVALID_BALLOT', `有一张权重票无效：${refusal.message}`);
  }
  if (rule.method === 'direct') {
    const sets = sorted(ballots.map((b) => scaled((b as { points: readonly number[] }).points)));
    return result(ballots.length, sets, sets.length > 0 ? join(sets, rule.mean) : null);
  }
  const matrices = ballots.map((b) => judgementMatrix(count, (b as { judgements: number[] }).judgements));
  const views = matrices.map((matrix) => ({ matrix, ...ahpPriorities(matrix, rule) }));
  const counted = views.filter((v) => !leavesOut(rule, v.consistencyRatio));
  const sets = sorted(counted.map((v) => scaled(v.weights)));
  if (counted.length === 0) return result(ballots.length, sets, null);
  if (rule.group === 'priorities') return result(ballots.length, sets, join(sets, { kind: 'geometricMean' }));
  const ahp = ahpPriorities(joinMatrices(counted.map((v) => v.matrix)), rule);
  return { ...result(ballots.length, sets, scaled(ahp.weights)), ahp };
}

function result(
  cast: number,
  sets: readonly (readonly number[])[],
  weights: readonly number[] | null,
): WeightResult {
  return {
    weights,
    cast,
    counted: sets.length,
    excluded: cast - sets.length,
    sets,
    spread: sets.length > 0 ? spreads(sets) : [],
    agreement: kendallW(sets),
  };
}

/** By value, not by voter: sums come out alike to the last digit, and the place in the list tells nothing. */
const sorted = (sets: number[][]): number[][] =>
  [...sets].sort((a, b) => {
    const at = a.findIndex((x, i) => x !== b[i]);
    return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
  });
