import {
  add,
  compare,
  divide,
  gcd,
  multiply,
  ofDecimal,
  type Rational,
  ratio,
  toNumber,
  ZERO,
} from '../common/rational.ts';
import {
  columnsOf,
  type Drop,
  type Ends,
  ends,
  extremes,
  type Grid,
  type PlaceSums,
  type PointColumns,
  sumAll,
  sumTrimmed,
} from './columns.ts';
import { isChoiceQuestion, type Place, POINT_UNIT } from './places.ts';
import type { GroupTally } from './tally.ts';
import type { BallotRule, Trimming } from './types.ts';

export interface Trimmed {
  readonly highest: readonly number[];
  readonly lowest: readonly number[];
}

export interface PointResult {
  /** Mean by place over groups; undefined where nobody gave points, or trimming left none. */
  readonly means: readonly (Rational | undefined)[];
  readonly trimmedAtPlace: readonly (Trimmed | undefined)[];
  readonly trimmedOfObject: ReadonlyMap<string, Trimmed>;
}

const points = (units: number) => units / POINT_UNIT;

/** How many of n are dropped at each end. */
const dropOf =
  (trimming: Trimming): Drop =>
  (n) => {
    const share = (f: Trimming['highestShare']) =>
      f === undefined ? 0 : Number((BigInt(n) * BigInt(f.numerator)) / BigInt(f.denominator));
    return {
      high: (trimming.highest ?? 0) + share(trimming.highestShare),
      low: (trimming.lowest ?? 0) + share(trimming.lowestShare),
    };
  };

/** Points are up to 100,000 (schema.ts). */
const MOST_UNITS = 100_000 * POINT_UNIT;

/** The marks that a scale allows, which a ballot was checked for. */
const gridsOf =
  (places: readonly Place[]) =>
  (i: number): Grid | undefined => {
    const { question } = places[i] as Place;
    if (isChoiceQuestion(question)) return undefined;
    const { min, max, step } = question.points;
    const [first, last, wide] = [min, max, step].map((x) => Math.round(x * POINT_UNIT)) as [
      number,
      number,
      number,
    ];
    return { first, step: wide, count: Math.floor((last - first) / wide) + 1 };
  };

type Seen = { highest: number[]; lowest: number[] };
/** Adds what went of one group, in points. */
function tell(seen: Seen, { highest, lowest }: Ends): Seen {
  seen.highest.push(...highest.map(points));
  seen.lowest.push(...lowest.map(points));
  return seen;
}

/**
 * Means of points by place, after trimming, over the voter groups by their weights (groups without points there
 * are left out). Whole numbers all the way, so that the order of ballots cannot show.
 */
export function pointResult(
  rule: BallotRule,
  places: readonly Place[],
  groups: readonly GroupTally[],
): PointResult {
  const trimmedOfObject = new Map<string, Seen>();
  const trimmedAtPlace: (Seen | undefined)[] = places.map(() => undefined);
  const each = groups.map(({ points: rows, weight }) => {
    const columns = columnsOf(rows, places.length);
    const { trimming } = rule;
    let left: PlaceSums;
    if (!trimming) left = sumAll(columns);
    else if (trimming.by === 'place')
      left = sumTrimmed(columns, dropOf(trimming), gridsOf(places), (i, gone) => {
        trimmedAtPlace[i] = tell(trimmedAtPlace[i] ?? { highest: [], lowest: [] }, gone);
      });
    else
      left = sumByObject(columns, places, dropOf(trimming), (object, gone) => {
        trimmedOfObject.set(object, tell(trimmedOfObject.get(object) ?? { highest: [], lowest: [] }, gone));
      });
    return { left, weight: ofDecimal(weight) };
  });
  const means = places.map((_, i) => {
    let [total, sum] = [ZERO, ZERO];
    for (const { left, weight } of each) {
      const n = left.counts[i] as number;
      if (n === 0) continue;
      const mean = ratio(BigInt(left.sums[i] as number), BigInt(n) * BigInt(POINT_UNIT));
      // one group alone has all the weight
      if (each.length === 1) return mean;
      total = add(total, multiply(mean, weight));
      sum = add(sum, weight);
    }
    return sum.n > 0n ? divide(total, sum) : undefined;
  });
  return { means, trimmedAtPlace, trimmedOfObject };
}

/**
 * Drops, for each object, the ballots with the highest and lowest weighted total of its questions. Equal totals
 * are ordered by their marks, so that the same ballots go whatever order they came in. A ballot that left out a
 * question of the object has no total and stays.
 */
export function sumByObject(
  columns: PointColumns,
  places: readonly Place[],
  drop: Drop,
  told?: (object: string, ends: Ends) => void,
): PlaceSums {
  const { ballots, units } = columns;
  const { sums, counts } = sumAll(columns);
  const objects = new Map<string, number[]>();
  places.forEach((place, i) => {
    const id = place.object?.id ?? '';
    const own = objects.get(id);
    if (own) own.push(i);
    else objects.set(id, [i]);
  });
  for (const [object, indexes] of objects) {
    const totals = totalsOf(
      columns,
      indexes,
      indexes.map((i) => places[i]?.question.weight ?? 1),
    );
    const complete: number[] = [];
    for (let b = 0; b < ballots; b++) if (totals.has(b)) complete.push(b);
    const { low, high } = ends(drop, complete.length);
    const gone = extremes(
      complete,
      low,
      high,
      (x, y) => totals.order(x, y) || lexical(columns, indexes, x, y),
    );
    for (const b of [...gone.lowest, ...gone.highest]) {
      for (const i of indexes) {
        sums[i] = (sums[i] as number) - (units[i * ballots + b] as number);
        counts[i] = (counts[i] as number) - 1;
      }
    }
    told?.(object, { lowest: gone.lowest.map(totals.shown), highest: gone.highest.map(totals.shown) });
  }
  return { sums, counts };
}

interface Totals {
  /** Whether the ballot has one: no question of the object is left out. */
  readonly has: (ballot: number) => boolean;
  readonly order: (a: number, b: number) => number;
  /** In thousandths, to show. */
  readonly shown: (ballot: number) => number;
}

/** Weighted totals by ballot, exact: in doubles where whole multiples of them stay below 2^53, else as fractions. */
function totalsOf(
  { ballots, units }: PointColumns,
  places: readonly number[],
  weights: readonly number[],
): Totals {
  const exact = weights.map(ofDecimal);
  const scale = exact.reduce((n, { d }) => (n * d) / gcd(n, d), 1n);
  const whole = exact.map(({ n, d }) => Number((n * scale) / d));
  const totals = new Float64Array(ballots);
  places.forEach((place, k) => {
    const [at, weight] = [place * ballots, whole[k] as number];
    for (let b = 0; b < ballots; b++) totals[b] = (totals[b] as number) + (units[at + b] as number) * weight;
  });
  const has = (b: number) => !Number.isNaN(totals[b]);
  if (MOST_UNITS * whole.reduce((n, w) => n + w, 0) <= Number.MAX_SAFE_INTEGER)
    return {
      has,
      order: (a, b) => (totals[a] as number) - (totals[b] as number),
      shown: (b) => (totals[b] as number) / Number(scale),
    };
  const fractions = Array.from(totals, (_, b) =>
    has(b)
      ? places.reduce(
          (t, place, k) =>
            add(t, multiply(ratio(units[place * ballots + b] as number), exact[k] as Rational)),
          ZERO,
        )
      : ZERO,
  );
  return {
    has,
    order: (a, b) => compare(fractions[a] as Rational, fractions[b] as Rational),
    shown: (b) => toNumber(fractions[b] as Rational),
  };
}

function lexical({ ballots, units }: PointColumns, places: readonly number[], a: number, b: number): number {
  for (const i of places) {
    const difference = (units[i * ballots + a] as number) - (units[i * ballots + b] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Weighted mean over an object's questions that have one; weights of the others are left out. */
export function weightedMean(
  parts: readonly { mean: Rational | undefined; weight: number }[],
): Rational | undefined {
  let [total, weight] = [ZERO, ZERO];
  for (const part of parts) {
    if (!part.mean) continue;
    const w = ofDecimal(part.weight);
    total = add(total, multiply(part.mean, w));
    weight = add(weight, w);
  }
  return weight.n > 0n ? divide(total, weight) : undefined;
}
