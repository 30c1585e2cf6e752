import { entropyWeights } from '../weights/entropy.ts';
import { score } from './score.ts';
import { flatten } from './tree.ts';
import type { MeasuredObject, Scheme } from './types.ts';

/**
 * Entropy weights (熵权) of each set of siblings by node id, to be shown beside those of people: over the objects that
 * have a score in every sibling. A set with fewer than two such objects, or with one member only, is absent.
 */
export function schemeEntropy(
  scheme: Scheme,
  measured: { readonly objects: readonly MeasuredObject[] },
): ReadonlyMap<string, number> {
  const { nodes } = flatten(scheme);
  const scored = score(scheme, measured);
  const found = new Map<string, number>();
  for (const { siblings, index } of nodes) {
    if (siblings[0] !== index || siblings.length < 2) continue;
    const rows = scored
      .map((s) => siblings.map((i) => s.nodes[i]?.normalised ?? null))
      .filter((row): row is number[] => row.every((x) => x !== null));
    if (rows.length < 2) continue;
    entropyWeights(rows).weights.forEach((w, k) => {
      found.set(nodes[siblings[k] as number]?.node.id as string, w);
    });
  }
  return found;
}
