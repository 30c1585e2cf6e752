import { RulesError } from '../common/problem.ts';

export interface EntropyWeights {
  /** Sum to 100. */
  readonly weights: number[];
  /** Entropy of each criterion, 0 to 1: 1 where all objects are alike and the criterion tells nothing apart. */
  readonly entropy: number[];
}

/**
 * Objective weights by entropy (熵权法), to be shown beside those of people: a criterion in which the objects differ
 * more weighs more. p_ij = x_ij / Σ_i x_ij, e_j = −Σ_i p_ij ln p_ij / ln m, w_j = (1 − e_j) / Σ (1 − e_j)
 * (C. E. Shannon 1948; M. Zeleny, Multiple Criteria Decision Making, 1982, ch. 7). `scores[object][criterion]` are
 * normalised scores where more is better, 0 to 100. A criterion that is 0 for all tells nothing apart either. When no
 * criterion tells anything apart the weights are equal. Throws RulesError `INVALID_SCORES` for fewer than two objects,
 * rows of different length, and scores that are negative or not finite.
 */
export function entropyWeights(scores: readonly (readonly number[])[]): EntropyWeights {
  const [m, n] = [scores.length, scores[0]?.length ?? 0];
  if (m < 2 || n < 1) throw new RulesError('INVALID_SCORES', '熵权法至少需要两个对象、一项指标的得分。');
  scores.forEach((row, i) => {
    if (row.length !== n) throw new RulesError('INVALID_SCORES', `第 ${i + 1} 个对象的得分项数不同。`);
    const bad = row.findIndex((x) => !Number.isFinite(x) || x < 0);
    if (bad >= 0)
      throw new RulesError('INVALID_SCORES', `第 ${i + 1} 个对象第 ${bad + 1} 项得分应为不小于 0 的数值。`);
  });
  const entropy = Array.from({ length: n }, (_, j) => {
    const total = scores.reduce((a, row) => a + (row[j] as number), 0);
    if (!(total > 0)) return 1;
    const sum = scores.reduce((a, row) => {
      const p = (row[j] as number) / total;
      return p > 0 ? a - p * Math.log(p) : a;
    }, 0);
    return Math.min(1, sum / Math.log(m));
  });
  // what differs by less than rounding does not differ
  const diversity = entropy.map((e) => (1 - e < 1e-12 ? 0 : 1 - e));
  const total = diversity.reduce((a, b) => a + b, 0);
  return { weights: diversity.map((d) => (total > 0 ? (d / total) * 100 : 100 / n)), entropy };
}
