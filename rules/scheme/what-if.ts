import { RulesError } from '../common/problem.ts';
import { redistribute, roundWeights, WEIGHT_TOTAL } from '../weights/sets.ts';
import { foldAll, type ScoreMatrix, scoreMatrix, weightsOf } from './fold.ts';
import { gradeOf, rankTotals, shownTotal } from './rank.ts';
import { scoreWith } from './score.ts';
import { type FlatTree, flatten, withWeights } from './tree.ts';
import type { GradeBand, MeasuredObject, ObjectScore, Scheme } from './types.ts';

export interface WhatIfTotal {
  readonly id: string;
  readonly title: string;
  readonly total: number | null;
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
  readonly before: readonly { total: number | null; rank: number | null }[];
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
  const base: Base = {
    scheme,
    tree,
    byId,
    matrix,
    objects: measured.objects,
    before: ranked(scheme, foldAll(tree, weights, matrix)),
  };
  return state(base, weights);
}

function ranked(scheme: Scheme, totals: Float64Array) {
  const shown = Array.from(totals, (t) => shownTotal(t, scheme.decimals));
  const ranks = rankTotals(shown, scheme.ties);
  return shown.map((total, i) => ({ total, rank: ranks[i] as number | null }));
}

function state(base: Base, weights: Float64Array): WhatIf {
  let totals: readonly WhatIfTotal[] | undefined;
  return {
    get weights() {
      return new Map(base.tree.nodes.map((n) => [n.node.id, weights[n.index] as number]));
    },
    get totals() {
      totals ??= totalsOf(base, weights);
      return totals;
    },
    withWeight(nodeId, weight, redistribution = 'proportional') {
      const index = base.byId.get(nodeId);
      if (index === undefined) throw new RulesError('UNKNOWN_INDICATOR', `指标“${nodeId}”不存在。`);
      return state(base, moved(base.tree, weights, index, weight, redistribution));
    },
    result: () => scoreWith(base.scheme, base.tree, weights, base.matrix, base.objects),
    scheme: () => withWeights(base.scheme, roundedWeights(base.tree, weights)),
  };
}

function totalsOf(base: Base, weights: Float64Array): WhatIfTotal[] {
  return ranked(base.scheme, foldAll(base.tree, weights, base.matrix)).map(({ total, rank }, i) => {
    const { id, title } = base.objects[i] as MeasuredObject;
    const before = base.before[i] as Base['before'][number];
    const grade = gradeOf(total, base.scheme.grades);
    return {
      id,
      title,
      total,
      rank,
      ...(grade ? { grade } : {}),
      totalChange: total === null || before.total === null ? 0 : total - before.total,
      rankChange: rank === null || before.rank === null ? 0 : before.rank - rank,
    };
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
