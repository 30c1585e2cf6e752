/** Changes of an indicator tree; each gives a new tree and leaves the old one as it is. */
import { flatten, isGroup } from '../../../rules/scheme/tree.ts';
import type { Indicator, IndicatorLeaf, Scheme } from '../../../rules/scheme/types.ts';
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

/** An indicator to begin with: a share of cases, weight 0 so that nothing else shifts. */
export function newLeaf(scheme: Scheme, under?: string): { scheme: Scheme; id: string } {
  const taken = new Set(flatten(scheme).nodes.map((n) => n.node.id));
  let n = 1;
  while (taken.has(`indicator${n}`)) n++;
  const id = `indicator${n}`;
  const fact = scheme.facts.find((f) => f.type !== 'object' && f.type !== 'array') ?? scheme.facts[0];
  const leaf: IndicatorLeaf = {
    id,
    title: '新指标',
    weight: 0,
    direction: 'higher',
    unit: '%',
    scale: { kind: 'linear', min: 0, max: 100 },
    missing: 'exclude',
    source: {
      kind: 'caseShare',
      hit: { all: fact ? [{ fact: fact.name, operator: 'notEqual', value: null }] : [] },
    },
  };
  if (!under) return { scheme: withList(scheme, [...scheme.indicators, leaf]), id };
  const next = setNode(scheme, under, (g) => (isGroup(g) ? { ...g, children: [...g.children, leaf] } : g));
  return { scheme: next, id };
}

/** An empty group with one indicator of weight 100. */
export function newGroup(scheme: Scheme): Scheme {
  const taken = new Set(flatten(scheme).nodes.map((n) => n.node.id));
  let n = 1;
  while (taken.has(`group${n}`)) n++;
  const id = `group${n}`;
  const group: Indicator = { id, title: '新的一级指标', weight: 0, children: [] };
  const made = newLeaf(withList(scheme, [...scheme.indicators, group]), id);
  return setNode(made.scheme, made.id, (leaf) => ({ ...leaf, weight: 100 }));
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
