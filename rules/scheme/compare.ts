import type { ObjectScore } from './types.ts';

/** What an indicator made of the difference, in points of the total. */
export interface MadeDifference {
  readonly id: string;
  readonly title: string;
  /** Signed: positive where it raised the total. */
  readonly points: number;
}

export interface ScoreChange {
  readonly id: string;
  readonly title: string;
  /** Undefined: not scored by that side at all. */
  readonly before?: ObjectScore;
  readonly after?: ObjectScore;
  /** Points won (positive) or lost; null when one side has no total. */
  readonly total: number | null;
  /** Places won (positive) or lost; null when one side has no rank. */
  readonly rank: number | null;
  /** Largest first. They add up to the difference of the totals, but for rounding. */
  readonly made: readonly MadeDifference[];
}

/** Points below which a difference is none. */
const NEGLIGIBLE = 0.005;

/**
 * Two results beside each other (回测、对比): for each object what changed, and which indicators made it: an indicator's
 * points are its contribution afterwards less that before, 0 where it is not on one side. In the order of `after`, then
 * those that only `before` has.
 */
export function compareScores(before: readonly ObjectScore[], after: readonly ObjectScore[]): ScoreChange[] {
  const old = new Map(before.map((s) => [s.id, s]));
  const ids = new Set(after.map((s) => s.id));
  return [
    ...after.map((s) => change(old.get(s.id), s)),
    ...before.filter((s) => !ids.has(s.id)).map((s) => change(s, undefined)),
  ];
}

function change(before: ObjectScore | undefined, after: ObjectScore | undefined): ScoreChange {
  const { id, title } = (after ?? before) as ObjectScore;
  const difference = (a: number | null | undefined, b: number | null | undefined) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : null;
  return {
    id,
    title,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    total: difference(after?.total, before?.total),
    rank: difference(before?.rank, after?.rank),
    made: madeBy(before, after),
  };
}

function madeBy(before: ObjectScore | undefined, after: ObjectScore | undefined): MadeDifference[] {
  const parts = new Map<string, { title: string; points: number }>();
  const add = (score: ObjectScore | undefined, sign: 1 | -1) => {
    for (const { id, title, points } of partsOf(score)) {
      const part = parts.get(id);
      if (part) part.points += sign * points;
      else parts.set(id, { title, points: sign * points });
    }
  };
  add(after, 1);
  add(before, -1);
  return [...parts]
    .map(([id, part]) => ({ id, ...part }))
    .filter((p) => Math.abs(p.points) >= NEGLIGIBLE)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

/** What a total is made of: leaves, bonuses and deductions, and what a veto's limit or the floor of 0 took off. */
function partsOf(score: ObjectScore | undefined): MadeDifference[] {
  if (!score) return [];
  const parts = [
    ...score.nodes.filter((n) => n.leaf).map((n) => ({ ...named(n), points: n.contribution })),
    ...score.adjustments.map((a) => ({ ...named(a), points: a.points })),
  ];
  const limited = score.total === 0 || (score.vetoes ?? []).some((v) => v.atMost !== undefined);
  if (score.total === null || !limited) return parts;
  const { id, title } = score.veto ?? { id: '#floor', title: '得分不低于 0' };
  return [...parts, { id, title, points: score.total - parts.reduce((n, p) => n + p.points, 0) }];
}

const named = ({ id, title }: { id: string; title: string }) => ({ id, title });
