/** Brings indexes, reservations and search fields in line with the declared collections, at open and under the lease. */
import type { mongo } from 'mongoose';
import type { CompiledCollection, CompiledIndex } from '../compile.ts';
import { ConflictError } from '../port.ts';
import { fieldOf } from './query.ts';
import { RESERVATIONS, reservationKeys } from './simulate.ts';
import { fromStored, type StoredDoc, searchFields } from './stored.ts';

interface LayoutDoc {
  _id: string;
  signature: string;
}

const BATCH = 500;

function keysOf(index: CompiledIndex): Record<string, 1 | -1> {
  return {
    ...Object.fromEntries(index.keys.map((k) => [fieldOf(k.path), k.desc ? -1 : 1] as const)),
    _id: 1,
  };
}

async function openIndexes(db: mongo.Db, c: CompiledCollection): Promise<void> {
  const docs = db.collection(c.name);
  const wanted = new Map(c.indexes.map((i) => [`x:${i.name}`, keysOf(i)]));
  if (c.search.length > 0) wanted.set('x:$search', { grams: 1 });
  const standing = (await docs.indexes().catch(noCollection)).map((i) => String(i.name));
  for (const name of standing) if (name.startsWith('x:') && !wanted.has(name)) await docs.dropIndex(name);
  for (const [name, keys] of wanted) if (!standing.includes(name)) await docs.createIndex(keys, { name });
}

function noCollection(error: unknown): { name?: string }[] {
  if ((error as { codeName?: string }).codeName === 'NamespaceNotFound') return [];
  throw error;
}

/** What is derived from the documents beside indexes: another signature means that it must be made again. */
function signatureOf(c: CompiledCollection): string {
  return JSON.stringify([c.indexes.filter((i) => i.unique).map((i) => i.name), c.search]);
}

async function rebuild(db: mongo.Db, c: CompiledCollection): Promise<void> {
  const docs = db.collection<StoredDoc>(c.name);
  const reservations = db.collection<StoredDoc>(RESERVATIONS);
  await reservations.deleteMany({ 'doc.collection': c.name });
  let last = '';
  for (;;) {
    const batch = await docs
      .find({ _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    for (const stored of batch) {
      const doc = fromStored(stored);
      const { text, grams } = searchFields(c, doc);
      const update = text
        ? { $set: { text, grams: grams! } }
        : { $unset: { text: '' as const, grams: '' as const } };
      await docs.updateOne({ _id: stored._id }, update);
      for (const key of reservationKeys(c, doc)) {
        const reservation = { _id: key, rev: 1, seq: stored.seq, doc: { owner: doc.id, collection: c.name } };
        if (await reservations.findOne({ _id: key })) {
          throw new ConflictError('unique', c.name, doc.id, [key]);
        }
        await reservations.insertOne(reservation);
      }
    }
    if (batch.length < BATCH) return;
    last = batch.at(-1)!._id;
  }
}

export async function openLayout(db: mongo.Db, collections: CompiledCollection[]): Promise<void> {
  const layout = db.collection<LayoutDoc>('store.layout');
  const known = new Map((await layout.find().toArray()).map((l) => [l._id, l.signature]));
  for (const c of collections) {
    await openIndexes(db, c);
    const signature = signatureOf(c);
    if (known.get(c.name) === signature) continue;
    await rebuild(db, c);
    await layout.updateOne({ _id: c.name }, { $set: { signature } }, { upsert: true });
  }
}
