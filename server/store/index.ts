/** Opening the Store that the settings ask for, as its one active writer. */
import { join } from 'node:path';
import { lockDataDir, type WaitOptions } from './lock.ts';
import { type Migration, migrate, migrationCollection } from './migrations/index.ts';
import type { CollectionDefinition, Store } from './port.ts';
import { createSqliteStore } from './sqlite.ts';

/** The database in a data folder. */
export const SQLITE_FILE = 'jiandu.sqlite';

export interface OpenStore extends WaitOptions {
  /** The data folder; created when missing. Holds `jiandu.sqlite` unless `mongoUri` is given. */
  dataDir: string;
  mongoUri?: string;
  collections: CollectionDefinition[];
  migrations?: Migration[];
  /** SQLite only; `false`: commits are not synced, for a folder that is thrown away after a crash. */
  synced?: boolean;
  /** MongoDB only: another process has taken over; this one can write no more and should end. */
  onLost?: (error: Error) => void;
}

async function openSqlite(options: OpenStore, collections: CollectionDefinition[]): Promise<Store> {
  const lock = await lockDataDir(options.dataDir, options);
  try {
    const store = await createSqliteStore({
      file: join(options.dataDir, SQLITE_FILE),
      collections,
      ...(options.synced === false ? { synced: false } : {}),
    });
    return {
      ...store,
      async close() {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openMongo(
  uri: string,
  options: OpenStore,
  collections: CollectionDefinition[],
): Promise<Store> {
  // Loaded on demand: who runs on SQLite does not pay for the driver at start.
  const { createMongoStore } = await import('./mongo.ts');
  return createMongoStore({ ...options, uri, collections });
}

/**
 * Opens the store: MongoDB when `mongoUri` is given, else SQLite in the data folder. Takes the process lock or the
 * lease first: another active process makes a StoreLockedError or, with `standby`, this one waits until it is its
 * turn. Then index structures are brought in line and migrations run.
 */
export async function openStore(options: OpenStore): Promise<Store> {
  const collections = [...options.collections, migrationCollection];
  const { mongoUri } = options;
  const store = mongoUri
    ? await openMongo(mongoUri, options, collections)
    : await openSqlite(options, collections);
  try {
    await migrate(store, options.migrations);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
