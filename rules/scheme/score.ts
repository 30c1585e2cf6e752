import { fold, type ScoreMatrix, scoreMatrix, weightsOf } from './fold.ts';
import { gradeOf, rankTotals, shownTotal } from './rank.ts';
import { type FlatTree, flatten } from './tree.ts';
import type { IndicatorLeaf, MeasuredObject, NodeScore, ObjectScore, Scheme, ScoreReason } from './types.ts';

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
): ObjectScore[] {
  const [out, sums] = [new Float64Array(tree.nodes.length), new Float64Array(tree.nodes.length)];
  const rows = objects.map((object, row) => {
    const total = fold(tree, weights, matrix, row, out, sums);
    return { total: shownTotal(total, scheme.decimals), nodes: nodeScores(tree, weights, out, object) };
  });
  const ranks = rankTotals(
    rows.map((r) => r.total),
    scheme.ties,
  );
  const means = meanContributions(tree, rows);
  return objects.map((object, i): ObjectScore => {
    const { total, nodes } = rows[i] as (typeof rows)[number];
    const grade = gradeOf(total, scheme.grades);
    return {
      id: object.id,
      title: object.title,
      total,
      rank: ranks[i] as number | null,
      ...(grade ? { grade: { id: grade.id, title: grade.title } } : {}),
      nodes,
      reasons: reasonsOf(nodes, means),
    };
  });
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

/** Mean points of each leaf over the objects that have a total; undefined when these are fewer than two. */
function meanContributions(
  tree: FlatTree,
  rows: readonly { total: number | null; nodes: readonly NodeScore[] }[],
): ReadonlyMap<string, number> | undefined {
  const scored = rows.filter((r) => r.total !== null);
  if (scored.length < 2) return undefined;
  return new Map(
    tree.leaves.map(({ node, index }) => {
      const points = scored.map((r) => r.nodes[index]?.contribution ?? 0).sort((a, b) => a - b);
      return [node.id, points.reduce((n, p) => n + p, 0) / points.length];
    }),
  );
}

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
    const all = reason((n) => n.contribution - (means.get(n.id) as number));
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
