/** One op on the overlay: its precondition, its document, and the reservations of its unique keys. */
import { type CompiledCollection, type CompiledIndex, entriesOf } from '../compile.ts';
import { ConflictError, type Doc } from '../port.ts';
import type { PreparedOp } from '../prepare.ts';
import type { Overlay, Touched } from './overlay.ts';

/** Unique keys are documents here: `_id` is the key, `owner` the id of the document that has it. */
export const RESERVATIONS = 'store.unique';

function reservationsOf(c: CompiledCollection, doc: object | undefined): Map<string, CompiledIndex> {
  const keys = new Map<string, CompiledIndex>();
  if (!doc) return keys;
  for (const index of c.indexes.filter((i) => i.unique)) {
    for (const entry of entriesOf(c, index, doc)) {
      if (!entry.includes(null)) keys.set(JSON.stringify([c.name, index.name, ...entry]), index);
    }
  }
  return keys;
}

export function reservationDoc(c: CompiledCollection, key: string, owner: string): Doc {
  return { id: key, rev: 1, owner, collection: c.name };
}

export function reservationKeys(c: CompiledCollection, doc: object): string[] {
  return [...reservationsOf(c, doc).keys()];
}

/** What an op will look at, as far as can be said before it is tried. */
export function touchedBy(op: PreparedOp): Touched[] {
  const self = { collection: op.collection.name, id: op.id };
  if (op.op !== 'put') return [self];
  return [self, ...reservationKeys(op.collection, op.doc).map((id) => ({ collection: RESERVATIONS, id }))];
}

async function write(
  overlay: Overlay,
  c: CompiledCollection,
  id: string,
  old: Doc | undefined,
  doc: Doc | undefined,
) {
  const before = reservationsOf(c, old);
  const after = reservationsOf(c, doc);
  // What is given up must be known as standing, or it would not count as a change.
  const given = [...before.keys()].filter((key) => !after.has(key));
  await overlay.prefetch(given.map((id) => ({ collection: RESERVATIONS, id })));
  for (const key of before.keys()) {
    if (!after.has(key)) overlay.set({ collection: RESERVATIONS, id: key }, undefined);
  }
  for (const [key, index] of after) {
    if (before.has(key)) continue;
    const held = await overlay.get({ collection: RESERVATIONS, id: key });
    if (held) throw new ConflictError('unique', c.name, id, index.fields);
    overlay.set({ collection: RESERVATIONS, id: key }, reservationDoc(c, key, id));
  }
  overlay.set({ collection: c.name, id }, doc);
}

/** ConflictError when a precondition or a unique index forbids it. */
export async function simulate(overlay: Overlay, op: PreparedOp): Promise<void> {
  const { collection: c, id, ifRev } = op;
  const current = await overlay.get({ collection: c.name, id });
  if (!current && (op.op === 'patch' || (ifRev !== undefined && ifRev > 0))) {
    throw new ConflictError('missing', c.name, id);
  }
  if (current && ifRev !== undefined && current.rev !== ifRev)
    throw new ConflictError('revision', c.name, id);
  if (op.op === 'put') {
    await write(overlay, c, id, current, { ...op.doc, rev: (current?.rev ?? 0) + 1 });
  } else if (op.op === 'patch') {
    const { rev, ...fields } = current!;
    await write(overlay, c, id, current, { ...op.merge(fields as { id: string }).doc, rev: rev + 1 });
  } else if (op.op === 'delete' && current) {
    await write(overlay, c, id, current, undefined);
  }
}
