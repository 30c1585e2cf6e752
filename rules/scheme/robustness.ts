/** How firm a result stands: the smallest change of a weight that turns it, and ranks over the voters' own weights. */
import { RulesError } from '../common/problem.ts';
import { WEIGHT_TOTAL } from '../weights/sets.ts';
import { applied, type Effect, effectsOf } from './adjust.ts';
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
  /** With a grade: whether the object comes up to its bound there; else it falls below. */
  readonly reaches?: boolean;
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
 * quotient of two straight lines, so that two totals meet where a quadratic is zero. Bonuses and deductions shift it; a
 * veto's limit, and 0, cut it off; a grade that a veto sets turns on nothing. Sensitivity by the smallest change
 * as in E. Triantaphyllou, A. Sánchez, Decision Sciences 28 (1997) 151–194. Objects without a total take no part.
 */
export function turningPoints(
  scheme: Scheme,
  measured: { readonly objects: readonly MeasuredObject[] },
): Turn[] {
  const tree = flatten(scheme);
  const effects = effectsOf(scheme, measured.objects);
  const rows = score(scheme, measured).flatMap(({ id, nodes }, i): Row[] => {
    const base = exactBase(nodes);
    const effect = effects[i] as Effect;
    return base === null ? [] : [{ id, nodes, base, effect, total: applied(base, effect) }];
  });
  rows.sort((a, b) => b.total - a.total);
  const turns = tree.nodes.flatMap((flat): Turn[] => {
    if (flat.siblings.length < 2) return [];
    const courses = rows.map((r) => courseOf(tree, flat, r.nodes, r.base));
    return [
      ...nearest(rankTurns(flat, rows, courses)),
      ...nearest(gradeTurns(flat, rows, courses, scheme.grades)),
    ];
  });
  return turns.sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
}

/** Not rounded, as totals of the roll-up are; null when all is left out. */
function exactBase(nodes: readonly NodeScore[]): number | null {
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

interface Row {
  readonly id: string;
  readonly nodes: readonly NodeScore[];
  readonly base: number;
  readonly effect: Effect;
  readonly total: number;
}

/** A total as numerator over denominator, each a straight line in the weight. */
interface Quotient {
  readonly over: Line;
  readonly under: Line;
}
const constant = (x: number): Quotient => ({ over: [x, 0], under: [1, 0] });

/** The stretches that a total may run on: base and adjustments, nothing at all, a veto's limit. */
function stretches(c: Course, { delta, atMost }: Effect): Quotient[] {
  const free = {
    over: plus(times(c.numerator, c.part), times(c.denominator, c.rest + delta)),
    under: c.denominator,
  };
  return [free, ...(delta < 0 ? [constant(0)] : []), ...(Number.isFinite(atMost) ? [constant(atMost)] : [])];
}

const totalAt = (c: Course, effect: Effect, w: number): number =>
  applied(
    (c.part * (c.numerator[0] + c.numerator[1] * w)) / (c.denominator[0] + c.denominator[1] * w) + c.rest,
    effect,
  );

/** Weights at which one of the stretches of a meets one of b. */
const meetings = (a: readonly Quotient[], b: readonly Quotient[]): number[] =>
  a.flatMap((x) => b.flatMap((y) => roots(minus(product(x.over, y.under), product(y.over, x.under)))));

/** How far from a turn is looked whether it turns; and what counts as a difference there. */
const STEP = 1e-6;
const EQUAL = 1e-9;

function rankTurns(flat: FlatNode, rows: readonly Row[], courses: readonly Course[]): Turn[] {
  return rows.slice(1).flatMap((row, k): Turn[] => {
    const ahead = rows[k] as Row;
    // equal ones have no order that could turn
    if (ahead.total - row.total < EQUAL) return [];
    const [a, b] = [courses[k] as Course, courses[k + 1] as Course];
    const at = meetings(stretches(a, ahead.effect), stretches(b, row.effect));
    const gap = (w: number) => totalAt(a, ahead.effect, w) - totalAt(b, row.effect, w);
    return turnsAt(flat, at, [a, b], [ahead.id, row.id], gap);
  });
}

function gradeTurns(
  flat: FlatNode,
  rows: readonly Row[],
  courses: readonly Course[],
  grades: readonly GradeBand[] = [],
): Turn[] {
  return rows.flatMap((row, k) =>
    row.effect.grade !== undefined && grades.some((g) => g.id === row.effect.grade)
      ? []
      : grades.flatMap((grade): Turn[] => {
          if (Math.abs(row.total - grade.atLeast) < EQUAL) return [];
          const c = courses[k] as Course;
          const at = meetings(stretches(c, row.effect), [constant(grade.atLeast)]);
          const gap = (w: number) => totalAt(c, row.effect, w) - grade.atLeast + EQUAL;
          const reaches = row.total < grade.atLeast;
          return turnsAt(flat, at, [c], [row.id], gap).map((t) => ({ ...t, grade, reaches }));
        }),
  );
}

function turnsAt(
  flat: FlatNode,
  at: readonly number[],
  courses: readonly Course[],
  objects: Turn['objects'],
  /** Positive on one side of a turn, not so on the other; stretches also meet where the totals are on others. */
  gap: (weight: number) => number,
): Turn[] {
  const from = flat.node.weight;
  const ahead = gap(from) > 0;
  const beyond = (w: number) => gap(w + (w < from ? -STEP : STEP));
  return (
    at
      // at the very ends nothing lies beyond; a root there comes out beside it
      .filter((w) => w > STEP && w < WEIGHT_TOTAL - STEP)
      .filter((w) => courses.every((c) => c.denominator[0] + c.denominator[1] * w > 1e-9))
      .filter((w) => Math.abs(gap(w)) < STEP && beyond(w) > 0 !== ahead)
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
  const effects = effectsOf(scheme, measured.objects);
  const ranksWith = (weights: Float64Array) =>
    rankTotals(
      Array.from(foldAll(tree, weights, matrix), (base, i) =>
        shownTotal(applied(base, effects[i] as Effect), scheme.decimals),
      ),
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
