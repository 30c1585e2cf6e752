/** Pages: how many documents, and the cursor of the last one. */
import { cursorOf } from './cursor.ts';
import type { Plan } from './plan.ts';
import { type Doc, type Page, StoreUsageError } from './port.ts';

/** The limit of a query; StoreUsageError unless 1 to 1000. */
export function pageLimit(limit = 100): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new StoreUsageError(`limit <${limit}> must be 1 to 1000`);
}

/** A page from one document more than the limit, which only tells that there is a next page. */
export function pageOf(plan: Plan, docs: Doc[], limit: number): Page<Doc> {
  if (docs.length <= limit) return { items: docs };
  const items = docs.slice(0, limit);
  return { items, next: cursorOf(plan.sort, items.at(-1)!) };
}
