/** Reading the task list, and the deeds as one object for routes and scenarios. */
import type { FormDocument } from '../../forms/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Submission } from '../cases/collections.ts';
import { notFound } from '../http/problem.ts';
import type { Where } from '../store/port.ts';
import type { Task, TaskDraft } from './collections.ts';
import { completeTask } from './complete.ts';
import { loadTask, mayManage, maySee, type TaskContext } from './context.ts';
import { claimTask, type HandOver, handOverTask, releaseTask, saveDraft, urgeTask } from './deeds.ts';
import { NO_DUE } from './due.ts';
import { isFor, lanesFor } from './lanes.ts';
import type { TaskCounts, TaskListQuery, TaskPage, TaskSummary, TaskView } from './schemas.ts';
import { sendBackTask } from './send-back.ts';

export class TaskService {
  readonly #x: TaskContext;

  constructor(x: TaskContext) {
    this.#x = x;
  }

  complete = (actor: Actor, id: string, data: Record<string, unknown>) =>
    completeTask(this.#x, actor, id, data);
  claim = (actor: Actor, id: string) => claimTask(this.#x, actor, id);
  release = (actor: Actor, id: string) => releaseTask(this.#x, actor, id);
  handOver = (actor: Actor, id: string, r: HandOver) => handOverTask(this.#x, actor, id, r);
  sendBack = (actor: Actor, id: string, reason: string) => sendBackTask(this.#x, actor, id, reason);
  urge = (actor: Actor, id: string, text: string) => urgeTask(this.#x, actor, id, text);
  saveDraft = (actor: Actor, id: string, r: { data: Record<string, unknown>; rev: number }) =>
    saveDraft(this.#x, actor, id, r);

  /** Overdue first, then by due date, those without one last; done ones latest first. */
  async list(actor: Actor, q: TaskListQuery): Promise<TaskPage> {
    const lanes = lanesFor(actor, q.view);
    if (lanes.length === 0) return { items: [] };
    const done = q.view === 'done';
    const where: Where = {
      lanes: lanes.length === 1 ? lanes[0]! : { in: lanes },
      packageId: q.packageId,
      lead: done ? undefined : q.lead,
      dueSort: done || !q.due ? undefined : dueRange(q.due, this.#x.deps.clock.today()),
      ...(q.q?.trim() ? { $search: q.q.trim() } : {}),
    };
    const page = await this.#x.deps.store.find<Task>('tasks', {
      where,
      sort: done ? ['-completedAt'] : ['dueSort'],
      limit: q.limit,
      ...(q.after ? { after: q.after } : {}),
    });
    const items = await Promise.all(page.items.map((t) => this.summary(t, actor)));
    return { items, ...(page.next ? { next: page.next } : {}) };
  }

  async counts(actor: Actor): Promise<TaskCounts> {
    const count = (lanes: string[], more: Where = {}) =>
      lanes.length === 0 ? 0 : this.#x.deps.store.count('tasks', { lanes: { in: lanes }, ...more });
    const mine = lanesFor(actor, 'mine');
    const groups = lanesFor(actor, 'groups');
    const late = { dueSort: { lt: this.#x.deps.clock.today() } };
    const [m, g, overdue, all] = await Promise.all([
      count(mine),
      count(groups),
      count([...mine, ...groups], late),
      count(lanesFor(actor, 'all')),
    ]);
    return { mine: m, groups: g, overdue, all };
  }

  async view(actor: Actor, id: string): Promise<TaskView> {
    const loaded = await loadTask(this.#x, id);
    if (!maySee(actor, loaded)) throw notFound('任务');
    const { task, case: c, form } = loaded;
    const open = task.state === 'open';
    const mine = open && isFor(actor, task);
    const manage = open && mayManage(actor, task);
    const { data, draftRev } = await this.#data(task, form, c.data, mine);
    return {
      task: await this.summary(task, actor),
      elementId: task.elementId,
      ...(form ? { form: form as unknown as Record<string, unknown> } : {}),
      data,
      draftRev,
      may: {
        complete: mine,
        claim: mine && !task.assignee,
        release:
          open && !!task.assignee && task.audience.length > 0 && (task.assignee === actor.userId || manage),
        handOver: mine || manage,
        sendBack: mine && task.sendBack,
        urge: manage || (open && [c.initiator, ...c.deputies].includes(actor.userId)),
      },
    };
  }

  async #data(
    task: Task,
    form: FormDocument | undefined,
    byForm: Record<string, Record<string, unknown>>,
    mine: boolean,
  ): Promise<Pick<TaskView, 'data' | 'draftRev'>> {
    const { store } = this.#x.deps;
    if (task.state === 'completed') {
      return { data: (await store.get<Submission>('submissions', task.id))?.data ?? {}, draftRev: 0 };
    }
    if (!mine) return { data: {}, draftRev: 0 };
    const draft = await store.get<TaskDraft>('taskDrafts', task.id);
    if (draft) return { data: draft.data, draftRev: draft.rev };
    return { data: task.returned && form ? (byForm[form.id] ?? {}) : {}, draftRev: 0 };
  }

  /** Open tasks of a case, for its page and for scenarios. */
  async ofCase(caseId: string): Promise<Task[]> {
    const page = await this.#x.deps.store.find<Task>('tasks', {
      where: { caseId },
      sort: ['createdAt'],
      limit: 1000,
    });
    return page.items;
  }

  async summary(t: Task, actor: Actor): Promise<TaskSummary> {
    const { directory } = this.#x.deps;
    const name = async (id: string | undefined) => (id ? (await directory.person(id))?.name : undefined);
    const [assigneeName, completedByName] = await Promise.all([name(t.assignee), name(t.completedBy)]);
    return {
      id: t.id,
      name: t.name,
      ...(t.subject ? { subject: t.subject } : {}),
      caseId: t.caseId,
      caseNumber: t.caseNumber,
      caseTitle: t.caseTitle,
      packageId: t.packageId,
      orgId: t.orgId,
      lead: t.lead,
      stage: t.stage,
      state: t.state,
      ...(t.assignee ? { assignee: t.assignee } : {}),
      ...(assigneeName ? { assigneeName } : {}),
      audience: t.audience,
      createdAt: t.createdAt,
      ...(t.dueDate ? { dueDate: t.dueDate } : {}),
      dueProvisional: t.dueProvisional,
      overdue: t.state === 'open' && t.dueSort < this.#x.deps.clock.today(),
      urged: t.urged,
      returned: t.returned,
      ...(t.completedAt ? { completedAt: t.completedAt } : {}),
      ...(t.completedBy ? { completedBy: t.completedBy } : {}),
      ...(completedByName ? { completedByName } : {}),
      claimable: t.state === 'open' && !t.assignee && isFor(actor, t),
    };
  }
}

function dueRange(due: NonNullable<TaskListQuery['due']>, today: string) {
  const inAWeek = new Date(Date.parse(`${today}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
  switch (due) {
    case 'overdue':
      return { lt: today };
    case 'today':
      return { gte: today, lte: today };
    case 'week':
      return { gte: today, lte: inAWeek };
    case 'later':
      return { gt: inAWeek, lt: NO_DUE };
    case 'none':
      return { gte: NO_DUE };
  }
}
