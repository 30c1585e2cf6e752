import { RulesError } from '../common/problem.ts';
import { redistribute, roundWeights, WEIGHT_TOTAL } from '../weights/sets.ts';
import { applied, type Effect, effectsOf } from './adjust.ts';
import { type Folded, foldNodes, refold, type ScoreMatrix, scoreMatrix, weightsOf } from './fold.ts';
import { rankTotals, shownTotal } from './rank.ts';
import { gradeUnder, scoreWith } from './score.ts';
import { type FlatTree, flatten, withWeights } from './tree.ts';
import type { AdjustmentScore, GradeBand, MeasuredObject, ObjectScore, Scheme, VetoScore } from './types.ts';

export interface WhatIfTotal {
  readonly id: string;
  readonly title: string;
  readonly total: number | null;
  /** Before bonuses, deductions and vetoes. */
  readonly base: number | null;
  readonly adjustments: readonly AdjustmentScore[];
  readonly vetoes: readonly VetoScore[];
  readonly rank: number | null;
  readonly grade?: GradeBand;
  /** Against the scheme as it came: points, and places won (positive) or lost. */
  readonly totalChange: number;
  readonly rankChange: number;
}

/** Weights moved in thought (推演). Each one is immutable and shares the normalised scores with the others. */
export interface WhatIf {
  readonly weights: ReadonlyMap<string, number>;
  /** In the order of the objects. Computed when first read; fit for every frame of a drag. */
  readonly totals: readonly WhatIfTotal[];
  /**
   * With one weight moved. proportional (default): the siblings share the rest of 100 as before; none: they stay.
   * Throws RulesError `UNKNOWN_INDICATOR` or `INVALID_WEIGHT`.
   */
  withWeight(nodeId: string, weight: number, redistribution?: 'proportional' | 'none'): WhatIf;
  /** The full result with nodes and reasons. */
  result(): ObjectScore[];
  /** The scheme with these weights, rounded to two decimals so that siblings still sum to 100. */
  scheme(): Scheme;
}

interface Base {
  readonly scheme: Scheme;
  readonly tree: FlatTree;
  readonly byId: ReadonlyMap<string, number>;
  readonly matrix: ScoreMatrix;
  readonly objects: readonly MeasuredObject[];
  readonly effects: readonly Effect[];
  readonly before: ReturnType<typeof ranked>;
}

/** Prepares what-ifs over measured values: normalising is done once, a moved weight costs only the roll-up. */
export function createWhatIf(
  scheme: Scheme,
  measured: { readonly objects: readonly MeasuredObject[] },
): WhatIf {
  const tree = flatten(scheme);
  const matrix = scoreMatrix(tree, measured.objects);
  const weights = weightsOf(tree);
  const byId = new Map(tree.nodes.map((n) => [n.node.id, n.index]));
  const effects = effectsOf(scheme, measured.objects);
  const folded = foldNodes(tree, weights, matrix);
  const base: Base = {
    scheme,
    tree,
    byId,
    matrix,
    objects: measured.objects,
    effects,
    before: ranked(scheme, folded.totals, effects),
  };
  return state(base, weights, () => folded);
}

/** Totals as they are shown, and their ranks. */
function ranked(scheme: Scheme, bases: Float64Array, effects: readonly Effect[]) {
  const totals = effects.map((effect, i) => shownTotal(applied(bases[i] as number, effect), scheme.decimals));
  return { totals, ranks: rankTotals(totals, scheme.ties) };
}

function state(base: Base, weights: Float64Array, fold: () => Folded): WhatIf {
  let totals: readonly WhatIfTotal[] | undefined;
  let known: Folded | undefined;
  const folded = () => {
    known ??= fold();
    return known;
  };
  return {
    get weights() {
      return new Map(base.tree.nodes.map((n) => [n.node.id, weights[n.index] as number]));
    },
    get totals() {
      totals ??= totalsOf(base, folded().totals);
      return totals;
    },
    withWeight(nodeId, weight, redistribution = 'proportional') {
      const index = base.byId.get(nodeId);
      if (index === undefined) throw new RulesError('UNKNOWN_INDICATOR', `指标“${nodeId}”不存在。`);
      const next = moved(base.tree, weights, index, weight, redistribution);
      return state(base, next, () => refold(base.tree, next, folded(), index));
    },
    result: () => scoreWith(base.scheme, base.tree, weights, base.matrix, base.objects, base.effects),
    scheme: () => withWeights(base.scheme, roundedWeights(base.tree, weights)),
  };
}

function totalsOf({ scheme, effects, objects, before }: Base, bases: Float64Array): WhatIfTotal[] {
  const { totals, ranks } = ranked(scheme, bases, effects);
  return objects.map(({ id, title }, i) => {
    const effect = effects[i] as Effect;
    const [total, rank] = [totals[i] as number | null, ranks[i] as number | null];
    const [was, place] = [before.totals[i] as number | null, before.ranks[i] as number | null];
    const found: { -readonly [K in keyof WhatIfTotal]: WhatIfTotal[K] } = {
      id,
      title,
      total,
      base: shownTotal(bases[i] as number, scheme.decimals),
      adjustments: effect.adjustments,
      vetoes: effect.vetoes,
      rank,
      totalChange: total === null || was === null ? 0 : total - was,
      rankChange: rank === null || place === null ? 0 : place - rank,
    };
    // this runs per frame: no object more than must be
    const grade = gradeUnder(effect, total, scheme);
    if (grade) found.grade = grade;
    return found;
  });
}

function moved(
  tree: FlatTree,
  weights: Float64Array,
  index: number,
  weight: number,
  redistribution: 'proportional' | 'none',
): Float64Array {
  const { siblings } = tree.nodes[index] as FlatTree['nodes'][number];
  const next = weights.slice();
  if (redistribution === 'none') {
    if (!(weight >= 0 && weight <= WEIGHT_TOTAL)) {
      throw new RulesError('INVALID_WEIGHT', `权重 ${weight} 无效，应在 0 至 100 之间。`);
    }
    next[index] = weight;
    return next;
  }
  const group = siblings.map((s) => weights[s] as number);
  redistribute(group, siblings.indexOf(index), weight).forEach((w, i) => {
    next[siblings[i] as number] = w;
  });
  return next;
}

/** Sibling groups that sum to 100 (but for the last digits) are rounded together; others stay as they are. */
function roundedWeights(tree: FlatTree, weights: Float64Array): Map<string, number> {
  const rounded = new Map<string, number>();
  for (const { siblings, index } of tree.nodes) {
    if (siblings[0] !== index) continue;
    const group = siblings.map((s) => weights[s] as number);
    const sum = group.reduce((a, b) => a + b, 0);
    const values = Math.abs(sum - WEIGHT_TOTAL) < 1e-6 ? roundWeights(group) : group;
    siblings.forEach((s, i) => {
      rounded.set((tree.nodes[s] as FlatTree['nodes'][number]).node.id, values[i] as number);
    });
  }
  return rounded;
}
