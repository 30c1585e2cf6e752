/** The numbers over the public list: what there is by kind, year, body and status, and the package's own figures. */
import type { MatterDeps } from '../cases/ports.ts';
import type { PublicCase } from './collections.ts';
import type { PublicOverview } from './schemas.ts';

type Entry = Pick<
  PublicCase,
  'packageId' | 'publication' | 'year' | 'lead' | 'leadName' | 'status' | 'figures'
>;

export interface OverviewQuery {
  packageId?: string | undefined;
  year?: number | undefined;
  lead?: string | undefined;
}

export class PublicOverviews {
  readonly #deps: MatterDeps;
  /** What stands published, kept until something is published, changed or withdrawn. */
  #entries: Promise<Entry[]> | undefined;
  #listening: { close(): void } | undefined;

  constructor(deps: MatterDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#listening = this.#deps.store.onCommit((ops) => {
      if (ops.some((op) => op.collection === 'publicCases')) this.#entries = undefined;
    });
  }

  stop(): void {
    this.#listening?.close();
  }

  async of(q: OverviewQuery): Promise<PublicOverview> {
    this.#entries ??= this.#read();
    const all = await this.#entries;
    const is = (e: Entry, skip?: keyof OverviewQuery) =>
      (skip === 'packageId' || !q.packageId || e.packageId === q.packageId) &&
      (skip === 'year' || !q.year || e.year === q.year) &&
      (skip === 'lead' || !q.lead || e.lead === q.lead);
    const chosen = all.filter((e) => is(e));
    const kinds = [...new Set(all.map((e) => e.packageId))];
    const releases = (await this.#deps.releases.current()).filter((r) => kinds.includes(r.packageId));
    const packageId = q.packageId ?? (kinds.length === 1 ? kinds[0] : undefined);
    const figures = releases.find((r) => r.packageId === packageId)?.manifest.board?.figures ?? [];
    return {
      total: chosen.length,
      packages: releases.map((r) => ({
        id: r.packageId,
        title: r.manifest.title,
        intro: [...r.publications.values()][0]?.intro ?? '',
      })),
      years: [...new Set(all.filter((e) => is(e, 'year')).map((e) => e.year))].sort((a, b) => b - a),
      bodies: counted(
        all.filter((e) => is(e, 'lead') && e.lead),
        (e) => ({ id: e.lead, title: e.leadName }),
      ).sort((a, b) => a.title.localeCompare(b.title, 'zh')),
      statuses: counted(chosen, (e) => e.status),
      figures: figures.flatMap(({ id, title }) => {
        const base = chosen.filter((e) => Object.hasOwn(e.figures, id));
        const hit = base.filter((e) => e.figures[id]).length;
        return base.length > 0
          ? [{ id, title, value: (hit / base.length) * 100, hit, base: base.length }]
          : [];
      }),
    };
  }

  async #read(): Promise<Entry[]> {
    const entries: Entry[] = [];
    let after: string | undefined;
    do {
      const page = await this.#deps.store.find<PublicCase>('publicCases', {
        where: { withdrawn: false },
        sort: ['-publishedAt'],
        limit: 1000,
        ...(after ? { after } : {}),
      });
      for (const { packageId, publication, year, lead, leadName, status, figures } of page.items) {
        entries.push({ packageId, publication, year, lead, leadName, status, figures });
      }
      after = page.next;
    } while (after);
    return entries;
  }
}

function counted<T extends { id: string; title: string }>(
  entries: Entry[],
  of: (e: Entry) => T,
): (T & { count: number })[] {
  const found = new Map<string, T & { count: number }>();
  for (const e of entries) {
    const key = of(e);
    const known = found.get(key.id);
    if (known) known.count += 1;
    else found.set(key.id, { ...key, count: 1 });
  }
  return [...found.values()];
}
