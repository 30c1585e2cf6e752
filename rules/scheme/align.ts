import { diffSchemes, type SchemeChange } from './diff.ts';
import { flatten } from './tree.ts';
import type { Indicator, Scheme } from './types.ts';

/** One indicator of two versions, found by its id. */
export interface AlignedIndicator {
  readonly id: string;
  readonly depth: number;
  /** Absent: only the other version has it. */
  readonly before?: Indicator;
  readonly after?: Indicator;
  /** Whether it stands under another parent. */
  readonly moved: boolean;
  /** Names of its properties that differ: weight, scale, source … */
  readonly changed: ReadonlySet<string>;
}

/**
 * Two versions of a scheme side by side: in the order of the newer tree, what only the older one has behind its last
 * sibling that is still there (or its parent), deepest trees included.
 */
export function alignSchemes(
  before: Scheme,
  after: Scheme,
): {
  readonly rows: AlignedIndicator[];
  /** Changes of the scheme itself, its bonuses, deductions and vetoes. */
  readonly own: SchemeChange[];
} {
  const changes = diffSchemes(before, after);
  const [old, now] = [flatten(before).nodes, flatten(after).nodes];
  const was = new Map(old.map((n) => [n.node.id, n]));
  const is = new Set(now.map((n) => n.node.id));
  const of = (id: string) => changes.filter((c) => c.id === id);
  const row = (id: string, depth: number, a?: Indicator, b?: Indicator): AlignedIndicator => ({
    ...{ id, depth },
    ...(a ? { before: a } : {}),
    ...(b ? { after: b } : {}),
    moved: of(id).some((c) => c.kind === 'moved'),
    changed: new Set(of(id).flatMap((c) => (c.field ? [c.field] : []))),
  });
  const rows = now.map(({ node, depth }) => row(node.id, depth, was.get(node.id)?.node, node));
  old.forEach((n, i) => {
    if (is.has(n.node.id)) return;
    // what stood before it in the old tree is already there, kept or put in
    const previous = old[i - 1]?.node.id;
    const at = previous === undefined ? -1 : rows.findIndex((r) => r.id === previous);
    rows.splice(at + 1, 0, row(n.node.id, n.depth, n.node));
  });
  return { rows, own: changes.filter((c) => c.id === undefined || !(was.has(c.id) || is.has(c.id))) };
}
