/** The writes of a commit, applied so that doing it twice, or late, changes nothing. */
import type { mongo } from 'mongoose';
import type { CollectionRegistry } from '../collections.ts';
import type { Doc } from '../port.ts';
import { encodeFields } from './names.ts';
import type { Change } from './overlay.ts';
import { RESERVATIONS } from './simulate.ts';
import { type Body, type StoredDoc, toBody } from './stored.ts';

export interface Write {
  collection: string;
  id: string;
  /** null: delete. */
  body: Body | null;
  isNew: boolean;
}

const DUPLICATE_KEY = 11000;

function bodyOf(registry: CollectionRegistry, collection: string, doc: Doc): Body {
  if (collection !== RESERVATIONS) return toBody(registry.get(collection), doc);
  const { id: _id, rev, ...fields } = doc;
  return { rev, doc: encodeFields(fields) };
}

export function writesOf(registry: CollectionRegistry, changes: Change[]): Write[] {
  return changes.map(({ collection, id, doc, isNew }) => ({
    collection,
    id,
    isNew,
    body: doc ? bodyOf(registry, collection, doc) : null,
  }));
}

function operation(seq: number, w: Write): mongo.AnyBulkWriteOperation<StoredDoc> {
  // Only what an earlier commit wrote is touched: a later one has been here when this does not match.
  const filter = { _id: w.id, seq: { $lt: seq } };
  if (!w.body) return { deleteOne: { filter } };
  if (w.isNew) return { insertOne: { document: { _id: w.id, seq, ...w.body } } };
  return { replaceOne: { filter, replacement: { seq, ...w.body } } };
}

function onlyDuplicates(error: unknown): boolean {
  const errors = (error as mongo.MongoBulkWriteError).writeErrors;
  const list = Array.isArray(errors) ? errors : errors ? [errors] : [];
  return list.length > 0 && list.every((e) => e.code === DUPLICATE_KEY);
}

/** `before` is asked before each request (the lease). In a transaction nothing is applied twice, so nothing is forgiven. */
export async function applyWrites(
  db: mongo.Db,
  seq: number,
  writes: Write[],
  before: () => void,
  session?: mongo.ClientSession,
): Promise<void> {
  for (const name of new Set(writes.map((w) => w.collection))) {
    before();
    const ops = writes.filter((w) => w.collection === name).map((w) => operation(seq, w));
    try {
      await db
        .collection<StoredDoc>(name)
        .bulkWrite(ops, { ordered: false, ...(session ? { session } : {}) });
    } catch (error) {
      if (session || !onlyDuplicates(error)) throw error;
    }
  }
}
