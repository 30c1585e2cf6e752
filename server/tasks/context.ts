/** What the deeds on tasks share. */
import type { FormDocument } from '../../forms/index.ts';
import { localDateOf } from '../../rules/index.ts';
import type { Actor } from '../auth/actor.ts';
import { may } from '../auth/actor.ts';
import type { CalendarService } from '../calendar/service.ts';
import type { Case } from '../cases/collections.ts';
import type { Drawings, ElementModel } from '../cases/drawing.ts';
import type { KeyedLock } from '../cases/lock.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { mayRead } from '../cases/readers.ts';
import type { FileService } from '../files/service.ts';
import { conflict, forbidden, HttpProblem, notFound } from '../http/problem.ts';
import type { Intents } from '../intents/service.ts';
import type { Release } from '../packages/release.ts';
import type { Stored } from '../store/port.ts';
import type { Task } from './collections.ts';
import { formOf } from './form.ts';
import { bodyPaths, isFor } from './lanes.ts';

export interface TaskContext {
  deps: MatterDeps;
  calendar: CalendarService;
  drawings: Drawings;
  intents: Intents;
  lock: KeyedLock;
  files: FileService;
}

export interface LoadedTask {
  task: Stored<Task>;
  case: Stored<Case>;
  release: Release;
  element: ElementModel | undefined;
  form: FormDocument | undefined;
}

export async function loadTask(x: TaskContext, id: string): Promise<LoadedTask> {
  const task = await x.deps.store.get<Task>('tasks', id);
  const c = task && (await x.deps.store.get<Case>('cases', task.caseId));
  const release = task && (await x.deps.releases.get(task.releaseId));
  if (!task || !c || !release) throw notFound('任务');
  const element = await x.drawings.element(release, task.elementId);
  return { task, case: c, release, element, form: formOf(release, element, task.formKey) };
}

/** 管理任务: may hand over, urge and look at all tasks of the organisation. */
export const mayManage = (actor: Actor, task: Task) =>
  [task.orgPath, ...bodyPaths(task)].some((path) => may(actor, 'tasks.manage', path));

/** Whether the person may look at it at all. */
export const maySee = (actor: Actor, { task, case: c }: LoadedTask) =>
  isFor(actor, task) || task.completedBy === actor.userId || mayManage(actor, task) || mayRead(actor, c);

/** Refuses what is no longer open (409 with who completed it, 410 when withdrawn) or is another's (403). */
export async function requireOpen(x: TaskContext, task: Task): Promise<void> {
  if (task.state === 'withdrawn') {
    throw new HttpProblem('gone', '该任务已撤回：所在环节已经结束或改变，无需再办。请返回任务列表。');
  }
  if (task.state === 'completed') {
    const who = task.completedBy ? await x.deps.directory.person(task.completedBy) : undefined;
    const on = task.completedAt ? `于 ${localDateOf(task.completedAt)} ` : '';
    throw conflict(`该任务已由${who?.name ?? '他人'}${on}办理完毕，请返回任务列表。`);
  }
}

export async function requireMine(x: TaskContext, actor: Actor, task: Task): Promise<void> {
  if (isFor(actor, task)) return;
  if (task.assignee && task.audience.some((k) => actor.audience.includes(k))) {
    const who = await x.deps.directory.person(task.assignee);
    throw new HttpProblem('forbidden', `该任务已由${who?.name ?? '他人'}领取，如需办理请先由其退还或转办。`);
  }
  throw forbidden('办理该任务');
}
