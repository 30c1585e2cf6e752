/** Deeds on open tasks that do not complete them: 领取, 退还, 转办, 催办, and drafts. */
import type { Actor } from '../auth/actor.ts';
import { actOp } from '../cases/acts.ts';
import { openToWorkers } from '../cases/workers.ts';
import { conflict, forbidden, HttpProblem } from '../http/problem.ts';
import { ConflictError, type Op } from '../store/port.ts';
import type { Task, TaskDraft } from './collections.ts';
import { loadTask, mayManage, requireMine, requireOpen, type TaskContext } from './context.ts';
import { keepDraft } from './drafts.ts';
import { isFor, lanesOf, tellLists } from './lanes.ts';
import { usersOf } from './people.ts';

/** Writes a changed open task with its act; a rival change is a 409 that says to look again. */
async function write(
  x: TaskContext,
  actor: Actor,
  before: Task & { rev: number },
  change: Partial<Task>,
  act: { kind: string; text: string; reason?: string } | undefined,
  more: Op[] = [],
): Promise<Task> {
  const { rev, ...plain } = before;
  const next = Object.fromEntries(
    Object.entries({ ...plain, ...change }).filter(([, v]) => v !== undefined),
  ) as Task;
  const doc: Task = { ...next, lanes: lanesOf(next) };
  const ops: Op[] = [{ op: 'put', collection: 'tasks', doc: { ...doc }, ifRev: rev }, ...more];
  if (act) {
    const { caseId, elementId } = before;
    ops.push(actOp({ ...act, caseId, elementId, at: x.deps.clock.now(), by: actor.userId }));
  }
  ops.push(
    ...x.deps.audit.record({
      actor,
      action: `task.${act?.kind ?? 'change'}`,
      target: { kind: 'task', id: before.id },
      orgId: before.orgId,
      caseId: before.caseId,
      ...(act?.reason ? { detail: { reason: act.reason } } : {}),
    }),
  );
  try {
    await x.deps.store.commit(ops);
  } catch (error) {
    if (error instanceof ConflictError) throw conflict('该任务刚刚被他人变更，请刷新后再试。');
    throw error;
  }
  tellLists(x.deps.live, doc.id, [...before.lanes, ...doc.lanes]);
  x.deps.live.publish(`case:${doc.caseId}`, { caseId: doc.caseId });
  return doc;
}

/** 领取: it leaves the group's list for the person's own. */
export async function claimTask(x: TaskContext, actor: Actor, id: string): Promise<Task> {
  const { task } = await loadTask(x, id);
  await requireOpen(x, task);
  await requireMine(x, actor, task);
  if (task.assignee === actor.userId) return task;
  return write(x, actor, task, { assignee: actor.userId }, { kind: 'claim', text: `领取“${task.name}”` });
}

/** 退还: back to the group it came from. */
export async function releaseTask(x: TaskContext, actor: Actor, id: string): Promise<Task> {
  const { task } = await loadTask(x, id);
  await requireOpen(x, task);
  if (task.assignee !== actor.userId && !mayManage(actor, task)) throw forbidden('退还该任务');
  if (!task.assignee) return task;
  if (task.audience.length === 0) {
    throw conflict('该任务直接指定给您，没有可退还的小组。如不能办理，请使用“转办”。');
  }
  return write(x, actor, task, { assignee: undefined }, { kind: 'release', text: `退还“${task.name}”` });
}

export interface HandOver {
  /** A user id, or a group's key (`role:…@…`, `body:…`). */
  to: string;
  reason: string;
}

/** 转办: to a person or a group, with a reason. */
export async function handOverTask(x: TaskContext, actor: Actor, id: string, r: HandOver): Promise<Task> {
  const { task } = await loadTask(x, id);
  await requireOpen(x, task);
  if (!isFor(actor, task) && !mayManage(actor, task)) throw forbidden('转办该任务');
  const user = r.to.startsWith('user:') ? r.to.slice(5) : /^(role|body):/.test(r.to) ? undefined : r.to;
  const people = await usersOf(x.deps.directory, [user === undefined ? r.to : `user:${user}`]);
  const person = user ? await x.deps.directory.person(user) : undefined;
  if ((user !== undefined && !person) || people.length === 0) {
    const message = '没有找到转办对象，请重新选择人员或机构';
    throw new HttpProblem('unprocessable', `${message}。`, [{ place: 'to', message }]);
  }
  const name = person?.name ?? (await groupName(x, r.to));
  const notice = await x.deps.notices.ops({
    to: people,
    title: `转办给您的任务：${task.name}`,
    text: `${task.caseNumber} ${task.caseTitle}。理由：${r.reason}`,
    caseId: task.caseId,
    taskId: task.id,
  });
  const change = user ? { assignee: user } : { assignee: undefined, audience: [r.to] };
  const act = { kind: 'handOver', text: `将“${task.name}”转办给${name}`, reason: r.reason };
  return x.lock.run(task.caseId, async () => {
    const opened = await openToWorkers(x.deps, task.caseId, [user ? `user:${user}` : r.to]);
    return write(x, actor, task, change, act, [...notice, ...opened]);
  });
}

async function groupName(x: TaskContext, key: string): Promise<string> {
  const id = key.startsWith('body:') ? (key.split(':')[1] ?? '') : key.slice(key.lastIndexOf('@') + 1);
  return (await x.deps.directory.org(id))?.name ?? key;
}

/** 催办: a notice to those who have it, and a line in the history. By managers and by those whose matter it is. */
export async function urgeTask(x: TaskContext, actor: Actor, id: string, text: string): Promise<Task> {
  const { task, case: c } = await loadTask(x, id);
  await requireOpen(x, task);
  const own = [c.initiator, ...c.deputies].includes(actor.userId);
  if (!own && !mayManage(actor, task)) throw forbidden('催办该任务');
  const keys = task.assignee ? [`user:${task.assignee}`] : task.audience;
  const notice = await x.deps.notices.ops({
    to: await usersOf(x.deps.directory, keys),
    title: `催办：${task.name}`,
    text: `${task.caseNumber} ${task.caseTitle}。${text}`,
    caseId: task.caseId,
    taskId: task.id,
  });
  const act = { kind: 'urge', text: `催办“${task.name}”`, ...(text ? { reason: text } : {}) };
  return write(x, actor, task, { urged: task.urged + 1 }, act, notice);
}

/** Keeps a draft, which need not be valid. `rev` is the draft's last known (0: none yet); a rival save is a 409. */
export async function saveDraft(
  x: TaskContext,
  actor: Actor,
  id: string,
  r: { data: Record<string, unknown>; rev: number },
): Promise<{ rev: number }> {
  const { task } = await loadTask(x, id);
  await requireOpen(x, task);
  await requireMine(x, actor, task);
  const doc: TaskDraft = { id, data: r.data, by: actor.userId, at: x.deps.clock.now() };
  return keepDraft(x.deps.store, doc, r.rev);
}
