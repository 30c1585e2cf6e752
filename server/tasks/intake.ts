/** Jobs of user tasks become entries of the task list, once per job key; redeliveries change nothing. */
import type { Job } from '../../engine/engine.ts';
import type { JobHandler } from '../blocks/runner.ts';
import type { CalendarService } from '../calendar/service.ts';
import type { Case, CaseAct } from '../cases/collections.ts';
import { type Drawings, type ElementModel, titleOf } from '../cases/drawing.ts';
import type { KeyedLock } from '../cases/lock.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { openToWorkers } from '../cases/workers.ts';
import type { Intents } from '../intents/service.ts';
import { ConflictError } from '../store/port.ts';
import type { Task } from './collections.ts';
import { dueFields, readDue } from './due.ts';
import { lanesOf, tellLists } from './lanes.ts';
import { audienceKey, usersOf } from './people.ts';

export const USER_TASK = 'io.camunda.zeebe:userTask';
const TAKE_IN_MS = 30_000;
const DAY_MS = 86_400_000;
const HEADER = 'io.camunda.zeebe:';

/** Candidate headers are texts of JSON arrays. */
function list(header: string | undefined): string[] {
  if (!header) return [];
  try {
    const parsed: unknown = JSON.parse(header);
    return (Array.isArray(parsed) ? parsed : [parsed]).filter(
      (x) => typeof x === 'string' && x !== '',
    ) as string[];
  } catch {
    return header.split(',').map((s) => s.trim());
  }
}

/** Which of several alike: the item of the nearest multi-instance around the task, as an id or by its title; whom it is about. */
function subjectOf(
  element: ElementModel | undefined,
  variables: Job['variables'],
): Pick<Task, 'subject' | 'about'> {
  for (let at = element; at; at = at.parent) {
    if (!at.loop?.inputElement) continue;
    const item = variables[at.loop.inputElement];
    if (typeof item === 'string') return { subject: item };
    const { title, name, body } = (typeof item === 'object' && item !== null ? item : {}) as Record<
      string,
      unknown
    >;
    const subject = [title, name].find((x) => typeof x === 'string');
    return {
      ...(subject ? { subject } : {}),
      ...(typeof body === 'string' ? { about: body } : {}),
    };
  }
  return {};
}

export class TaskIntake implements JobHandler {
  readonly type = USER_TASK;
  readonly timeout = TAKE_IN_MS;
  readonly hold = DAY_MS;
  readonly #deps: MatterDeps;
  readonly #o: { calendar: CalendarService; drawings: Drawings; intents: Intents; lock: KeyedLock };
  /** Jobs whose cancellation was told before their entry was written. */
  readonly cancelled = new Set<string>();

  constructor(
    deps: MatterDeps,
    o: { calendar: CalendarService; drawings: Drawings; intents: Intents; lock: KeyedLock },
  ) {
    this.#deps = deps;
    this.#o = o;
  }

  async handle(job: Job): Promise<boolean> {
    const { store, log } = this.#deps;
    try {
      const known = await store.get<Task>('tasks', job.key);
      if (known) {
        if (known.state === 'completed') await this.#o.intents.apply(job.key);
        return true;
      }
      const task = await this.#o.lock.run(`task:${job.key}`, () => this.#taskOf(job));
      if (!task) {
        log.error({ job: job.key, element: job.elementId }, 'user task without a case');
        return true;
      }
      const keys = task.assignee ? [`user:${task.assignee}`] : task.audience;
      const notice = await this.#deps.notices.ops({
        to: await usersOf(this.#deps.directory, keys),
        title: `新任务：${task.name}`,
        text: `${task.caseNumber} ${task.caseTitle}`,
        caseId: task.caseId,
        taskId: task.id,
        key: `task:${task.id}`,
      });
      await this.#o.lock.run(task.caseId, async () => {
        const opened = await openToWorkers(this.#deps, task.caseId, keys);
        await store.commit([
          { op: 'put', collection: 'tasks', doc: { ...task }, ifRev: 0 },
          ...notice,
          ...opened,
        ]);
      });
      if (this.cancelled.delete(job.key)) {
        await store.commit([
          {
            op: 'patch',
            collection: 'tasks',
            id: task.id,
            set: { state: 'withdrawn', lanes: [], nextAt: undefined },
          },
        ]);
      }
      tellLists(this.#deps.live, task.id, task.lanes);
      return true;
    } catch (error) {
      // delivered twice, and the other delivery was faster
      if (error instanceof ConflictError && error.collection === 'tasks') return true;
      // never failed towards the engine: it is delivered again when the activation runs out
      log.error({ err: error, job: job.key }, 'user task not taken in');
      return false;
    }
  }

  async #taskOf(job: Job): Promise<Task | undefined> {
    const { store, clock, releases } = this.#deps;
    const caseId = job.variables.caseId;
    const c = typeof caseId === 'string' ? await store.get<Case>('cases', caseId) : undefined;
    if (!c) return undefined;
    const release = await releases.get(c.releaseId);
    const element = release && (await this.#o.drawings.element(release, job.elementId));
    const h = (name: string) => job.customHeaders[`${HEADER}${name}`] || undefined;
    const groups = list(h('candidateGroups')).map((g) => audienceKey(g, c.orgId));
    const users = list(h('candidateUsers')).map((u) => `user:${u}`);
    const mapsDue = element?.inputs.some((m) => m.target[0] === 'taskDue');
    const due = mapsDue ? readDue(job.variables.taskDue) : undefined;
    const returned = await this.#returned(c.id, job.elementId);
    const assignee = returned ?? h('assignee');
    const formKey = h('formKey') ?? element?.userTask?.formKey;
    const now = clock.now();
    const base = {
      id: job.key,
      caseId: c.id,
      caseNumber: c.number,
      caseTitle: c.title,
      packageId: c.packageId,
      releaseId: c.releaseId,
      orgId: c.orgId,
      orgPath: c.orgPath,
      lead: c.lead ?? '',
      elementId: job.elementId,
      elementInstanceKey: job.elementInstanceKey,
      processInstanceKey: job.processInstanceKey,
      name: titleOf(element, job.elementId),
      stage: element?.properties.stage ?? c.stage,
      ...(formKey ? { formKey } : {}),
      sendBack: element?.properties.sendBack === 'true',
      state: 'open' as const,
      ...(assignee ? { assignee } : {}),
      audience: [...new Set([...groups, ...users])],
      createdAt: now,
      ...(due ? { due } : {}),
      reminded: false,
      urged: 0,
      returned: returned !== undefined,
      ...subjectOf(element, job.variables),
    };
    return { ...base, ...dueFields(base, this.#o.calendar.current, now), lanes: lanesOf(base) };
  }

  /** After a 退回 to this element: who had completed it, since it comes back to them. */
  async #returned(caseId: string, elementId: string): Promise<string | undefined> {
    const { store } = this.#deps;
    const acts = await store.find<CaseAct>('caseActs', { where: { caseId }, sort: ['-at'], limit: 50 });
    const back = acts.items.find((a) => a.kind === 'sendBack' && a.elementId === elementId);
    if (!back) return undefined;
    const tasks = await store.find<Task>('tasks', { where: { caseId }, sort: ['-createdAt'], limit: 200 });
    const here = tasks.items.filter((t) => t.elementId === elementId);
    if (here.some((t) => t.returned && t.createdAt >= back.at)) return undefined;
    return here.find((t) => t.state === 'completed')?.completedBy;
  }
}
