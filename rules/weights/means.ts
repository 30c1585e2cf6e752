/** Several voters' weights as one set. */
import { RulesError } from '../common/problem.ts';
import { medianOfSorted } from './agreement.ts';

/** How the voters' sets become one. The result is scaled to 100 again: medians alone need not sum to it. */
export type WeightMean =
  | { readonly kind: 'mean' }
  /** So many of the highest and of the lowest of each criterion are dropped. */
  | { readonly kind: 'trimmedMean'; readonly drop: number }
  | { readonly kind: 'median' }
  | { readonly kind: 'geometricMean' };

/** Weights scaled to sum to 100. Throws RulesError `INVALID_WEIGHT` when they sum to nothing. */
export function scaled(weights: readonly number[]): number[] {
  const total = weights.reduce((a, b) => a + b, 0);
  if (!(total > 0) || !Number.isFinite(total))
    throw new RulesError('INVALID_WEIGHT', '合并后的权重全为 0，无法换算为 100。');
  return weights.map((w) => (w / total) * 100);
}

/** Several weight sets as one that sums to 100. Throws RulesError `INVALID_WEIGHT` when trimming leaves nobody. */
export function join(sets: readonly (readonly number[])[], mean: WeightMean): number[] {
  if (mean.kind === 'trimmedMean' && sets.length <= 2 * mean.drop)
    throw new RulesError(
      'INVALID_WEIGHT',
      `去掉最高、最低各 ${mean.drop} 个后没有剩余，有效权重票至少应有 ${2 * mean.drop + 1} 张。`,
    );
  const width = sets[0]?.length ?? 0;
  return scaled(
    Array.from({ length: width }, (_, i) => {
      const column = sets.map((s) => s[i] as number).sort((a, b) => a - b);
      return joined(column, mean);
    }),
  );
}

function joined(column: readonly number[], mean: WeightMean): number {
  const average = (of: readonly number[]) => of.reduce((a, b) => a + b, 0) / of.length;
  switch (mean.kind) {
    case 'mean':
      return average(column);
    case 'trimmedMean':
      return average(column.slice(mean.drop, column.length - mean.drop));
    case 'median':
      return medianOfSorted(column);
    case 'geometricMean':
      return Math.exp(average(column.map(Math.log)));
  }
}

/** Geometric mean of judgements, entry by entry: reciprocal again (Aczél and Saaty 1983). */
export function joinMatrices(matrices: readonly number[][][]): number[][] {
  const n = matrices[0]?.length ?? 0;
  const joint = Array.from({ length: n }, () => Array.from({ length: n }, () => 1));
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const logs = matrices.map((m) => Math.log(m[i]?.[j] as number)).sort((a, b) => a - b);
      const value = Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length);
      (joint[i] as number[])[j] = value;
      (joint[j] as number[])[i] = 1 / value;
    }
  }
  return joint;
}
