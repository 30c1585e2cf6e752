/** Lists of cases: by reader's keys, with filters that the indexes serve (see collections.ts). */
import type { Actor } from '../auth/actor.ts';
import type { Page, Where } from '../store/port.ts';
import type { Case } from './collections.ts';
import type { MatterDeps } from './ports.ts';
import { keysOfView, mayRead } from './readers.ts';
import type { CaseListQuery, CasePage, CaseSummary } from './schemas.ts';

const STATES = ['active', 'completed', 'cancelled'];
/** Pages that one question reads at most. */
const MOST_PAGES = 20;

export async function listCases(deps: MatterDeps, actor: Actor, q: CaseListQuery): Promise<CasePage> {
  if (q.ids !== undefined) {
    const ids = [...new Set(q.ids.split(',').filter(Boolean))].slice(0, 500);
    const found = (await deps.store.getMany<Case>('cases', ids)).filter((c) => c !== undefined);
    return pageOf(
      deps,
      found.filter((c) => mayRead(actor, c)),
    );
  }
  const search = q.q?.trim();
  const narrow = !search && (q.packageId || q.year || q.lead || q.stage);
  const where: Where = {
    readers: { in: keysOfView(actor, q.view) },
    state: q.state ?? { in: STATES },
    // an index names package and year before body and stage: what is not asked for is filled with all there is
    packageId: q.packageId ?? (narrow ? { in: await packages(deps) } : undefined),
    year: q.year ?? (narrow ? { in: years(deps) } : undefined),
    lead: q.lead,
    stage: q.stage,
    ...(search ? { $search: search } : {}),
  };
  const own = (c: Case) => c.initiator === actor.userId || c.deputies.includes(actor.userId);
  const wanted = (c: Case) =>
    !(q.view === 'joinable' && own(c)) &&
    (q.overdue === undefined || String(c.overdue && c.state === 'active') === q.overdue);
  const page = await matching(deps, where, q, wanted);
  return pageOf(deps, page.items, page.next);
}

/** Pages read on until one is filled: for what no index tells apart. A page may hold some more than asked for. */
async function matching(
  deps: MatterDeps,
  where: Where,
  q: CaseListQuery,
  wanted: (c: Case) => boolean,
): Promise<Page<Case>> {
  const items: Case[] = [];
  let after = q.after;
  for (let i = 0; i < MOST_PAGES; i++) {
    const page = await deps.store.find<Case>('cases', {
      where,
      sort: ['-createdAt'],
      limit: q.limit,
      ...(after ? { after } : {}),
    });
    items.push(...page.items.filter(wanted));
    after = page.next;
    if (!after || items.length >= q.limit) break;
  }
  return { items, ...(after ? { next: after } : {}) };
}

const packages = async (deps: MatterDeps) => (await deps.releases.current()).map((r) => r.packageId);

function years(deps: MatterDeps): number[] {
  const now = Number(deps.clock.today().slice(0, 4));
  return Array.from({ length: 15 }, (_, i) => now + 1 - i);
}

async function pageOf(deps: MatterDeps, found: Case[], next?: string): Promise<CasePage> {
  const ids = found.flatMap(idsOf);
  return { items: found.map(summaryOf), names: await namesOf(deps, ids), ...(next ? { next } : {}) };
}

/** Ids of the people and organisations that a summary of the case names. */
export const idsOf = (c: Pick<Case, 'orgId' | 'initiator' | 'lead' | 'helpers' | 'deputies'>): string[] => [
  c.orgId,
  c.initiator,
  ...(c.lead ? [c.lead] : []),
  ...c.helpers,
  ...c.deputies,
];

/** Names of people and organisations by id. */
export async function namesOf(deps: MatterDeps, ids: string[]): Promise<Record<string, string>> {
  const entries = await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const found = (await deps.directory.person(id)) ?? (await deps.directory.org(id));
      return [id, found?.name ?? id] as const;
    }),
  );
  return Object.fromEntries(entries);
}

export function summaryOf(c: Case): CaseSummary {
  const { id, number, title, packageId, releaseId, orgId, year, state, stage, helpers, deputies, initiator } =
    c;
  return {
    ...{ id, number, title, packageId, releaseId, orgId, year, state, stage, helpers, deputies, initiator },
    ...(c.lead ? { lead: c.lead } : {}),
    overdue: c.overdue,
    incidents: c.incidents,
    createdAt: c.createdAt,
    updatedAt: c.updatedAt,
    ...(c.endedAt ? { endedAt: c.endedAt } : {}),
  };
}
