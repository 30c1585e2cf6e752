import type { Indicator, IndicatorGroup, IndicatorLeaf, Scheme } from './types.ts';

export const isGroup = (node: Indicator): node is IndicatorGroup => 'children' in node;

/** A node with its place in the tree; `index` is its place in the flat list. */
export interface FlatNode {
  readonly node: Indicator;
  readonly index: number;
  /** Index of the parent, −1 at the top. */
  readonly parent: number;
  readonly depth: number;
  /** JSON Pointer of the node in the scheme document. */
  readonly pointer: string;
  /** Column of a leaf among the leaves, −1 for a group. */
  readonly column: number;
  /** Indexes of itself and its siblings. */
  readonly siblings: readonly number[];
}

export interface FlatTree {
  readonly nodes: readonly FlatNode[];
  readonly leaves: readonly FlatNode[];
  /** Indexes of the top level; of the children of each node, none for a leaf. */
  readonly top: readonly number[];
  readonly children: readonly (readonly number[])[];
}

/** The tree as a list, parents before children, in the order of the document. */
export function flatten(scheme: Pick<Scheme, 'indicators'>): FlatTree {
  const nodes: FlatNode[] = [];
  const leaves: FlatNode[] = [];
  const children: (readonly number[])[] = [];
  const visit = (list: readonly Indicator[], parent: number, depth: number, pointer: string): number[] => {
    const siblings: number[] = [];
    list.forEach((node, i) => {
      const flat: FlatNode = {
        node,
        index: nodes.length,
        parent,
        depth,
        pointer: `${pointer}/${i}`,
        column: isGroup(node) ? -1 : leaves.length,
        siblings,
      };
      siblings.push(flat.index);
      nodes.push(flat);
      if (isGroup(node))
        children[flat.index] = visit(node.children, flat.index, depth + 1, `${flat.pointer}/children`);
      else {
        children[flat.index] = [];
        leaves.push(flat);
      }
    });
    return siblings;
  };
  const top = visit(scheme.indicators, -1, 0, '/indicators');
  return { nodes, leaves, top, children };
}

export const leavesOf = (scheme: Pick<Scheme, 'indicators'>): IndicatorLeaf[] =>
  flatten(scheme).leaves.map((l) => l.node as IndicatorLeaf);

/** The scheme with other weights, by node id (the weights of a round, for one); nodes not named keep theirs. */
export function withWeights<T extends Pick<Scheme, 'indicators'>>(
  scheme: T,
  weights: ReadonlyMap<string, number> | Readonly<Record<string, number>>,
): T {
  const given: ReadonlyMap<string, number> =
    weights instanceof Map ? weights : new Map(Object.entries(weights));
  const change = (node: Indicator): Indicator => {
    const weight = given.get(node.id) ?? node.weight;
    return isGroup(node) ? { ...node, weight, children: node.children.map(change) } : { ...node, weight };
  };
  return { ...scheme, indicators: scheme.indicators.map(change) };
}
