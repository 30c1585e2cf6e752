import { RulesError } from '../common/problem.ts';

/** What weights among siblings come to. */
export const WEIGHT_TOTAL = 100;
/** Weights are compared in thousandths, so that 33.3 + 33.3 + 33.4 is 100. */
const UNIT = 1000;

export interface WeightCheck {
  readonly sum: number;
  /** sum − 100: positive when too much is given. */
  readonly difference: number;
  readonly ok: boolean;
  /** Chinese, absent when it is right. */
  readonly message?: string;
}

/** Whether weights among siblings (同级权重) sum to 100, with the difference and what to do. */
export function checkWeightSet(weights: readonly number[]): WeightCheck {
  const units = Math.round(weights.reduce((n, w) => n + w, 0) * UNIT);
  const sum = units / UNIT;
  const difference = (units - WEIGHT_TOTAL * UNIT) / UNIT;
  const bad = weights.findIndex((w) => !Number.isFinite(w) || w < 0);
  if (bad >= 0) {
    return { sum, difference, ok: false, message: `第 ${bad + 1} 项权重无效，应为不小于 0 的数值。` };
  }
  if (difference === 0) return { sum, difference, ok: true };
  const message =
    difference > 0
      ? `权重之和为 ${sum}，超出 ${difference}，请调低。`
      : `权重之和为 ${sum}，还差 ${-difference}，请补足。`;
  return { sum, difference, ok: false, message };
}

/**
 * One weight is set, the others share what is left of 100 in their former proportion (equally when they were all
 * zero). Throws RulesError `INVALID_WEIGHT` unless the weight is within 0 and 100 and the index exists; an only
 * child keeps 100.
 */
export function redistribute(weights: readonly number[], index: number, weight: number): number[] {
  if (!(weight >= 0 && weight <= WEIGHT_TOTAL)) {
    throw new RulesError('INVALID_WEIGHT', `权重 ${weight} 无效，应在 0 至 100 之间。`);
  }
  if (!Number.isInteger(index) || index < 0 || index >= weights.length) {
    throw new RulesError('INVALID_WEIGHT', '要调整的权重不存在。');
  }
  if (weights.length === 1) return [WEIGHT_TOTAL];
  const rest = weights.reduce((n, w, i) => (i === index ? n : n + w), 0);
  const left = WEIGHT_TOTAL - weight;
  return weights.map((w, i) =>
    i === index ? weight : rest > 0 ? (w / rest) * left : left / (weights.length - 1),
  );
}

/**
 * Rounds weights to `decimals` so that they sum to exactly 100 (largest remainders, Hare's method; ties to the
 * earlier one). Weights of any total are scaled first. Throws RulesError `INVALID_WEIGHT` on a negative or not
 * finite weight, and when all are zero.
 */
export function roundWeights(weights: readonly number[], decimals = 2): number[] {
  const total = weights.reduce((n, w) => n + w, 0);
  if (weights.some((w) => !Number.isFinite(w) || w < 0) || !(total > 0) || !Number.isFinite(total)) {
    throw new RulesError('INVALID_WEIGHT', '权重应为不小于 0 的数值，且不能全为 0。');
  }
  const scale = 10 ** decimals;
  const exact = weights.map((w) => (w / total) * WEIGHT_TOTAL * scale);
  const units = exact.map((x) => Math.floor(x + 1e-9));
  let left = Math.round(WEIGHT_TOTAL * scale) - units.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((x, i) => ({ i, remainder: x - (units[i] as number) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder) {
    if (left <= 0) break;
    units[i] = (units[i] as number) + 1;
    left--;
  }
  return units.map((u) => u / scale);
}

/**
 * Several weight sets joined by shares, e.g. deputies 60 and editor 40: the weighted arithmetic mean, each set
 * scaled to 100 first. Not rounded. Throws RulesError `INVALID_WEIGHT` on sets of different length or of no weight.
 */
export function combineWeights(
  sets: readonly { readonly weights: readonly number[]; readonly share: number }[],
): number[] {
  const length = sets[0]?.weights.length ?? 0;
  const shares = sets.reduce((n, s) => n + s.share, 0);
  if (length === 0 || sets.some((s) => s.weights.length !== length || !(s.share >= 0)) || !(shares > 0)) {
    throw new RulesError('INVALID_WEIGHT', '各组权重的项数应相同，占比应为不小于 0 的数值且不能全为 0。');
  }
  const combined = Array.from({ length }, () => 0);
  for (const { weights, share } of sets) {
    const total = weights.reduce((n, w) => n + w, 0);
    if (weights.some((w) => !Number.isFinite(w) || w < 0) || !(total > 0) || !Number.isFinite(total)) {
      throw new RulesError('INVALID_WEIGHT', '权重应为不小于 0 的数值，且不能全为 0。');
    }
    weights.forEach((w, i) => {
      combined[i] = (combined[i] as number) + (w / total) * WEIGHT_TOTAL * (share / shares);
    });
  }
  return combined;
}
