/** The Store on SQLite (libsql): one file, write-ahead log, every commit synced. */
import { CollectionRegistry } from './collections.ts';
import { readCursor } from './cursor.ts';
import { CommitQueue } from './group.ts';
import { Listeners } from './listeners.ts';
import { pageLimit, pageOf } from './page.ts';
import { type Plan, planQuery } from './plan.ts';
import type { CollectionDefinition, Op, Query, Store } from './port.ts';
import { type PreparedOp, prepare } from './prepare.ts';
import { applyOp } from './sqlite/apply.ts';
import { Connection } from './sqlite/connection.ts';
import { tables } from './sqlite/layout.ts';
import { countDocs, type FoundDoc, readDoc, selectPage } from './sqlite/read.ts';
import { openSchema } from './sqlite/schema.ts';

interface Commit {
  ops: Op[];
  prepared: PreparedOp[];
}

/** One transaction for the group, a savepoint for each commit: a conflict fails its own commit and no other. */
async function writeGroup(db: Connection, group: Commit[]): Promise<unknown[]> {
  db.begin();
  try {
    const outcomes = group.map(({ prepared }) => {
      db.exec('SAVEPOINT one');
      try {
        for (const op of prepared) applyOp(db, op);
        db.exec('RELEASE one');
        return undefined;
      } catch (error) {
        // A full disk or an I/O error ends the whole transaction: then nobody's commit stands.
        if (!db.inTransaction) throw error;
        db.exec('ROLLBACK TO one');
        db.exec('RELEASE one');
        return error;
      }
    });
    await db.commit();
    return outcomes;
  } catch (error) {
    db.rollback();
    throw error;
  }
}

/**
 * Opens (and creates) a store. Index structures of collections whose indexes have changed are rebuilt first.
 * One process only: see `openStore` for the lock. StoreUsageError for a collection that cannot be.
 */
export async function createSqliteStore(options: {
  file: string;
  collections: CollectionDefinition[];
  /** `false`: not durable until closed and synced by the caller. */
  synced?: boolean;
}): Promise<Store> {
  const registry = new CollectionRegistry(options.collections);
  const db = new Connection(options.file, options.synced === false ? { synced: false } : {});
  openSchema(db, registry.all());
  const listeners = new Listeners();
  const queue = new CommitQueue<Commit>(async (group) => {
    const outcomes = await writeGroup(db, group);
    group.forEach(({ ops }, i) => {
      if (outcomes[i] === undefined) listeners.tell(ops);
    });
    return outcomes;
  });

  const store = {
    async get(collection: string, id: string): Promise<FoundDoc | undefined> {
      const c = registry.get(collection);
      return readDoc(db.row(`SELECT id, rev, doc FROM ${tables.docs(c)} WHERE id = ?`, [id]));
    },
    async getMany(collection: string, ids: string[]): Promise<(FoundDoc | undefined)[]> {
      const c = registry.get(collection);
      const sql = `SELECT id, rev, doc FROM ${tables.docs(c)} WHERE id IN (SELECT value FROM json_each(?))`;
      const rows = db.rows<[string, number, string]>(sql, [JSON.stringify(ids)]);
      const found = new Map(rows.map((row) => [row[0], row]));
      return ids.map((id) => readDoc(found.get(id)));
    },
    async find(collection: string, query: Query) {
      const c = registry.get(collection);
      const plan: Plan = planQuery(c, query);
      const limit = pageLimit(query.limit);
      const after = query.after === undefined ? undefined : readCursor(plan.sort, query.after);
      const docs = selectPage(db, c, plan, limit + 1, after);
      return pageOf(plan, docs, limit);
    },
    async count(collection: string, where: Query['where'] = {}): Promise<number> {
      const c = registry.get(collection);
      return countDocs(db, c, planQuery(c, { where }));
    },
    async commit(ops: Op[]): Promise<void> {
      if (ops.length > 0) await queue.push({ ops, prepared: ops.map((op) => prepare(registry, op)) });
    },
    onCommit: (listener: (ops: Op[]) => void) => listeners.add(listener),
    async close(): Promise<void> {
      await queue.close();
      db.close();
    },
  };
  return store as Store;
}
