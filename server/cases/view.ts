/** Everything that the page of a case shows, filtered by what the person may see. */
import { type LegalClock, remaining, status } from '../../rules/index.ts';
import { type Actor, may } from '../auth/actor.ts';
import type { Elector } from '../ballots/collections.ts';
import { ballotView } from '../ballots/view.ts';
import type { CaseClock } from '../clocks/collections.ts';
import { notFound } from '../http/problem.ts';
import type { RegisterEntry } from '../registers/collections.ts';
import type { Case, CaseAct, Submission } from './collections.ts';
import type { CaseContext } from './context.ts';
import { titleOf } from './drawing.ts';
import { fillingsOf } from './fillings.ts';
import { idsOf, namesOf, summaryOf } from './list.ts';
import { mayRead } from './readers.ts';
import { seesResults } from './results.ts';
import type { CaseView } from './schemas.ts';
import { timeLine } from './timeline.ts';

export async function caseView(x: CaseContext, actor: Actor, id: string): Promise<CaseView> {
  const { store, engine, releases } = x.deps;
  const c = await store.get<Case>('cases', id);
  if (!c || !mayRead(actor, c)) throw notFound('事项');
  const release = (await releases.get(c.releaseId))!;
  const elements = await x.drawings.elements(release);
  const root = c.processInstanceKey;
  const [history, found, submissions, acts, register, tasks, rounds, files, clocks] = await Promise.all([
    root ? engine.history(root) : [],
    root ? engine.incidents({ processInstanceKey: root, state: 'ACTIVE' }) : [],
    store.find<Submission>('submissions', { where: { caseId: id }, sort: ['at'], limit: 1000 }),
    store.find<CaseAct>('caseActs', { where: { caseId: id }, sort: ['at'], limit: 1000 }),
    store.find<RegisterEntry>('registerEntries', { where: { caseId: id }, sort: ['createdAt'], limit: 200 }),
    x.tasks.ofCase(id),
    x.ballots.ofCase(id),
    x.files.ofCase(id),
    x.clocks.ofCase(id),
  ]);
  const results = await seesResults(x.deps, actor, { ...c, caseId: c.id });
  const helpersAre = release.manifest.parties.helpersAre ?? 'co-handlers';
  const bodies = actor.memberships.filter((m) => m.kind === 'body').map((m) => m.orgId);
  const evaluated = helpersAre === 'evaluated' && bodies.some((id) => c.helpers.includes(id));
  const all = seesAll(actor, c, evaluated);
  const party = evaluated || [c.initiator, ...c.deputies, ...c.electors].includes(actor.userId);
  const line = timeLine(submissions.items, acts.items, history, elements);
  const open = tasks.filter((t) => t.state === 'open');
  const voter = (roundId: string) => store.get<Elector>('electors', `${roundId}:${actor.userId}`);
  const linked = await store.getMany<Case>(
    'cases',
    c.links.map((l) => l.caseId),
  );
  const forms = await fillingsOf(
    { c, release, elements, directory: x.deps.directory, submissions: submissions.items, tasks },
    actor,
    { reads: all ? 'all' : party ? 'party' : 'public', results },
  );
  const entries = forms.flatMap((f) => f.entries);
  const visible = JSON.stringify(entries);
  const manage = may(actor, 'cases.manage', c.orgPath);
  return {
    case: summaryOf(c),
    drawing: { file: release.process.file, xml: release.files[release.process.file] ?? '' },
    path: {
      elementIds: ids(history, 'ELEMENT_COMPLETED'),
      flowIds: ids(history, 'SEQUENCE_FLOW_TAKEN'),
    },
    activeElements: [...new Set(c.active.map((a) => a.elementId))],
    overdueElements: [...new Set(open.filter((t) => t.overdue).map((t) => t.elementId))],
    incidents: found.map((i) => ({
      incidentKey: i.incidentKey,
      elementId: i.elementId,
      elementName: titleOf(elements.get(i.elementId), i.elementId),
      message: manage ? i.errorMessage : '出现异常，等待管理员处理',
      ...(manage ? { errorType: i.errorType } : {}),
      createdAt: i.createdAt,
    })),
    helpersAre,
    forms,
    files: files
      .filter((f) => all || f.kind === 'document' || f.by === actor.userId || visible.includes(f.id))
      .map(({ id, name, size, type, kind, at }) => ({ id, name, size, type, kind, at })),
    clocks: clocks.map((clock) => clockView(x, clock)),
    ballots: await Promise.all(
      rounds.map(async (r) => ballotView(r, await x.ballots.desk.cast(r), await voter(r.id), { results })),
    ),
    tasks: all ? await Promise.all(tasks.map((t) => x.tasks.summary(t, actor))) : [],
    registers: all
      ? register.items.map((e) => ({
          id: e.id,
          register: e.register,
          title: release.registers.get(e.register)?.title ?? e.register,
          state: e.state,
          data: e.data,
        }))
      : [],
    links: c.links.flatMap((l, i) => {
      const to = linked[i];
      return to && mayRead(actor, to) ? [{ ...l, title: to.title, number: to.number }] : [];
    }),
    timeLine: all ? line : line.map(({ reason: _, ...entry }) => entry),
    names: await namesOf(x.deps, [
      ...idsOf(c),
      ...line.flatMap((e) => (e.by ? [e.by] : [])),
      ...tasks.flatMap((t) => (t.subject ? [t.subject] : [])),
      ...entries.flatMap((e) => [e.by, ...(e.body ? [e.body] : []), ...e.earlier.map((x) => x.by)]),
      ...idsIn(entries.flatMap((e) => [e.data, ...e.earlier.map((x) => x.data)])),
    ]),
    may: { join: await x.mayJoin(actor, c), cancel: manage && c.state === 'active', retry: manage },
  };
}

/** Texts in form data that look like an id of a person or organisation, at any depth. */
function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[a-z0-9][a-z0-9-]{1,39}$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(idsIn);
}

/** Offices and the bodies that handle it see all; the evaluated and those whose matter it is what is meant for them. */
function seesAll(actor: Actor, c: Case, evaluated: boolean): boolean {
  if (may(actor, 'cases.read', c.orgPath)) return true;
  if (evaluated) return false;
  const bodies = [...(c.lead ? [c.lead] : []), ...c.helpers];
  for (const key of c.workers ?? []) if (key.startsWith('body:')) bodies.push(key.slice(5));
  return actor.memberships.some((m) => m.kind === 'body' && bodies.includes(m.orgId));
}

function ids(history: { type: string; elementId?: string }[], type: string): string[] {
  return [...new Set(history.flatMap((e) => (e.type === type && e.elementId ? [e.elementId] : [])))];
}

function clockView(x: CaseContext, c: CaseClock): CaseView['clocks'][number] {
  const data = c.data as LegalClock;
  const now = x.deps.clock.now();
  const left = remaining(data, x.calendar.current, now);
  return {
    clock: c.clock,
    title: c.title,
    round: c.round,
    status: status(data, x.calendar.current, now),
    startedAt: c.data.startedAt,
    ...(c.dueDate ? { dueDate: c.dueDate } : {}),
    provisional: c.provisional,
    ...(left.days === undefined ? {} : { daysLeft: left.days }),
    ...(left.workingDays === undefined ? {} : { workingDaysLeft: left.workingDays }),
    ...(c.data.stoppedAt ? { stoppedAt: c.data.stoppedAt } : {}),
    extensions: c.data.extensions,
    suspensions: c.data.suspensions,
  };
}
