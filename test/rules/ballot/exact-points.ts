/** Points counted in fractions all the way, one ballot after another: slow, and what the typed arrays are held to. */

import { type Place, POINT_UNIT } from '../../../rules/ballot/places.ts';
import type { GroupTally } from '../../../rules/ballot/tally.ts';
import type { BallotRule, Trimming } from '../../../rules/ballot/types.ts';
import {
  add,
  compare,
  divide,
  multiply,
  ofDecimal,
  type Rational,
  ratio,
  toNumber,
  ZERO,
} from '../../../rules/common/rational.ts';

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

type Row = readonly (number | null)[];
const points = (units: number) => units / POINT_UNIT;

/** How many of n are dropped at each end. */
function dropped(trimming: Trimming, n: number): { high: number; low: number } {
  const share = (f: Trimming['highestShare']) =>
    f === undefined ? 0 : Number((BigInt(n) * BigInt(f.numerator)) / BigInt(f.denominator));
  return {
    high: (trimming.highest ?? 0) + share(trimming.highestShare),
    low: (trimming.lowest ?? 0) + share(trimming.lowestShare),
  };
}

/** Sorted ascending, split into what is dropped and kept; all dropped when too few. */
function split<T>(sorted: readonly T[], trimming: Trimming): { low: T[]; kept: T[]; high: T[] } {
  const { high, low } = dropped(trimming, sorted.length);
  const upTo = Math.max(low, sorted.length - high);
  return { low: sorted.slice(0, low), kept: sorted.slice(low, upTo), high: sorted.slice(upTo) };
}

/**
 * Means of points by place, after trimming, over the voter groups by their weights (groups without points there
 * are left out). Whole numbers all the way, so that the order of ballots cannot show.
 */
export function exactPointResult(
  rule: BallotRule,
  places: readonly Place[],
  groups: readonly GroupTally[],
): PointResult {
  const trimming = rule.trimming;
  const byObject = trimming !== undefined && trimming.by !== 'place';
  const trimmedOfObject = new Map<string, { highest: number[]; lowest: number[] }>();
  const trimmedAtPlace: ({ highest: number[]; lowest: number[] } | undefined)[] = places.map(() => undefined);
  const sums: { total: Rational; weight: Rational }[] = places.map(() => ({ total: ZERO, weight: ZERO }));

  for (const group of groups) {
    const columns: number[][] = byObject
      ? trimByObject(places, group.points, trimming, trimmedOfObject)
      : places.map((_, i) => group.points.map((row) => row[i]).filter((p) => p !== null && p !== undefined));
    columns.forEach((column, i) => {
      let kept = column;
      if (trimming && !byObject && column.length > 0) {
        const parts = split(
          [...column].sort((a, b) => a - b),
          trimming,
        );
        kept = parts.kept;
        const seen = trimmedAtPlace[i] ?? { highest: [], lowest: [] };
        seen.highest.push(...parts.high.map(points).reverse());
        seen.lowest.push(...parts.low.map(points));
        trimmedAtPlace[i] = seen;
      }
      if (kept.length === 0) return;
      const mean = ratio(
        kept.reduce((n, p) => n + BigInt(p), 0n),
        BigInt(kept.length) * BigInt(POINT_UNIT),
      );
      const weight = ofDecimal(group.weight);
      const sum = sums[i] as { total: Rational; weight: Rational };
      sum.total = add(sum.total, multiply(mean, weight));
      sum.weight = add(sum.weight, weight);
    });
  }
  const means = sums.map((s) => (s.weight.n > 0n ? divide(s.total, s.weight) : undefined));
  return { means, trimmedAtPlace, trimmedOfObject };
}

/**
 * Drops, for each object, the ballots with the highest and lowest weighted total of its questions. Equal totals
 * are ordered by their marks, so that the same ballots go whatever order they came in. A ballot that left out a
 * question of the object has no total and stays.
 */
function trimByObject(
  places: readonly Place[],
  rows: readonly Row[],
  trimming: Trimming,
  report: Map<string, { highest: number[]; lowest: number[] }>,
): number[][] {
  const columns: number[][] = places.map(() => []);
  const objects = new Map<string, number[]>();
  places.forEach((place, i) => {
    const id = place.object?.id ?? '';
    objects.set(id, [...(objects.get(id) ?? []), i]);
  });
  for (const [object, indexes] of objects) {
    const weights = indexes.map((i) => ofDecimal(places[i]?.question.weight ?? 1));
    const complete: { marks: number[]; total: Rational }[] = [];
    for (const row of rows) {
      const marks = indexes.map((i) => row[i] ?? null);
      if (marks.every((m) => m !== null)) {
        const total = marks.reduce(
          (t, m, k) => add(t, multiply(ratio(m as number), weights[k] as Rational)),
          ZERO,
        );
        complete.push({ marks: marks as number[], total });
      } else {
        marks.forEach((m, k) => {
          if (m !== null) columns[indexes[k] as number]?.push(m);
        });
      }
    }
    complete.sort((a, b) => compare(a.total, b.total) || lexical(a.marks, b.marks));
    const parts = split(complete, trimming);
    for (const { marks } of parts.kept) {
      marks.forEach((m, k) => {
        columns[indexes[k] as number]?.push(m);
      });
    }
    const shown = (c: { total: Rational }) => points(toNumber(c.total));
    const seen = report.get(object) ?? { highest: [], lowest: [] };
    seen.highest.push(...parts.high.map(shown).reverse());
    seen.lowest.push(...parts.low.map(shown));
    report.set(object, seen);
  }
  return columns;
}

function lexical(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((x, k) => x !== b[k]);
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number);
}
