/** The Store on MongoDB (mongoose): one active writer under a lease. */
import mongoose, { type mongo } from 'mongoose';
import { CollectionRegistry } from './collections.ts';
import { readCursor } from './cursor.ts';
import { Gate } from './gate.ts';
import { CommitQueue } from './group.ts';
import { acquireLease, type LeaseDoc, type LeaseOptions } from './lease.ts';
import { Listeners } from './listeners.ts';
import { Head, type HeadDoc } from './mongo/head.ts';
import { openLayout } from './mongo/layout.ts';
import { filterOf, sortOf } from './mongo/query.ts';
import { fromStored, type StoredDoc } from './mongo/stored.ts';
import { MongoWriter } from './mongo/writer.ts';
import { pageLimit, pageOf } from './page.ts';
import { planQuery } from './plan.ts';
import type { CollectionDefinition, Doc, Op, Query, Store } from './port.ts';
import { type PreparedOp, prepare } from './prepare.ts';

export interface MongoStoreOptions extends LeaseOptions {
  /** A MongoDB connection string with the database's name in it. */
  uri: string;
  collections: CollectionDefinition[];
  /** Default: whether the server says that it is a replica set or a sharded cluster. */
  transactions?: boolean;
}

async function hasTransactions(db: mongo.Db): Promise<boolean> {
  // Older servers know the command by its former name only.
  const hello = await db.command({ hello: 1 }).catch(() => db.command({ isMaster: 1 }));
  return typeof hello.setName === 'string' || hello.msg === 'isdbgrid';
}

/** Takes the lease, shuts out earlier holders and finishes their last commit. */
async function openWriter(
  connection: mongoose.Connection,
  registry: CollectionRegistry,
  options: MongoStoreOptions,
) {
  const db = connection.db!;
  const internal = (name: string) => db.collection(name) as unknown;
  const lease = await acquireLease(internal('store.state') as mongo.Collection<LeaseDoc>, options);
  const gate = new Gate();
  const writer = new MongoWriter({
    client: connection.getClient() as unknown as mongo.MongoClient,
    db,
    registry,
    lease,
    head: new Head(internal('store.state') as mongo.Collection<HeadDoc>, lease),
    gate,
    transactions: options.transactions ?? (await hasTransactions(db)),
  });
  await writer.recover();
  await openLayout(db, registry.all());
  return { db, lease, gate, writer };
}

/**
 * Opens a store on MongoDB. Readers of this process see commits whole. LeaseHeldError when another process is the
 * writer (or waits, with `standby`); once the lease is lost every call fails with LeaseLostError.
 */
export async function createMongoStore(options: MongoStoreOptions): Promise<Store> {
  const registry = new CollectionRegistry(options.collections);
  const connection = await mongoose
    .createConnection(options.uri, { autoIndex: false, autoCreate: false, w: 'majority', journal: true })
    .asPromise();
  const opened = await openWriter(connection, registry, options).catch(async (error) => {
    await connection.close();
    throw error;
  });
  const { db, lease, gate, writer } = opened;
  const listeners = new Listeners();
  const queue = new CommitQueue<{ ops: Op[]; prepared: PreparedOp[] }>(async (group) => {
    const outcomes = await writer.write(group.map((g) => g.prepared));
    group.forEach(({ ops }, i) => {
      if (outcomes[i] === undefined) listeners.tell(ops);
    });
    return outcomes;
  });
  const docsOf = (collection: string) => db.collection<StoredDoc>(registry.get(collection).name);
  // Who holds the lease no more may be in the middle of a commit that its successor has finished: it tells nothing.
  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    const found = await gate.read(work);
    lease.check();
    return found;
  };
  const shown = { projection: { rev: 1, doc: 1 } } as const;

  const store = {
    async get(collection: string, id: string): Promise<Doc | undefined> {
      const docs = docsOf(collection);
      const found = await read(() => docs.findOne({ _id: id }, shown));
      return found ? fromStored(found) : undefined;
    },
    async getMany(collection: string, ids: string[]): Promise<(Doc | undefined)[]> {
      const docs = docsOf(collection);
      const rows = await read(() => docs.find({ _id: { $in: ids } }, shown).toArray());
      const found = new Map(rows.map((row) => [row._id, fromStored(row)]));
      return ids.map((id) => found.get(id));
    },
    async find(collection: string, query: Query) {
      const docs = docsOf(collection);
      const plan = planQuery(registry.get(collection), query);
      const limit = pageLimit(query.limit);
      const after = query.after === undefined ? undefined : readCursor(plan.sort, query.after);
      const rows = await read(() =>
        docs
          .find(filterOf(plan, after), shown)
          .sort(sortOf(plan))
          .limit(limit + 1)
          .toArray(),
      );
      return pageOf(plan, rows.map(fromStored), limit);
    },
    async count(collection: string, where: Query['where'] = {}): Promise<number> {
      const plan = planQuery(registry.get(collection), { where });
      return read(() => docsOf(collection).countDocuments(filterOf(plan)));
    },
    async commit(ops: Op[]): Promise<void> {
      if (ops.length > 0) await queue.push({ ops, prepared: ops.map((op) => prepare(registry, op)) });
    },
    onCommit: (listener: (ops: Op[]) => void) => listeners.add(listener),
    async close(): Promise<void> {
      try {
        await queue.close();
        await lease.release();
      } finally {
        await connection.close();
      }
    },
  };
  return store as Store;
}
