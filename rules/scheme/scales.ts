import { averageRanks } from '../weights/agreement.ts';
import type {
  BandedScale,
  IndicatorLeaf,
  LinearScale,
  RankScale,
  TargetScale,
  ZScoreScale,
} from './types.ts';

/** A column of raw values, one per object, to scores of 0 to 100; null stays null. */
type Normaliser<S> = (column: readonly (number | null)[], scale: S, higher: boolean) => (number | null)[];

const clamp = (x: number) => Math.min(100, Math.max(0, x));

/** min–max: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 5.4, cut off at the bounds. */
const linear: Normaliser<LinearScale> = (column, scale, higher) => {
  const known = column.filter((x) => x !== null);
  const min = scale.min ?? Math.min(...known);
  const max = scale.max ?? Math.max(...known);
  return column.map((x) => {
    if (x === null) return null;
    // without a spread nobody is worse than another
    if (max === min) return (higher ? x >= max : x <= min) ? 100 : 0;
    // a bound that was given, and all values beyond it: the other one, taken from them, lies on its wrong side
    const score = max < min ? (scale.min === undefined ? 100 : 0) : position(x, min, max);
    return higher ? score : 100 - score;
  });
};

/** From 0 at `min` to 100 at `max`; in halves, where the span is no number any more. */
function position(x: number, min: number, max: number): number {
  if (Number.isFinite(max - min)) return clamp(((x - min) / (max - min)) * 100);
  return clamp(((x / 2 - min / 2) / (max / 2 - min / 2)) * 100);
}

/** Distance to the target, from the limit on. */
const target: Normaliser<TargetScale> = (column, { target: goal, limit }, higher) =>
  column.map((x) => {
    if (x === null) return null;
    if (higher ? x >= goal : x <= goal) return 100;
    if (higher ? x <= limit : x >= limit) return 0;
    return clamp(((x - limit) / (goal - limit)) * 100);
  });

const banded: Normaliser<BandedScale> = (column, { bands }) =>
  column.map((x) => {
    if (x === null) return null;
    const reached = bands.filter((b) => b.from === undefined || x >= b.from);
    return clamp(reached.at(-1)?.score ?? 0);
  });

/**
 * Standardised: OECD/JRC 2008, section 5.3, put on points as a T score is (W. A. McCall 1922: 50 + 10 z), cut off at 0
 * and 100. The deviation is of the objects as the whole group. Without a spread everybody has the mean's points.
 */
const zScore: Normaliser<ZScoreScale> = (column, scale, higher) => {
  // in ascending order: the order of the objects must not show in the last digit
  const known = column.filter((x) => x !== null).sort((a, b) => a - b);
  const largest = Math.max(...known.map(Math.abs), 1);
  // by parts of the largest, so that squares of great numbers do not overflow
  const parts = known.map((x) => x / largest);
  const mean = parts.reduce((n, x) => n + x, 0) / parts.length;
  const deviation = Math.sqrt(parts.reduce((n, x) => n + (x - mean) ** 2, 0) / parts.length);
  return column.map((x) => {
    if (x === null) return null;
    // a spread below the precision of the numbers is none
    if (!(deviation > 1e-12)) return scale.mean;
    const z = (x / largest - mean) / deviation;
    return clamp(scale.mean + (higher ? z : -z) * scale.deviation);
  });
};

/** Ranking: OECD/JRC 2008, section 5.2. An only object is the first. */
const ranked: Normaliser<RankScale> = (column, _scale, higher) => {
  const known = column.flatMap((x, i) => (x === null ? [] : [{ x: higher ? x : -x, i }]));
  const ranks = averageRanks(known.map((k) => k.x));
  const last = known.length;
  const scores: (number | null)[] = column.map(() => null);
  known.forEach(({ i }, k) => {
    scores[i] = last > 1 ? ((last - (ranks[k] as number)) / (last - 1)) * 100 : 100;
  });
  return scores;
};

/**
 * Scores of a leaf's raw values over all objects. Taken as a column, because a scale may look at the other objects
 * (bounds left out). Never fills in what is missing.
 */
export function normalise(leaf: IndicatorLeaf, column: readonly (number | null)[]): (number | null)[] {
  const higher = leaf.direction === 'higher';
  switch (leaf.scale.kind) {
    case 'linear':
      return linear(column, leaf.scale, higher);
    case 'target':
      return target(column, leaf.scale, higher);
    case 'banded':
      return banded(column, leaf.scale, higher);
    case 'zscore':
      return zScore(column, leaf.scale, higher);
    case 'rank':
      return ranked(column, leaf.scale, higher);
    case 'rubric':
      return column.map((x) => (x === null ? null : clamp(x)));
  }
}

/** Puts in a score where there is no value, by the leaf's rule; null when it is left out. */
export function fillMissing(leaf: IndicatorLeaf, scores: readonly (number | null)[]): (number | null)[] {
  const known = scores.filter((s) => s !== null).sort((a, b) => a - b);
  if (leaf.missing === 'exclude' || known.length === scores.length) return [...scores];
  let fill: number | null = 0;
  if (leaf.missing === 'lowest') fill = known[0] ?? null;
  // summed in ascending order: the order of the objects must not show in the last digit
  if (leaf.missing === 'mean')
    fill = known.length > 0 ? known.reduce((n, s) => n + s, 0) / known.length : null;
  return scores.map((s) => s ?? fill);
}
