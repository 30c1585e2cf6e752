import { RulesError } from '../common/problem.ts';

/** Ranks of values from the highest (1); equal ones share the mean of their places. */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((v, i) => ({ v, i })).sort((a, b) => b.v - a.v);
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.v === order[from]?.v) to++;
    for (let k = from; k <= to; k++) ranks[order[k]?.i as number] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/**
 * How far voters agree on the order of the criteria (意见一致程度): Kendall's coefficient of concordance W with the
 * correction for ties, 0 (none) to 1 (the same order by all). M. G. Kendall, B. Babington Smith, The problem of m
 * rankings, Annals of Mathematical Statistics 10 (1939) 275–287:
 * W = 12 S / (m² (n³ − n) − m ΣT), T = Σ (t³ − t) over each voter's groups of equal ranks.
 * Null when nothing can be said: fewer than two voters or criteria, or all voters rank all criteria equal.
 * Throws RulesError `INVALID_WEIGHT` on sets of different length.
 */
export function kendallW(sets: readonly (readonly number[])[]): number | null {
  const [m, n] = [sets.length, sets[0]?.length ?? 0];
  if (sets.some((s) => s.length !== n)) throw new RulesError('INVALID_WEIGHT', '各组权重的项数应相同。');
  if (m < 2 || n < 2) return null;
  const sums = Array.from({ length: n }, () => 0);
  let ties = 0;
  for (const set of sets) {
    const ranks = averageRanks(set);
    ranks.forEach((r, i) => {
      sums[i] = (sums[i] as number) + r;
    });
    const groups = new Map<number, number>();
    for (const r of ranks) groups.set(r, (groups.get(r) ?? 0) + 1);
    for (const t of groups.values()) ties += t ** 3 - t;
  }
  const mean = (m * (n + 1)) / 2;
  const s = sums.reduce((a, r) => a + (r - mean) ** 2, 0);
  const most = m * m * (n ** 3 - n) - m * ties;
  return most > 0 ? Math.min(1, (12 * s) / most) : null;
}

/** How one criterion's weight lies among the voters. */
export interface Spread {
  readonly mean: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  /** Of the voters taken as the whole group, not as a sample: divided by m. */
  readonly standardDeviation: number;
}

/** Spread of each criterion's weight over the voters. Throws RulesError `INVALID_WEIGHT` without voters. */
export function spreads(sets: readonly (readonly number[])[]): Spread[] {
  const first = sets[0];
  if (!first) throw new RulesError('INVALID_WEIGHT', '没有有效的权重票。');
  return first.map((_, i) => {
    const column = sets.map((s) => s[i] as number).sort((a, b) => a - b);
    const mean = column.reduce((a, b) => a + b, 0) / column.length;
    const variance = column.reduce((a, b) => a + (b - mean) ** 2, 0) / column.length;
    return {
      mean,
      median: medianOfSorted(column),
      lowest: column[0] as number,
      highest: column.at(-1) as number,
      standardDeviation: Math.sqrt(variance),
    };
  });
}

/** Median of ascending values; of an even number the mean of the two in the middle. NaN of none. */
export function medianOfSorted(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
