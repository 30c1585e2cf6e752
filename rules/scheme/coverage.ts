import { flatten } from './tree.ts';
import type { MeasuredObject, Scheme } from './types.ts';

/** An object that is ranked though not all of its indicators have a value. */
export interface PartialData {
  readonly id: string;
  readonly title: string;
  /** How many of the indicators that weigh have a value, of how many. */
  readonly known: number;
  readonly of: number;
}

/**
 * The objects of which some indicators have a value and some have none: their scores stand on the rules for missing data,
 * so that a rank says less. What has no value at all is not ranked and not in it; indicators of weight 0 do not count.
 * Fewest values first.
 */
export function partialData(
  scheme: Pick<Scheme, 'indicators'>,
  { objects }: { readonly objects: readonly MeasuredObject[] },
): PartialData[] {
  const ids = weighing(scheme);
  return objects
    .map(({ id, title, values }) => ({
      ...{ id, title },
      known: ids.filter((leaf) => typeof values[leaf]?.value === 'number').length,
      of: ids.length,
    }))
    .filter(({ known, of }) => known > 0 && known < of)
    .sort((a, b) => a.known - b.known);
}

/** Ids of the leaves that have a part in the total: neither they nor a group above them weigh nothing. */
function weighing(scheme: Pick<Scheme, 'indicators'>): string[] {
  const { nodes, leaves } = flatten(scheme);
  const weighs = ({ node, parent }: (typeof nodes)[number]): boolean =>
    node.weight > 0 && (parent < 0 || weighs(nodes[parent] as (typeof nodes)[number]));
  return leaves.filter(weighs).map(({ node }) => node.id);
}
