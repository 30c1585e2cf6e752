/**
 * Migrations of stored documents: numbered from 1 without a gap, each run once at start, in one commit with the note
 * that it has run. (Index structures need none: the adapters rebuild them when a declaration changes.)
 *
 * A new one is a file `0001-<name>.ts` that exports a Migration, and one line in `migrations` below.
 */
import { z } from 'zod';
import { defineCollection } from '../collections.ts';
import { type Op, type Store, StoreUsageError } from '../port.ts';

export interface Migration {
  number: number;
  name: string;
  /** Reads what it needs and returns the ops that bring the documents to their new shape. */
  up(store: Pick<Store, 'get' | 'getMany' | 'find' | 'count'>): Promise<Op[]>;
}

export const migrations: Migration[] = [];

export const migrationCollection = defineCollection({
  name: 'store.migrations',
  schema: z.object({ id: z.string(), number: z.int(), name: z.string() }),
});

/** StoreUsageError unless the numbers are 1, 2, 3 … in order. */
export function checkMigrations(list: Migration[]): void {
  list.forEach((m, i) => {
    if (m.number !== i + 1) {
      throw new StoreUsageError(`migration <${m.name}> has number ${m.number} where ${i + 1} is due`);
    }
  });
}

/** Runs what has not run yet; refuses data that a newer version of the program has migrated. */
export async function migrate(store: Store, list: Migration[] = migrations): Promise<void> {
  checkMigrations(list);
  const collection = migrationCollection.name;
  const done = await store.get<{ number: number }>(collection, 'latest');
  const number = done?.number ?? 0;
  if (number > list.length) {
    throw new Error(
      `数据由更新的版本写成（迁移 ${number}，本程序只到 ${list.length}）。请使用更新的程序版本。`,
    );
  }
  let rev = done?.rev ?? 0;
  for (const migration of list.slice(number)) {
    const ops = await migration.up(store);
    const doc = { id: 'latest', number: migration.number, name: migration.name };
    await store.commit([...ops, { op: 'put', collection, doc, ifRev: rev }]);
    rev += 1;
  }
}
