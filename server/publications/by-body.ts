/** Forms that several bodies filled in beside one another (a multi-instance over them): what each of them gave, for the public page. */
import type { Actor } from '../auth/actor.ts';
import type { Case, Submission } from '../cases/collections.ts';
import { fillingsOf } from '../cases/fillings.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { Release } from '../packages/release.ts';
import type { Task } from '../tasks/collections.ts';

export interface OfBody {
  /** Organisation id. */
  body: string;
  value: unknown;
}

/** Sees what all may see. */
const ANYBODY: Pick<Actor, 'userId' | 'memberships'> = { userId: '', memberships: [] };

/**
 * By fact (`form.<form>.<field>`), for public fields of these facts' forms only: the latest of each body and item, in the order in
 * which they came in. Nothing for a form that one body filled in, or one after another (who had the matter before has no say).
 */
export async function valuesByBody(
  deps: MatterDeps,
  c: Case,
  release: Release,
  facts: readonly string[],
): Promise<Map<string, OfBody[]>> {
  const formOf = (fact: string) => /^form\.([^.]+)\./.exec(fact)?.[1] ?? '';
  const forms = new Set(facts.map(formOf).filter((form) => (c.forms[form]?.count ?? 0) > 1));
  const found = new Map<string, OfBody[]>();
  if (forms.size === 0) return found;
  const all = await deps.store.find<Submission>('submissions', {
    ...{ where: { caseId: c.id }, sort: ['at'], limit: 1000 },
  });
  const given = all.items.filter((s) => forms.has(s.form));
  // a submission has its task's id
  const tasks = await deps.store.getMany<Task>(
    'tasks',
    given.map((s) => s.id),
  );
  const ofItems = tasks.filter((t) => t?.about !== undefined || t?.subject !== undefined) as Task[];
  const ids = new Set(ofItems.map((t) => t.id));
  const filled = await fillingsOf(
    {
      ...{ c, release, elements: new Map(), directory: deps.directory },
      submissions: given.filter((s) => ids.has(s.id)),
      tasks: ofItems,
    },
    ANYBODY,
    { reads: 'public', results: true },
  );
  for (const { form, entries } of filled) {
    const prefix = `form.${form.id}.`;
    const bodies = new Set(entries.map((e) => e.body));
    if (bodies.size < 2 || bodies.has(undefined)) continue;
    for (const fact of facts.filter((f) => f.startsWith(prefix)))
      found.set(
        fact,
        entries.map((e) => ({ body: e.body!, value: e.data[fact.slice(prefix.length)] })),
      );
  }
  return found;
}
