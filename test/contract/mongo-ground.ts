/** What the MongoDB tests of crashes and of the lease share: a commit of every kind of write, and stores behind a wire. */
import mongoose, { type mongo } from 'mongoose';
import { acquireLease, type LeaseDoc } from '../../server/store/lease.ts';
import { createMongoStore, type MongoStoreOptions } from '../../server/store/mongo.ts';
import type { Op, Store } from '../../server/store/port.ts';
import type { WireCommand } from '../support/mongo-server/wire.ts';
import { contractCollections } from './store.ts';

/** Opens a store whose driver gives up soon, since these tests break its connections. */
export function openAt(uri: string, more: Partial<MongoStoreOptions> = {}): Promise<Store> {
  const impatient = `${uri}?serverSelectionTimeoutMS=4000`;
  return createMongoStore({ uri: impatient, collections: contractCollections, ...more });
}

/** Uses the driver itself, as another program would. */
export async function withDb<T>(uri: string, use: (db: mongo.Db) => Promise<T>): Promise<T> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    return await use(connection.db as unknown as mongo.Db);
  } finally {
    await connection.close();
  }
}

/** Takes the lease from a holder that is silent for `termMs`, and gives it back at once, so that a store of the usual term can be opened. */
export async function evict(uri: string, termMs = 60): Promise<void> {
  await withDb(uri, async (db) => {
    const docs = db.collection<LeaseDoc>('store.state');
    const lease = await acquireLease(docs, { termMs, standby: true });
    await lease.release();
  });
}

const task = (id: string, key: string, title: string): Op => ({
  op: 'put',
  collection: 'tasks',
  doc: { id, key, title, state: 'open' },
});

/** Stands before. */
export const BEFORE: Op[] = [
  task('changed', 'k-old', '旧'),
  task('deleted', 'k-gone', '将删'),
  { op: 'put', collection: 'other', doc: { id: 'deleted' } },
];

/** Inserts, replaces and deletes in two collections, and gives unique keys up, takes new ones and hands one over. */
export const COMMIT: Op[] = [
  { op: 'patch', collection: 'tasks', id: 'changed', set: { key: 'k-new', title: '新' } },
  { op: 'delete', collection: 'tasks', id: 'deleted' },
  task('added', 'k-gone', '新增'),
  { op: 'delete', collection: 'other', id: 'deleted' },
  { op: 'put', collection: 'other', doc: { id: 'added' } },
];

/** What a reader sees, in one request: `before`, `after`, or whatever else it is. */
export async function seenIn(store: Store): Promise<string> {
  const { items } = await store.find('tasks', { sort: ['id'] });
  const seen = items.map((d) => `${d.id}:${d.key}:${d.title}`).join(' ');
  if (seen === 'changed:k-old:旧 deleted:k-gone:将删') return 'before';
  if (seen === 'added:k-gone:新增 changed:k-new:新') return 'after';
  return seen;
}

/** The whole database, unique keys too: which of them are taken is tried by taking them. */
export async function standingIn(store: Store): Promise<string> {
  const other = (await store.find('other', { sort: ['id'] })).items.map((d) => d.id).join();
  const taken: string[] = [];
  for (const key of ['k-old', 'k-new', 'k-gone']) {
    await store
      .commit([task('try', key, ''), { op: 'delete', collection: 'tasks', id: 'try' }])
      .catch(() => taken.push(key));
  }
  return `${await seenIn(store)} | ${other} | ${taken.join()}`;
}

export const NOTHING = 'before | deleted | k-old,k-gone';
export const ALL = 'after | added | k-new,k-gone';

/** The commands of a commit on a server without transactions: the decision, then the writes. */
export function isWrite(c: WireCommand): boolean {
  return ['insert', 'update', 'delete'].includes(c.name) && c.collection !== 'store.state';
}
