/** Changes of an indicator tree; each gives a new tree and leaves the old one as it is. */
import { flatten, isGroup } from '../../../rules/scheme/tree.ts';
import type { Indicator, IndicatorLeaf, Scheme, Source } from '../../../rules/scheme/types.ts';
import { checkWeightSet, redistribute, roundWeights } from '../../../rules/weights/sets.ts';

type List = readonly Indicator[];

/** Replaces the list of siblings in which the node stands. */
function inSiblings(list: List, id: string, change: (siblings: List, index: number) => List): List {
  const index = list.findIndex((n) => n.id === id);
  if (index >= 0) return change(list, index);
  return list.map((n) => (isGroup(n) ? { ...n, children: inSiblings(n.children, id, change) } : n));
}

const withList = (scheme: Scheme, indicators: List): Scheme => ({ ...scheme, indicators });

export const setNode = (scheme: Scheme, id: string, change: (node: Indicator) => Indicator): Scheme =>
  withList(
    scheme,
    inSiblings(scheme.indicators, id, (list, i) => list.map((n, j) => (j === i ? change(n) : n))),
  );

/** `together`: the siblings share the rest of 100 in their proportion, in hundredths. */
export function setWeight(scheme: Scheme, id: string, weight: number, together: boolean): Scheme {
  const next = inSiblings(scheme.indicators, id, (list, i) => {
    if (!together || list.length < 2) return list.map((n, j) => (j === i ? { ...n, weight } : n));
    const weights = roundWeights(
      redistribute(
        list.map((n) => n.weight),
        i,
        Math.min(100, weight),
      ),
    );
    return list.map((n, j) => ({ ...n, weight: weights[j] ?? n.weight }));
  });
  return withList(scheme, next);
}

/** Scales the siblings of a node to 100. */
export const fillUp = (scheme: Scheme, id: string): Scheme =>
  withList(
    scheme,
    inSiblings(scheme.indicators, id, (list) => {
      const sum = list.reduce((n, x) => n + x.weight, 0);
      const weights = roundWeights(sum > 0 ? list.map((x) => x.weight) : list.map(() => 1));
      return list.map((n, j) => ({ ...n, weight: weights[j] ?? n.weight }));
    }),
  );

export const removeNode = (scheme: Scheme, id: string): Scheme =>
  withList(
    scheme,
    inSiblings(scheme.indicators, id, (list, i) => list.filter((_, j) => j !== i)),
  );

export const moveNode = (scheme: Scheme, id: string, by: -1 | 1): Scheme =>
  withList(
    scheme,
    inSiblings(scheme.indicators, id, (list, i) => {
      const to = i + by;
      if (to < 0 || to >= list.length) return list;
      const next = [...list];
      [next[i], next[to]] = [next[to] as Indicator, next[i] as Indicator];
      return next;
    }),
  );

/** An id that nothing of the scheme has yet. */
export function freeId(scheme: Scheme, stem: string): string {
  const taken = new Set([
    ...flatten(scheme).nodes.map((n) => n.node.id),
    ...(scheme.adjustments ?? []).map((a) => a.id),
    ...(scheme.vetoes ?? []).map((v) => v.id),
  ]);
  let n = 1;
  while (taken.has(`${stem}${n}`)) n++;
  return `${stem}${n}`;
}

/** Facts of cases; those of a register's entries (`entry.…`) stand beside them in a scheme. */
export const caseFacts = (facts: Scheme['facts']): Scheme['facts'] =>
  facts.filter((f) => !f.name.startsWith('entry.'));

/** The unit of what a source gives, where it has one of its own. */
export function unitOf(source: Source): string {
  if (source.kind === 'caseShare' || (source.kind === 'ballot' && typeof source.take === 'object'))
    return '%';
  if (source.kind === 'caseCount') return '件';
  return source.kind === 'ballot' ? '分' : '';
}

/**
 * An indicator to begin with, in the list of `under` or at the top: a share of cases where the scheme knows what to ask of
 * them, else given by hand. Alone it has all of the weight; beside others 0, so that nothing shifts.
 */
export function newLeaf(scheme: Scheme, under?: string): { scheme: Scheme; id: string } {
  const id = freeId(scheme, 'indicator');
  const fact = caseFacts(scheme.facts).find((f) => f.type !== 'object' && f.type !== 'array');
  const source: Source = fact
    ? { kind: 'caseShare', hit: { all: [{ fact: fact.name, operator: 'notEqual', value: null }] } }
    : { kind: 'given' };
  const leaf: IndicatorLeaf = {
    id,
    title: '新指标',
    weight: 0,
    direction: 'higher',
    unit: unitOf(source),
    scale: { kind: 'linear', min: 0, max: 100 },
    missing: 'exclude',
    source,
  };
  return { scheme: added(scheme, leaf, under), id };
}

/** A group with one indicator, in the list of `under` or at the top. */
export function newGroup(scheme: Scheme, under?: string): Scheme {
  const id = freeId(scheme, 'group');
  const title = under === undefined ? '新的一级指标' : '新的指标组';
  return newLeaf(added(scheme, { id, title, weight: 0, children: [] }, under), id).scheme;
}

function added(scheme: Scheme, node: Indicator, under: string | undefined): Scheme {
  const into = (list: List): List => [...list, list.length === 0 ? { ...node, weight: 100 } : node];
  if (under === undefined) return withList(scheme, into(scheme.indicators));
  return setNode(scheme, under, (g) => (isGroup(g) ? { ...g, children: into(g.children) } : g));
}

export interface WeightGap {
  /** First of the siblings. */
  id: string;
  /** Whose they are; absent at the top. */
  parent?: string;
  sum: number;
  /** sum − 100. */
  difference: number;
  message: string;
}

/** Sets of siblings whose weights do not sum to 100. */
export function weightGaps(scheme: Scheme): WeightGap[] {
  const { nodes } = flatten(scheme);
  return nodes.flatMap(({ node, siblings, index, parent }) => {
    if (siblings[0] !== index) return [];
    const {
      ok,
      sum,
      difference,
      message = '',
    } = checkWeightSet(siblings.map((s) => nodes[s]?.node.weight ?? 0));
    if (ok) return [];
    const of = nodes[parent]?.node;
    return [{ id: node.id, ...(of ? { parent: of.title } : {}), sum, difference, message }];
  });
}

/** The scheme with equal weights: what is measured does not depend on them, and the server takes only sets of 100. */
export function unweighted(scheme: Scheme): Scheme {
  const even = (list: List): List => {
    const weights = list.length ? roundWeights(list.map(() => 1)) : [];
    return list.map((n, i) => {
      const weight = weights[i] ?? 100;
      return isGroup(n) ? { ...n, weight, children: even(n.children) } : { ...n, weight };
    });
  };
  return withList(scheme, even(scheme.indicators));
}
