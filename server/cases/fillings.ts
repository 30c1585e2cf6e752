/** What was filled in so far: by form, one entry for each body or item that it was filled in for, with the earlier ones. */
import { partyValues, publicValues } from '../../forms/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Release } from '../packages/release.ts';
import type { Task } from '../tasks/collections.ts';
import { formOf } from '../tasks/form.ts';
import type { Case, Submission } from './collections.ts';
import type { ElementModel } from './drawing.ts';
import type { Directory } from './ports.ts';
import type { CaseView } from './schemas.ts';

type Entry = CaseView['forms'][number]['entries'][number];

interface Filled {
  c: Case;
  release: Release;
  elements: Map<string, ElementModel>;
  directory: Directory;
  /** Oldest first. */
  submissions: readonly Submission[];
  tasks: readonly Task[];
}

interface Sight {
  /** `party`: what is meant for those whose matter it is. */
  reads: 'all' | 'party' | 'public';
  /** Also the forms that tell of results. */
  results: boolean;
}

/**
 * The latest of each form, body and item (of a multi-instance), oldest form first; of each only the fields that the person
 * may read. What a person or their own body gave, or what was filled in about that body, they read whole.
 */
export async function fillingsOf(
  x: Filled,
  actor: Pick<Actor, 'userId' | 'memberships'>,
  { reads, results }: Sight,
): Promise<CaseView['forms']> {
  const { c, release, elements } = x;
  const keptBack = new Set(results ? [] : release.manifest.results?.forms);
  const tasks = new Map(x.tasks.map((t) => [t.id, t]));
  const own = new Set(actor.memberships.filter((m) => m.kind === 'body').map((m) => m.orgId));
  const { form: startForm, join } = release.manifest.start;
  const forms = new Map<string, { form: CaseView['forms'][number]['form']; entries: Map<string, Entry> }>();
  for (const s of x.submissions) {
    const form = release.forms.get(s.form) ?? formOf(release, elements.get(s.form), undefined);
    if (!form || (keptBack.has(s.form) && s.by !== actor.userId)) continue;
    const task = tasks.get(s.id);
    const body = task && (await bodyOf(x.directory, task));
    const whole =
      reads === 'all' ||
      s.by === actor.userId ||
      (body !== undefined && own.has(body)) ||
      (s.form === startForm && c.initiator === actor.userId);
    // 附议 adds to that list afterwards
    const joined = join && s.form === startForm ? { [join.field]: c.data[s.form]?.[join.field] } : {};
    const given = { ...s.data, ...joined };
    const data = whole ? given : reads === 'party' ? partyValues(form, given) : publicValues(form, given);
    if (Object.keys(data).length === 0) continue;
    const known = forms.get(s.form) ?? { form: { ...form }, entries: new Map<string, Entry>() };
    const key = `${body ?? ''} ${task?.subject ?? ''}`;
    const before = known.entries.get(key);
    const earlier = before ? [{ data: before.data, by: before.by, at: before.at }, ...before.earlier] : [];
    known.entries.set(key, {
      ...{ data, by: s.by, at: s.at, earlier },
      ...(body ? { body } : {}),
      ...(task?.subject && task.subject !== body ? { subject: task.subject } : {}),
    });
    forms.set(s.form, known);
  }
  return [...forms.values()].map(({ form, entries }) => ({ form, entries: [...entries.values()] }));
}

/** The body that a task is about (the item of its multi-instance), else the one that it was given to. */
async function bodyOf(directory: Directory, t: Task): Promise<string | undefined> {
  const given = t.audience.filter((key) => key.startsWith('body:')).map((key) => key.split(':')[1]);
  for (const id of [t.about, t.subject, ...(given.length === 1 ? given : [])])
    if (id && (await directory.org(id))?.kind === 'body') return id;
  return undefined;
}
