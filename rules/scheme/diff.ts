import { type FlatNode, flatten, isGroup } from './tree.ts';
import type { Scheme } from './types.ts';

export interface SchemeChange {
  readonly kind: 'added' | 'removed' | 'moved' | 'changed';
  /** Id of the indicator, adjustment or veto; absent for the scheme's own properties. */
  readonly id?: string;
  readonly title: string;
  /** weight, scale, source …; absent when added, removed or moved. */
  readonly field?: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

const SCHEME_FIELDS = [
  'title',
  'description',
  'objectKind',
  'facts',
  'conditions',
  'ties',
  'decimals',
  'grades',
  'gradeRules',
  'weightsFrom',
  'adjustmentCaps',
  'localNumbers',
] as const;
const NODE_FIELDS = [
  'title',
  'weight',
  'description',
  'direction',
  'unit',
  'scale',
  'missing',
  'source',
] as const;

/** What differs between two versions of a scheme, by indicator id, in the order of the newer tree. */
export function diffSchemes(before: Scheme, after: Scheme): SchemeChange[] {
  const [old, now] = [flatten(before).nodes, flatten(after).nodes];
  const byId = new Map(old.map((n) => [n.node.id, n]));
  const ids = new Set(now.map((n) => n.node.id));
  const changes: SchemeChange[] = fieldChanges(before, after, SCHEME_FIELDS, after.title);
  for (const n of now) {
    const was = byId.get(n.node.id);
    const name = { id: n.node.id, title: n.node.title };
    if (!was) {
      changes.push({ kind: 'added', ...name, to: n.node.weight });
      continue;
    }
    const [from, to] = [parentId(old, was), parentId(now, n)];
    if (from !== to) changes.push({ kind: 'moved', ...name, from, to });
    for (const c of fieldChanges(was.node, n.node, NODE_FIELDS, n.node.title))
      changes.push({ ...c, id: n.node.id });
    if (isGroup(was.node) !== isGroup(n.node)) changes.push({ kind: 'changed', ...name, field: 'children' });
  }
  for (const { node } of old) {
    if (!ids.has(node.id))
      changes.push({ kind: 'removed', id: node.id, title: node.title, from: node.weight });
  }
  for (const list of ['adjustments', 'vetoes'] as const)
    changes.push(...listChanges(before[list] ?? [], after[list] ?? [], list));
  return changes;
}

const ITEM_FIELDS = [
  'title',
  'description',
  'kind',
  'points',
  'source',
  'when',
  'cap',
  'grade',
  'atMost',
] as const;
type Item = { readonly id: string; readonly title: string };

/** Adjustments or vetoes by id; `field` of an added or removed one is the list. Their order decides who gets capped. */
function listChanges(before: readonly Item[], after: readonly Item[], list: string): SchemeChange[] {
  const changes = after.flatMap((item): SchemeChange[] => {
    const was = before.find((b) => b.id === item.id);
    if (!was) return [{ kind: 'added', id: item.id, title: item.title, field: list }];
    return fieldChanges(was, item, ITEM_FIELDS, item.title).map((c) => ({ ...c, id: item.id }));
  });
  const [old, now] = [before, after].map((l) => l.map((x) => x.id));
  const kept = (ids: readonly string[] = [], others: readonly string[] = []) =>
    ids.filter((id) => others.includes(id));
  if (canonical(kept(old, now)) !== canonical(kept(now, old)))
    changes.push({ kind: 'changed', title: list, field: list, from: old, to: now });
  const gone = before.filter((b) => !after.some((a) => a.id === b.id));
  return [
    ...changes,
    ...gone.map(({ id, title }): SchemeChange => ({ kind: 'removed', id, title, field: list })),
  ];
}

const parentId = (nodes: readonly FlatNode[], n: FlatNode) => nodes[n.parent]?.node.id;

function fieldChanges(
  before: object,
  after: object,
  fields: readonly string[],
  title: string,
): SchemeChange[] {
  return fields.flatMap((field): SchemeChange[] => {
    const [from, to] = [before, after].map((o) => (o as Record<string, unknown>)[field]);
    return canonical(from) === canonical(to) ? [] : [{ kind: 'changed', title, field, from, to }];
  });
}

/** JSON with sorted keys: the order in which an editor writes keys is no change. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  ) ?? '';
