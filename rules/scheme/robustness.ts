/** How firm a result stands: the smallest change of a weight that turns it, and ranks over the voters' own weights. */
import { RulesError } from '../common/problem.ts';
import { WEIGHT_TOTAL } from '../weights/sets.ts';
import { foldAll, scoreMatrix, weightsOf } from './fold.ts';
import { rankTotals, shownTotal } from './rank.ts';
import { score } from './score.ts';
import { type FlatNode, type FlatTree, flatten } from './tree.ts';
import type { GradeBand, MeasuredObject, NodeScore, Scheme } from './types.ts';

/** A weight at which two neighbours in rank have the same total, or an object reaches or leaves a grade's bound. */
export interface Turn {
  /** Node whose weight moves; its siblings share the rest in proportion. */
  readonly indicator: string;
  readonly from: number;
  /** Between 0 and 100. Just beyond it, seen from `from`, the result is another one. */
  readonly to: number;
  /** Two ids, the one ahead first; or one, when it is about a grade. */
  readonly objects: readonly [string, string] | readonly [string];
  readonly grade?: GradeBand;
}

/** numerator(w) / denominator(w), both of the form a + b·w, times `part`, plus `rest`: a total as a weight moves. */
interface Course {
  readonly rest: number;
  readonly part: number;
  readonly numerator: readonly [number, number];
  readonly denominator: readonly [number, number];
}

/**
 * For each indicator the nearest turn of a rank and the nearest of a grade (最小翻转权重), nearest first; an indicator
 * whose weight turns nothing between 0 and 100 is absent. Exact, not searched for: as one weight moves, a total is a
 * quotient of two straight lines, so that two totals meet where a quadratic is zero. Sensitivity by the smallest change
 * as in E. Triantaphyllou, A. Sánchez, Decision Sciences 28 (1997) 151–194. Objects without a total take no part.
 */
export function turningPoints(
  scheme: Scheme,
  measured: { readonly objects: readonly MeasuredObject[] },
): Turn[] {
  const tree = flatten(scheme);
  const rows = score(scheme, measured)
    .map((s) => ({ id: s.id, nodes: s.nodes, total: exactTotal(s.nodes) }))
    .filter((r) => r.total !== null) as { id: string; nodes: readonly NodeScore[]; total: number }[];
  rows.sort((a, b) => b.total - a.total);
  const turns = tree.nodes.flatMap((flat): Turn[] => {
    if (flat.siblings.length < 2) return [];
    const courses = rows.map((r) => courseOf(tree, flat, r.nodes, r.total));
    return [
      ...nearest(rankTurns(flat, rows, courses)),
      ...nearest(gradeTurns(flat, rows, courses, scheme.grades)),
    ];
  });
  return turns.sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
}

/** Not rounded, as totals of the roll-up are; null when all is left out. */
function exactTotal(nodes: readonly NodeScore[]): number | null {
  const leaves = nodes.filter((n) => n.leaf);
  return leaves.every((n) => n.normalised === null) ? null : leaves.reduce((t, n) => t + n.contribution, 0);
}

function courseOf(tree: FlatTree, flat: FlatNode, nodes: readonly NodeScore[], total: number): Course {
  const parent = flat.parent < 0 ? undefined : nodes[flat.parent];
  const part = parent ? parent.effectiveWeight : 1;
  const own = nodes[flat.index]?.normalised ?? null;
  const others = flat.siblings.filter((s) => s !== flat.index);
  const sum = others.reduce((n, s) => n + (tree.nodes[s] as FlatNode).node.weight, 0);
  // shares of the siblings that have a score, and their points by these
  let [share, points] = [0, 0];
  for (const s of others) {
    const score = nodes[s]?.normalised ?? null;
    if (score === null) continue;
    const its = sum > 0 ? (tree.nodes[s] as FlatNode).node.weight / sum : 1 / others.length;
    share += its;
    points += its * score;
  }
  // without a score of its own, or of any sibling, the weight moves nothing
  if (own === null || share === 0 || part === 0)
    return { rest: total, part: 0, numerator: [0, 0], denominator: [1, 0] };
  return {
    rest: total - part * (parent ? (parent.normalised ?? 0) : total),
    part,
    numerator: [points * WEIGHT_TOTAL, own - points],
    denominator: [share * WEIGHT_TOTAL, 1 - share],
  };
}

type Row = { readonly id: string; readonly total: number };

function rankTurns(flat: FlatNode, rows: readonly Row[], courses: readonly Course[]): Turn[] {
  return rows.slice(1).flatMap((row, k): Turn[] => {
    const ahead = rows[k] as Row;
    // equal ones have no order that could turn
    if (ahead.total - row.total < 1e-9) return [];
    const [a, b] = [courses[k] as Course, courses[k + 1] as Course];
    const lines = [a, b].map((c) => plus(times(c.numerator, c.part), times(c.denominator, c.rest)));
    const meeting = minus(product(lines[0] as Line, b.denominator), product(lines[1] as Line, a.denominator));
    return turnsAt(flat, roots(meeting), [a, b], [ahead.id, row.id]);
  });
}

function gradeTurns(
  flat: FlatNode,
  rows: readonly Row[],
  courses: readonly Course[],
  grades: readonly GradeBand[] = [],
): Turn[] {
  return rows.flatMap((row, k) =>
    grades.flatMap((grade): Turn[] => {
      const c = courses[k] as Course;
      const [p, q] = plus(times(c.numerator, c.part), times(c.denominator, c.rest - grade.atLeast));
      if (Math.abs(row.total - grade.atLeast) < 1e-9) return [];
      return turnsAt(flat, roots([p, q, 0]), [c], [row.id]).map((t) => ({ ...t, grade }));
    }),
  );
}

function turnsAt(
  flat: FlatNode,
  at: readonly number[],
  courses: readonly Course[],
  objects: Turn['objects'],
): Turn[] {
  const from = flat.node.weight;
  return (
    at
      // at the very ends nothing lies beyond
      .filter((w) => w > 1e-9 && w < WEIGHT_TOTAL - 1e-9)
      .filter((w) => courses.every((c) => c.denominator[0] + c.denominator[1] * w > 1e-9))
      .map((to) => ({ indicator: flat.node.id, from, to, objects }))
  );
}

const nearest = (turns: readonly Turn[]): Turn[] =>
  [...turns].sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from)).slice(0, 1);

/** a + b·w, and a + b·w + c·w². */
type Line = readonly [number, number];
type Square = readonly [number, number, number];
const plus = (a: Line, b: Line): Line => [a[0] + b[0], a[1] + b[1]];
const times = (a: Line, x: number): Line => [a[0] * x, a[1] * x];
const product = (a: Line, b: Line): Square => [a[0] * b[0], a[0] * b[1] + a[1] * b[0], a[1] * b[1]];
const minus = (a: Square, b: Square): Square => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/** Real zeros of a + b·w + c·w². None of what is zero everywhere, or almost so. */
function roots([a, b, c]: Square): number[] {
  const scale = Math.max(Math.abs(a), Math.abs(b) * WEIGHT_TOTAL, Math.abs(c) * WEIGHT_TOTAL ** 2);
  if (!(scale > 1e-9)) return [];
  if (Math.abs(c) * WEIGHT_TOTAL ** 2 < scale * 1e-12) return b === 0 ? [] : [-a / b];
  const inner = b * b - 4 * a * c;
  if (inner < 0) return [];
  // the root of larger size first: no difference of nearly equal numbers
  const q = -(b + Math.sign(b || 1) * Math.sqrt(inner)) / 2;
  return q === 0 ? [0] : [q / c, a / q];
}

/** How an object's rank holds over many weight sets. */
export interface RankHold {
  readonly object: string;
  /** Its rank with the scheme's own weights; null without a total. */
  readonly rank: number | null;
  /** Share of the sets in which it has that rank, 0 to 1; null when there are none. */
  readonly holds: number | null;
  readonly best: number | null;
  readonly worst: number | null;
  /** Number of sets by rank. */
  readonly ranks: Readonly<Record<number, number>>;
}

/**
 * How often each object holds its rank over the voters' own weight sets (名次稳定性), each a map from node id to weight;
 * nodes that a set does not name keep the scheme's. Throws RulesError `UNKNOWN_INDICATOR`, and `INVALID_WEIGHT` for a
 * weight that is negative or not finite.
 */
export function rankHolds(
  scheme: Scheme,
  measured: { readonly objects: readonly MeasuredObject[] },
  sets: readonly ReadonlyMap<string, number>[],
): RankHold[] {
  const tree = flatten(scheme);
  const byId = new Map(tree.nodes.map((n) => [n.node.id, n.index]));
  const matrix = scoreMatrix(tree, measured.objects);
  const ranksWith = (weights: Float64Array) =>
    rankTotals(
      Array.from(foldAll(tree, weights, matrix), (t) => shownTotal(t, scheme.decimals)),
      scheme.ties,
    );
  const own = ranksWith(weightsOf(tree));
  const each = sets.map((set) => {
    const weights = weightsOf(tree);
    for (const [id, weight] of set) {
      const index = byId.get(id);
      if (index === undefined) throw new RulesError('UNKNOWN_INDICATOR', `指标“${id}”不存在。`);
      if (!(weight >= 0) || !Number.isFinite(weight))
        throw new RulesError('INVALID_WEIGHT', `指标“${id}”的权重应为不小于 0 的数值。`);
      weights[index] = weight;
    }
    return ranksWith(weights);
  });
  return measured.objects.map((object, i): RankHold => {
    const rank = own[i] as number | null;
    const found = each.flatMap((ranks) => ranks[i] ?? []);
    const ranks: Record<number, number> = {};
    for (const r of found) ranks[r] = (ranks[r] ?? 0) + 1;
    return {
      object: object.id,
      rank,
      holds: sets.length > 0 && rank !== null ? (ranks[rank] ?? 0) / sets.length : null,
      best: found.length > 0 ? Math.min(...found) : null,
      worst: found.length > 0 ? Math.max(...found) : null,
      ranks,
    };
  });
}
