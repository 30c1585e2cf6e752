/** The sample district into an empty MongoDB database: marked while it is under way, since it cannot be moved in whole. */
import { COLLECTIONS } from '../compose.ts';
import { openStore } from '../store/index.ts';
import type { Store } from '../store/port.ts';
import { sampleLoads } from './collections.ts';
import type { Loaded, Mark } from './folder.ts';

interface Where {
  dataDir: string;
  mongoUri: string;
}

async function withStore<T>(where: Where, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ ...where, collections: COLLECTIONS });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function isEmpty(store: Store): Promise<boolean> {
  const load = await store.get<{ id: string; state: string }>(sampleLoads.name, 'district');
  if (load?.state === 'loading') {
    throw new Error(
      '上次载入示例数据时被中断，这个数据库里只有一部分。请删去该数据库（MONGODB_URI 所指）后重新启动，或换一个数据库。',
    );
  }
  return load === undefined && (await store.count('users')) === 0;
}

/** Throws when an earlier load was interrupted: the database then holds a part only. */
export async function intoEmptyDatabase(where: Where, work: () => Promise<Mark>): Promise<Loaded> {
  const note = (state: 'loading' | 'complete') => (store: Store) => {
    const doc = { id: 'district', state, at: new Date().toISOString() };
    return store.commit([{ op: 'put', collection: sampleLoads.name, doc }]);
  };
  const begun = await withStore(where, async (store) => {
    if (!(await isEmpty(store))) return false;
    await note('loading')(store);
    return true;
  });
  if (!begun) return undefined;
  const mark = await work().catch(async (error: unknown) => {
    // What kept it from beginning (a cluster that does not answer, say) must not cost the database.
    await withStore(where, async (store) => {
      if ((await store.count('users')) + (await store.count('packages')) > 0) return;
      await store.commit([{ op: 'delete', collection: sampleLoads.name, id: 'district' }]);
    }).catch(() => undefined);
    throw error;
  });
  await withStore(where, note('complete'));
  return { mark, told: async () => undefined };
}
