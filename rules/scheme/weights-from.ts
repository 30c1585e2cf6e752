import { flatten } from './tree.ts';
import type { Scheme } from './types.ts';

/** An indicator whose weight is no longer the one that was taken from the round. */
export interface AdjustedWeight {
  readonly id: string;
  readonly title: string;
  /** As taken; undefined when the indicator was added to the group afterwards. */
  readonly taken: number | undefined;
  /** As it is; undefined when the indicator is no longer there. */
  readonly now: number | undefined;
}

/**
 * What was changed by hand since the scheme took its weights from a round (已在赋权结果上调整), in the order of the tree.
 * Empty when nothing was, or when the weights are of no round. Weights are compared in thousandths, as everywhere.
 */
export function adjustedWeights(scheme: Pick<Scheme, 'indicators' | 'weightsFrom'>): AdjustedWeight[] {
  const taken = scheme.weightsFrom?.weights;
  if (!taken) return [];
  const { nodes } = flatten(scheme);
  const of = (id: string) => (Object.hasOwn(taken, id) ? taken[id] : undefined);
  const changed = nodes.flatMap(({ node, siblings }): AdjustedWeight[] => {
    const was = of(node.id);
    if (was !== undefined) {
      if (Math.round(was * 1000) === Math.round(node.weight * 1000)) return [];
      return [{ id: node.id, title: node.title, taken: was, now: node.weight }];
    }
    const weighed = siblings.some((s) => of(nodes[s]?.node.id ?? '') !== undefined);
    return weighed ? [{ id: node.id, title: node.title, taken: undefined, now: node.weight }] : [];
  });
  const ids = new Set(nodes.map((n) => n.node.id));
  const gone = Object.keys(taken).filter((id) => !ids.has(id));
  return [...changed, ...gone.map((id) => ({ id, title: id, taken: of(id), now: undefined }))];
}
