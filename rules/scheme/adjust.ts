import { type CompiledCondition, compileCondition } from '../conditions/index.ts';
import { roundTo } from './rank.ts';
import type { Adjustment, AdjustmentScore, MeasuredObject, Scheme, Veto, VetoScore } from './types.ts';

/**
 * What bonuses, deductions and vetoes do to one object's total. They depend on raw values only, so that they are found
 * once and a moved weight costs one addition more.
 */
export interface Effect {
  readonly adjustments: readonly AdjustmentScore[];
  /** Sum of the adjustments. */
  readonly delta: number;
  readonly vetoes: readonly VetoScore[];
  /** Infinity without a veto that caps. */
  readonly atMost: number;
  /** Of the first veto that sets one. */
  readonly grade?: string;
}

/** Decimals to which what is left of a cap is kept, and what is nothing beside it. */
const PLACES = 9;
const NEGLIGIBLE = 1e-9;

/** The total of a base; NaN stays NaN. */
export const applied = (base: number, { delta, atMost }: Effect): number =>
  Math.min(Math.max(0, base + delta), atMost);

/** By object, in their order. */
export function effectsOf(
  scheme: Pick<Scheme, 'adjustments' | 'adjustmentCaps' | 'vetoes'>,
  objects: readonly MeasuredObject[],
): Effect[] {
  const compile = (c: Adjustment['when']): CompiledCondition => (c ? compileCondition(c) : () => true);
  const adjustments = (scheme.adjustments ?? []).map((a) => ({ a, holds: compile(a.when) }));
  const vetoes = (scheme.vetoes ?? []).map((v) => ({ v, holds: compile(v.when) }));
  return objects.map((object): Effect => {
    const facts: Record<string, number | null> = Object.create(null);
    for (const [id, v] of Object.entries(object.values)) facts[id] = v.value;
    const left = {
      bonus: scheme.adjustmentCaps?.bonus ?? Number.POSITIVE_INFINITY,
      deduction: scheme.adjustmentCaps?.deduction ?? Number.POSITIVE_INFINITY,
    };
    const scores = adjustments.flatMap(({ a, holds }): AdjustmentScore[] => {
      if (!holds(facts)) return [];
      const full = worth(a, facts);
      if (full === null) return [{ id: a.id, title: a.title, points: 0, missing: true }];
      const points = Math.min(full, a.cap ?? Number.POSITIVE_INFINITY, left[a.kind]);
      // 0.3 − 0.1 is 0.2, in doubles a little less: bonuses that just reach their cap are not cut
      left[a.kind] = Math.max(0, roundTo(left[a.kind] - points, PLACES));
      return [
        {
          id: a.id,
          title: a.title,
          points: a.kind === 'bonus' ? points : 0 - points,
          ...(full - points > NEGLIGIBLE ? { capped: true } : {}),
        },
      ];
    });
    const held = vetoes.flatMap(({ v, holds }): VetoScore[] => (holds(facts) ? [vetoScore(v)] : []));
    const grade = held.find((v) => v.grade !== undefined)?.grade;
    return {
      adjustments: scores,
      delta: scores.reduce((n, s) => n + s.points, 0),
      vetoes: held,
      atMost: Math.min(...held.map((v) => v.atMost ?? Number.POSITIVE_INFINITY)),
      ...(grade === undefined ? {} : { grade }),
    };
  });
}

/** Points before caps, not negative; null without a value. Bounded, since a value may be as large as 1e308. */
function worth({ id, points, source }: Adjustment, facts: Readonly<Record<string, number | null>>) {
  if (typeof points === 'number') return source && (facts[id] ?? null) === null ? null : points;
  const value = facts[id] ?? null;
  return value === null ? null : Math.min(Math.max(0, value * points.per), 1e9);
}

const vetoScore = ({ id, title, grade, atMost }: Veto): VetoScore => ({
  id,
  title,
  ...(grade === undefined ? {} : { grade }),
  ...(atMost === undefined ? {} : { atMost }),
});
