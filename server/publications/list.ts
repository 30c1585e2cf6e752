/** The public list. Body, year and kind go by an index; a status is looked for page by page. */
import type { MatterDeps } from '../cases/ports.ts';
import type { PublicCase } from './collections.ts';
import type { PublicItem, PublicPage } from './schemas.ts';

export interface PublicListQuery {
  packageId?: string | undefined;
  year?: number | undefined;
  lead?: string | undefined;
  status?: string | undefined;
  q?: string | undefined;
  limit: number;
  after?: string | undefined;
}

/** Pages that one question reads at most. */
const MOST_PAGES = 50;

export function itemOf(p: PublicCase): PublicItem {
  const { id, packageId, number, title, year, lead, leadName, status, list, updatedAt } = p;
  return { id, packageId, number, title, year, lead, leadName, status, list, updatedAt };
}

/** Latest first. With a status a page may hold some more than asked for, so that the cursor stays true. */
export async function listPublic(deps: MatterDeps, q: PublicListQuery): Promise<PublicPage> {
  const items: PublicItem[] = [];
  let after = q.after;
  for (let i = 0; i < MOST_PAGES; i++) {
    const page = await deps.store.find<PublicCase>('publicCases', {
      where: {
        withdrawn: false,
        packageId: q.packageId,
        year: q.year,
        lead: q.lead,
        ...(q.q?.trim() ? { $search: q.q.trim() } : {}),
      },
      sort: ['-publishedAt'],
      limit: q.limit,
      ...(after ? { after } : {}),
    });
    items.push(...page.items.filter((p) => !q.status || p.status.id === q.status).map(itemOf));
    after = page.next;
    if (!after || items.length >= q.limit) break;
  }
  return { items, ...(after ? { next: after } : {}) };
}
