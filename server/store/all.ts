import type { Store, Stored, Where } from './port.ts';

/** All documents that fit, page by page to the end; for what is known to be no more than fits in memory. */
export async function findAll<T>(store: Store, collection: string, where: Where): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.find<T>(collection, { where, limit: 1000, ...(after ? { after } : {}) });
    found.push(...page.items);
    after = page.next;
    if (!after) return found;
  }
}
