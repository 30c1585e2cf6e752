import type { GradeBand, Scheme } from './types.ts';

/** Rounds half away from zero on the decimal the number is written as: 1.005 to two places is 1.01. */
export function roundTo(x: number, decimals: number): number {
  const shifted = Number(`${x}e${decimals}`);
  // written with an exponent: far smaller than what is shown, or with no decimals at all
  if (Number.isNaN(shifted)) return Math.abs(x) < 1 ? 0 : x;
  return Number(`${Math.sign(shifted) * Math.round(Math.abs(shifted))}e-${decimals}`);
}

/** A total as it is ranked and shown: rounded; null when there is none. */
export const shownTotal = (total: number, decimals = 2): number | null =>
  Number.isNaN(total) ? null : roundTo(roundTo(total, 9), decimals);

/** Ranks, highest first; equal totals share one (see Scheme.ties); null without a total. */
export function rankTotals(
  totals: readonly (number | null)[],
  ties: Scheme['ties'] = 'competition',
): (number | null)[] {
  const sorted = totals.filter((t) => t !== null).sort((a, b) => b - a);
  const distinct = ties === 'dense' ? [...new Set(sorted)] : sorted;
  const rank = new Map<number, number>();
  distinct.forEach((t, i) => {
    if (!rank.has(t)) rank.set(t, i + 1);
  });
  return totals.map((t) => (t === null ? null : (rank.get(t) as number)));
}

/** The grade with the highest bound that the total reaches. */
export function gradeOf(total: number | null, grades: readonly GradeBand[] = []): GradeBand | undefined {
  if (total === null) return undefined;
  return [...grades].sort((a, b) => b.atLeast - a.atLeast).find((g) => total >= g.atLeast);
}
