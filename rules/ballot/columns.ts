/**
 * Points of many ballots as typed arrays: what a round of 300 deputies on 60 questions about 100 bodies comes to, 1.8
 * million marks, is summed here in plain loops. All are whole thousandths, so that sums are exact in any order.
 */

/** By place, then by ballot; NaN where a ballot gives no points there. */
export interface PointColumns {
  readonly places: number;
  readonly ballots: number;
  readonly units: Float64Array;
}

/** What is left at each place: `sums[i]` of `counts[i]` marks, in thousandths. */
export interface PlaceSums {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
}

/** The marks taken away at each end, extreme first. */
export interface Ends {
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

type Row = readonly (number | null)[];

export function columnsOf(rows: readonly Row[], places: number): PointColumns {
  const ballots = rows.length;
  const units = new Float64Array(places * ballots);
  rows.forEach((row, b) => {
    for (let i = 0; i < places; i++) units[i * ballots + b] = row[i] ?? Number.NaN;
  });
  return { places, ballots, units };
}

/** All marks of each place. */
export function sumAll({ places, ballots, units }: PointColumns): PlaceSums {
  const [sums, counts] = [new Float64Array(places), new Int32Array(places)];
  for (let i = 0, at = 0; i < places; i++) {
    const end = at + ballots;
    // the sum of a full column is no NaN: most are full, and need no look at each mark. Several sums at once, since each
    // addition waits for the one before
    let [a, b, c, d] = [0, 0, 0, 0];
    for (; at + 3 < end; at += 4) {
      a += units[at] as number;
      b += units[at + 1] as number;
      c += units[at + 2] as number;
      d += units[at + 3] as number;
    }
    let sum = a + b + c + d;
    for (; at < end; at++) sum += units[at] as number;
    let count = ballots;
    if (Number.isNaN(sum)) {
      [sum, count] = [0, 0];
      for (let k = end - ballots; k < end; k++) {
        const mark = units[k] as number;
        if (Number.isNaN(mark)) continue;
        sum += mark;
        count++;
      }
    }
    sums[i] = sum;
    counts[i] = count;
  }
  return { sums, counts };
}

/** How many of n marks go at each end. Low ones go first: of too few, all go. */
export type Drop = (n: number) => { readonly low: number; readonly high: number };

/** The marks that a place can have: `count` of them, `step` apart, from `first` on, in thousandths. */
export interface Grid {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/** Up to so many possible marks are counted, one by one; up to so many ends are kept while one passes over the marks. */
const COUNTED = 4_096;
const KEPT = 24;

/**
 * The marks of each place but those at its ends; `told` hears what went, where anything did. Marks of a place with a grid
 * are all on it.
 */
export function sumTrimmed(
  columns: PointColumns,
  drop: Drop,
  gridOf: (place: number) => Grid | undefined = () => undefined,
  told?: (place: number, ends: Ends) => void,
): PlaceSums {
  const { places, ballots, units } = columns;
  const { sums, counts } = sumAll(columns);
  const [lowest, highest] = [new Float64Array(ballots), new Float64Array(ballots)];
  const scratch = new Float64Array(ballots);
  const levels = new Int32Array(COUNTED);
  let [known, low, high] = [0, 0, 0];
  for (let i = 0; i < places; i++) {
    const n = counts[i] as number;
    if (n === 0) continue;
    if (n !== known) {
      ({ low, high } = ends(drop, n));
      known = n;
    }
    const grid = gridOf(i);
    const at = i * ballots;
    if (grid && grid.count <= COUNTED)
      byCounting(units, at, ballots, grid, levels, lowest, low, highest, high);
    else if (low + high <= KEPT) byPassing(units, at, ballots, lowest, low, highest, high);
    else bySorting(units.subarray(at, at + ballots), scratch, n, lowest, low, highest, high);
    let gone = 0;
    for (let k = 0; k < low; k++) gone += lowest[k] as number;
    for (let k = 0; k < high; k++) gone += highest[k] as number;
    sums[i] = (sums[i] as number) - gone;
    counts[i] = n - low - high;
    told?.(i, {
      lowest: Array.from(lowest.subarray(0, low)),
      highest: Array.from(highest.subarray(0, high)),
    });
  }
  return { sums, counts };
}

/** The two ends of n marks do not meet. */
export function ends(drop: Drop, n: number): { low: number; high: number } {
  const wanted = drop(n);
  const low = Math.min(wanted.low, n);
  return { low, high: Math.min(wanted.high, n - low) };
}

function byCounting(
  units: Float64Array,
  at: number,
  ballots: number,
  { first, step, count }: Grid,
  levels: Int32Array,
  lowest: Float64Array,
  low: number,
  highest: Float64Array,
  high: number,
): void {
  levels.fill(0, 0, count);
  const perUnit = 1 / step;
  for (let k = at; k < at + ballots; k++) {
    const mark = units[k] as number;
    // no level for NaN; half a level more, since the quotient may fall short by a digit
    if (!Number.isNaN(mark)) {
      const level = ((mark - first) * perUnit + 0.5) | 0;
      levels[level] = (levels[level] as number) + 1;
    }
  }
  for (let level = 0, k = 0; k < low; level++)
    for (let n = levels[level] as number; n > 0 && k < low; n--) lowest[k++] = first + level * step;
  for (let level = count - 1, k = 0; k < high; level--)
    for (let n = levels[level] as number; n > 0 && k < high; n--) highest[k++] = first + level * step;
}

function byPassing(
  units: Float64Array,
  at: number,
  ballots: number,
  lowest: Float64Array,
  low: number,
  highest: Float64Array,
  high: number,
): void {
  lowest.fill(Number.POSITIVE_INFINITY, 0, low);
  highest.fill(Number.NEGATIVE_INFINITY, 0, high);
  // NaN is neither below nor above
  let below = low > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  let above = high > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  for (let b = at; b < at + ballots; b++) {
    const mark = units[b] as number;
    if (mark < below) {
      let k = low - 1;
      for (; k > 0 && (lowest[k - 1] as number) > mark; k--) lowest[k] = lowest[k - 1] as number;
      lowest[k] = mark;
      below = lowest[low - 1] as number;
    }
    if (mark > above) {
      let k = high - 1;
      for (; k > 0 && (highest[k - 1] as number) < mark; k--) highest[k] = highest[k - 1] as number;
      highest[k] = mark;
      above = highest[high - 1] as number;
    }
  }
}

function bySorting(
  column: Float64Array,
  scratch: Float64Array,
  n: number,
  lowest: Float64Array,
  low: number,
  highest: Float64Array,
  high: number,
): void {
  // NaN comes last
  scratch.set(column);
  scratch.sort();
  for (let k = 0; k < low; k++) lowest[k] = scratch[k] as number;
  for (let k = 0; k < high; k++) highest[k] = scratch[n - 1 - k] as number;
}

/** The first `low` and the last `high` of what an order puts in a row, the extreme ones first. */
export function extremes<T>(
  all: T[],
  low: number,
  high: number,
  order: (a: T, b: T) => number,
): { lowest: T[]; highest: T[] } {
  if (low + high > KEPT) {
    all.sort(order);
    return { lowest: all.slice(0, low), highest: all.slice(all.length - high).reverse() };
  }
  const [lowest, highest]: [T[], T[]] = [[], []];
  const keep = (kept: T[], most: number, x: T, before: (a: T, b: T) => boolean) => {
    if (most === 0 || (kept.length === most && !before(x, kept[most - 1] as T))) return;
    if (kept.length === most) kept.pop();
    let k = kept.length;
    while (k > 0 && before(x, kept[k - 1] as T)) k--;
    kept.splice(k, 0, x);
  };
  for (const x of all) {
    keep(lowest, low, x, (a, b) => order(a, b) < 0);
    keep(highest, high, x, (a, b) => order(a, b) > 0);
  }
  return { lowest, highest };
}

/**
 * Means by place in points: the nearest double to the exact fraction, NaN where nothing is left. Both parts of it are
 * whole numbers below 2^53, so that the one division rounds once.
 */
export function meansOf({ sums, counts }: PlaceSums, unit: number): Float64Array {
  return Float64Array.from(sums, (sum, i) =>
    (counts[i] as number) > 0 ? sum / ((counts[i] as number) * unit) : Number.NaN,
  );
}
