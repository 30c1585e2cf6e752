import type { GradeBand, Scheme } from './types.ts';

const POWERS = Array.from({ length: 16 }, (_, i) => 10 ** i);

/**
 * Rounds half away from zero on the decimal the number is written as: 1.005 to two places is 1.01. Away from the halves
 * this is plain arithmetic, since a whole number by a power of ten is the nearest double to that decimal; near one, the
 * digits decide.
 */
export function roundTo(x: number, decimals: number): number {
  const power = POWERS[decimals] ?? Number.POSITIVE_INFINITY;
  const size = Math.abs(x) * power;
  if (size < 1e12) {
    const whole = Math.floor(size);
    const rest = size - whole;
    if (Math.abs(rest - 0.5) > 1e-3) {
      const rounded = (rest > 0.5 ? whole + 1 : whole) / power;
      return x < 0 ? -rounded : rounded;
    }
  }
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
  const sorted = Float64Array.from(totals.filter((t) => t !== null)).sort();
  const counted = ties === 'dense' ? sorted.filter((t, i) => i === 0 || t !== sorted[i - 1]) : sorted;
  return totals.map((t) => (t === null ? null : above(counted, t) + 1));
}

/** How many of ascending numbers are greater. */
function above(ascending: Float64Array, x: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] as number) > x) to = middle;
    else from = middle + 1;
  }
  return ascending.length - from;
}

/** The grade with the highest bound that the total reaches; of equal bounds, the first. */
export function gradeOf(total: number | null, grades: readonly GradeBand[] = []): GradeBand | undefined {
  if (total === null) return undefined;
  let best: GradeBand | undefined;
  for (const g of grades) if (total >= g.atLeast && (!best || g.atLeast > best.atLeast)) best = g;
  return best;
}
