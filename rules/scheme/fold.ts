import { fillMissing, normalise } from './scales.ts';
import type { FlatTree } from './tree.ts';
import type { IndicatorLeaf, MeasuredObject } from './types.ts';

/** Scores of all leaves for all objects: row by object, column by leaf; NaN where left out. */
export interface ScoreMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly scores: Float64Array;
}

/** Normalises every column once; moving weights needs nothing of it again. */
export function scoreMatrix(tree: FlatTree, objects: readonly MeasuredObject[]): ScoreMatrix {
  const [rows, columns] = [objects.length, tree.leaves.length];
  const scores = new Float64Array(rows * columns);
  tree.leaves.forEach(({ node }, column) => {
    const leaf = node as IndicatorLeaf;
    const raw = objects.map((o) =>
      Object.hasOwn(o.values, leaf.id) ? (o.values[leaf.id]?.value ?? null) : null,
    );
    fillMissing(leaf, normalise(leaf, raw)).forEach((score, row) => {
      scores[row * columns + column] = score ?? Number.NaN;
    });
  });
  return { rows, columns, scores };
}

/**
 * Rolls one object up: `out[i]` becomes the score of node i, NaN when all below is left out. Returns the total.
 * Weights count by their proportion among the siblings that have a score, so that a draft whose weights do not
 * sum to 100 still gives scores of 0 to 100. Plain arithmetic: this runs per frame while a weight is dragged.
 */
export function fold(
  tree: FlatTree,
  weights: Float64Array,
  matrix: ScoreMatrix,
  row: number,
  out: Float64Array,
  sums: Float64Array,
): number {
  const { nodes } = tree;
  const offset = row * matrix.columns;
  out.fill(0);
  sums.fill(0);
  let [total, sum] = [0, 0];
  // children come after their parent, so going backwards every group is complete when it is reached
  for (let i = nodes.length - 1; i >= 0; i--) {
    const { column, parent } = nodes[i] as (typeof nodes)[number];
    let score: number;
    if (column >= 0) score = matrix.scores[offset + column] as number;
    else score = (sums[i] as number) > 0 ? (out[i] as number) / (sums[i] as number) : Number.NaN;
    out[i] = score;
    if (Number.isNaN(score)) continue;
    const weight = weights[i] as number;
    if (parent < 0) {
      total += weight * score;
      sum += weight;
    } else {
      out[parent] = (out[parent] as number) + weight * score;
      sums[parent] = (sums[parent] as number) + weight;
    }
  }
  return sum > 0 ? total / sum : Number.NaN;
}

/** Totals of all objects, NaN where there is nothing to score. */
export function foldAll(tree: FlatTree, weights: Float64Array, matrix: ScoreMatrix): Float64Array {
  const totals = new Float64Array(matrix.rows);
  const [out, sums] = [new Float64Array(tree.nodes.length), new Float64Array(tree.nodes.length)];
  for (let row = 0; row < matrix.rows; row++) totals[row] = fold(tree, weights, matrix, row, out, sums);
  return totals;
}

export const weightsOf = (tree: FlatTree): Float64Array =>
  Float64Array.from(tree.nodes, (n) => n.node.weight);
