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
  const raw = new Float64Array(rows * columns);
  objects.forEach(({ values }, row) => {
    tree.leaves.forEach(({ node }, column) => {
      const value = Object.hasOwn(values, node.id) ? values[node.id]?.value : undefined;
      raw[row * columns + column] = value ?? Number.NaN;
    });
  });
  return scoresOf(tree, { rows, columns, scores: raw });
}

/** The same from raw values in a matrix of the same shape, NaN where one is missing. */
export function scoresOf(tree: FlatTree, raw: ScoreMatrix): ScoreMatrix {
  const { rows, columns } = raw;
  const scores = new Float64Array(rows * columns);
  const values = new Array<number | null>(rows).fill(null);
  tree.leaves.forEach(({ node }, column) => {
    const leaf = node as IndicatorLeaf;
    for (let row = 0; row < rows; row++) {
      const value = raw.scores[row * columns + column] as number;
      values[row] = Number.isNaN(value) ? null : value;
    }
    fillMissing(leaf, normalise(leaf, values)).forEach((score, row) => {
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

/** Scores of all nodes for all objects, node by node, and the totals. */
export interface Folded {
  readonly rows: number;
  readonly scores: Float64Array;
  readonly totals: Float64Array;
}

/** As foldAll, with what is between: one weight moved then costs only the way up from it. */
export function foldNodes(tree: FlatTree, weights: Float64Array, matrix: ScoreMatrix): Folded {
  const { rows, columns } = matrix;
  const scores = new Float64Array(tree.nodes.length * rows);
  for (let i = tree.nodes.length - 1; i >= 0; i--) {
    const { column } = tree.nodes[i] as FlatTree['nodes'][number];
    if (column >= 0)
      for (let row = 0; row < rows; row++)
        scores[i * rows + row] = matrix.scores[row * columns + column] as number;
    else meanInto(scores, rows, tree.children[i] as readonly number[], weights, scores, i * rows);
  }
  const totals = new Float64Array(rows);
  meanInto(scores, rows, tree.top, weights, totals, 0);
  return { rows, scores, totals };
}

/** The same after weights among the siblings of a node have moved: only what stands above them is reckoned again. */
export function refold(tree: FlatTree, weights: Float64Array, before: Folded, node: number): Folded {
  const { rows } = before;
  const first = (tree.nodes[node] as FlatTree['nodes'][number]).parent;
  const scores = first < 0 ? before.scores : before.scores.slice();
  for (let i = first; i >= 0; i = (tree.nodes[i] as FlatTree['nodes'][number]).parent)
    meanInto(scores, rows, tree.children[i] as readonly number[], weights, scores, i * rows);
  const totals = new Float64Array(rows);
  meanInto(scores, rows, tree.top, weights, totals, 0);
  return { rows, scores, totals };
}

/** Weighted means of the members that have a score, in the order in which `fold` adds them: to the last digit. */
function meanInto(
  scores: Float64Array,
  rows: number,
  members: readonly number[],
  weights: Float64Array,
  out: Float64Array,
  at: number,
): void {
  for (let row = 0; row < rows; row++) {
    let [total, sum] = [0, 0];
    for (let k = members.length - 1; k >= 0; k--) {
      const member = members[k] as number;
      const score = scores[member * rows + row] as number;
      if (Number.isNaN(score)) continue;
      const weight = weights[member] as number;
      total += weight * score;
      sum += weight;
    }
    out[at + row] = sum > 0 ? total / sum : Number.NaN;
  }
}

export const weightsOf = (tree: FlatTree): Float64Array =>
  Float64Array.from(tree.nodes, (n) => n.node.weight);
