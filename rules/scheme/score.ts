import { applied, type Effect, effectsOf } from './adjust.ts';
import { fold, type ScoreMatrix, scoreMatrix, weightsOf } from './fold.ts';
import { gradeOf, rankTotals, shownTotal } from './rank.ts';
import { type FlatTree, flatten } from './tree.ts';
import type {
  GradeBand,
  IndicatorLeaf,
  MeasuredObject,
  NodeScore,
  ObjectScore,
  Scheme,
  ScoreReason,
} from './types.ts';

/** Leaves named in the reasons, each way. */
const REASONS = 3;
/** Points below which a difference is no reason. */
const NEGLIGIBLE = 0.005;

/** Scores, ranks, grades and reasons of all objects, in their order. Pure arithmetic over measured values. */
export function score(
  scheme: Scheme,
  measured: { readonly objects: readonly MeasuredObject[] },
): ObjectScore[] {
  const tree = flatten(scheme);
  return scoreWith(scheme, tree, weightsOf(tree), scoreMatrix(tree, measured.objects), measured.objects);
}

/** The same with weights and scores at hand, for what-ifs. */
export function scoreWith(
  scheme: Scheme,
  tree: FlatTree,
  weights: Float64Array,
  matrix: ScoreMatrix,
  objects: readonly MeasuredObject[],
  effects: readonly Effect[] = effectsOf(scheme, objects),
): ObjectScore[] {
  const [out, sums] = [new Float64Array(tree.nodes.length), new Float64Array(tree.nodes.length)];
  const rows = objects.map((object, row) => {
    const base = fold(tree, weights, matrix, row, out, sums);
    return {
      base: shownTotal(base, scheme.decimals),
      total: shownTotal(applied(base, effects[row] as Effect), scheme.decimals),
      nodes: nodeScores(tree, weights, out, object),
    };
  });
  const ranks = rankTotals(
    rows.map((r) => r.total),
    scheme.ties,
  );
  // one alone, or those without a total, make no mean to be measured by
  const scored = rows.filter((r) => r.total !== null);
  const means = scored.length < 2 ? undefined : meanScores(tree, scored);
  return objects.map((object, i): ObjectScore => {
    const { base, total, nodes } = rows[i] as (typeof rows)[number];
    const effect = effects[i] as Effect;
    const grade = gradeUnder(effect, total, scheme);
    const { adjustments, vetoes } = effect;
    return {
      id: object.id,
      title: object.title,
      total,
      base,
      adjustments,
      ...(vetoes[0] ? { veto: vetoes[0], vetoes } : {}),
      rank: ranks[i] as number | null,
      ...(grade ? { grade: { id: grade.id, title: grade.title } } : {}),
      nodes,
      reasons: reasonsOf(nodes, means),
    };
  });
}

/** A veto's grade, whatever the total is; else by the bands. */
export function gradeUnder(
  { grade: forced }: Effect,
  total: number | null,
  { grades }: Pick<Scheme, 'grades'>,
): GradeBand | undefined {
  const set = forced === undefined ? undefined : grades?.find((g) => g.id === forced);
  return set && total !== null ? set : gradeOf(total, grades);
}

function nodeScores(
  tree: FlatTree,
  weights: Float64Array,
  scores: Float64Array,
  object: MeasuredObject,
): NodeScore[] {
  const effective = new Float64Array(tree.nodes.length);
  return tree.nodes.map(({ node, index, parent, depth, column, siblings }): NodeScore => {
    const own = scores[index] as number;
    const present = siblings.filter((s) => !Number.isNaN(scores[s] as number));
    const sum = present.reduce((n, s) => n + (weights[s] as number), 0);
    const above = parent < 0 ? 1 : (effective[parent] as number);
    const share = Number.isNaN(own) || sum <= 0 ? 0 : (above * (weights[index] as number)) / sum;
    effective[index] = share;
    const raw =
      column < 0 || !Object.hasOwn(object.values, node.id) ? null : (object.values[node.id]?.value ?? null);
    return {
      id: node.id,
      title: node.title,
      ...(parent < 0 ? {} : { parent: tree.nodes[parent]?.node.id as string }),
      depth,
      leaf: column >= 0,
      ...(column < 0 ? {} : { raw }),
      normalised: Number.isNaN(own) ? null : own,
      weight: weights[index] as number,
      effectiveWeight: share,
      contribution: share === 0 ? 0 : own * share,
      ...(column >= 0 && raw === null ? { missing: (node as IndicatorLeaf).missing } : {}),
    };
  });
}

/** By id of the node, the mean score of the objects that have one there; nothing where none has. */
export function meanScores(
  { nodes }: Pick<FlatTree, 'nodes'>,
  objects: readonly Pick<ObjectScore, 'nodes'>[],
): ReadonlyMap<string, number> {
  return new Map(
    nodes.flatMap(({ node, index }): [string, number][] => {
      const mean = meanInOrder(objects.flatMap((o) => o.nodes[index]?.normalised ?? []));
      return mean === null ? [] : [[node.id, mean]];
    }),
  );
}

/** In ascending order, so that the order of objects does not show in the last digit; null of none. */
export const meanInOrder = (numbers: readonly number[]): number | null =>
  numbers.length === 0
    ? null
    : [...numbers].sort((a, b) => a - b).reduce((sum, n) => sum + n, 0) / numbers.length;

/**
 * By id of the node, the points that an object has beyond what mean scores would have given it. Of a leaf its effective
 * weight times score minus mean; of a group the sum of its leaves; null where there is no score. Contributions themselves
 * are not compared: where another object lacks data its other weights are larger, and equal scores would seem to differ.
 */
export function pointsBeyondMean(
  nodes: readonly NodeScore[],
  meanOf: (leaf: string) => number | undefined,
): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  // leaves stand after their groups
  for (const n of [...nodes].reverse()) {
    const own = n.leaf ? beyondMean(n, meanOf(n.id)) : (found.get(n.id) ?? null);
    found.set(n.id, own);
    if (n.parent !== undefined && own !== null) found.set(n.parent, (found.get(n.parent) ?? 0) + own);
  }
  return found;
}

const beyondMean = (n: NodeScore, mean: number | undefined): number | null =>
  n.normalised === null || mean === undefined ? null : n.effectiveWeight * (n.normalised - mean);

function reasonsOf(
  nodes: readonly NodeScore[],
  means: ReadonlyMap<string, number> | undefined,
): ObjectScore['reasons'] {
  const leaves = nodes.filter((n) => n.leaf);
  const reason = (points: (n: NodeScore) => number): ScoreReason[] =>
    leaves
      .map((n) => ({ id: n.id, title: n.title, points: points(n) }))
      .filter((r) => Math.abs(r.points) >= NEGLIGIBLE)
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  if (means) {
    const beyond = pointsBeyondMean(nodes, (id) => means.get(id));
    const all = reason((n) => beyond.get(n.id) ?? 0);
    return {
      against: 'mean',
      raised: all.filter((r) => r.points > 0).slice(0, REASONS),
      lowered: all.filter((r) => r.points < 0).slice(0, REASONS),
    };
  }
  return {
    against: 'full',
    raised: reason((n) => n.contribution).slice(0, REASONS),
    lowered: reason((n) => n.contribution - n.effectiveWeight * 100).slice(0, REASONS),
  };
}
