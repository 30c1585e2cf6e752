/** Ops made ready outside any transaction: checked by schema, frozen as JSON, so that a caller may go on with its objects. */
import { deeperThan } from '../../processes/depth.ts';
import type { CollectionRegistry } from './collections.ts';
import { type CompiledCollection, checkId } from './compile.ts';
import { type Op, StoreUsageError } from './port.ts';

/**
 * MongoDB takes no document of more than 100 levels (documentation, "Limits and thresholds"), some of which are ours. On a
 * single server it would say so only after the commit has been decided, and then for ever.
 */
const MOST_LEVELS_STORED = 90;

export type Fields = Record<string, unknown> & { id: string };

export type PreparedOp = { collection: CompiledCollection; id: string; ifRev?: number } & (
  | { op: 'put'; doc: Fields; text: string }
  | { op: 'patch'; merge(current: Fields): { doc: Fields; text: string } }
  | { op: 'delete' | 'check' }
);

function checked(
  collection: CompiledCollection,
  fields: Record<string, unknown>,
): { doc: Fields; text: string } {
  const parsed = collection.validate(fields);
  if (deeperThan(parsed, MOST_LEVELS_STORED)) {
    throw new StoreUsageError(`document <${fields.id}> of <${collection.name}> is nested too deep`);
  }
  const text = JSON.stringify(parsed);
  return { doc: JSON.parse(text) as Fields, text };
}

function mergeOf(collection: CompiledCollection, op: Extract<Op, { op: 'patch' }>) {
  if ('id' in op.set && op.set.id !== op.id) {
    throw new StoreUsageError(`patch of <${op.id}> in <${collection.name}> would change its id`);
  }
  const removed = new Set(Object.keys(op.set).filter((k) => op.set[k] === undefined));
  const set = JSON.stringify(op.set);
  return (current: Fields) => {
    const kept = Object.entries(current).filter(([k]) => !removed.has(k));
    // fromEntries defines own properties, so that a field called __proto__ stays a field.
    const merged = Object.fromEntries([...kept, ...Object.entries(JSON.parse(set) as object)]);
    return checked(collection, merged);
  };
}

/** StoreUsageError for an unknown collection, an id that cannot be one, a document that breaks its schema. */
export function prepare(registry: CollectionRegistry, op: Op): PreparedOp {
  const collection = registry.get(op.collection);
  const id = op.op === 'put' ? op.doc.id : op.id;
  checkId(collection.name, id);
  const { ifRev } = op;
  if (ifRev !== undefined && !(Number.isSafeInteger(ifRev) && ifRev >= 0)) {
    throw new StoreUsageError(`ifRev <${ifRev}> for <${id}> of <${collection.name}> is no revision`);
  }
  const base = { collection, id, ...(ifRev === undefined ? {} : { ifRev }) };
  if (op.op === 'put') return { ...base, op: 'put', ...checked(collection, op.doc) };
  if (op.op === 'patch') return { ...base, op: 'patch', merge: mergeOf(collection, op) };
  return { ...base, op: op.op };
}
