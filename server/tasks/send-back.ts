/** 退回: the token goes back to the user task completed before, in the same scope, with a reason. */
import type { HistoryEvent } from '../../engine/engine.ts';
import type { Actor } from '../auth/actor.ts';
import { actOp } from '../cases/acts.ts';
import type { ElementModel } from '../cases/drawing.ts';
import { conflict } from '../http/problem.ts';
import { ConflictError } from '../store/port.ts';
import type { Task } from './collections.ts';
import { loadTask, requireMine, requireOpen, type TaskContext } from './context.ts';
import { tellLists } from './lanes.ts';
import { usersOf } from './people.ts';

/** The latest completed user task of the scope in which `current` is drawn; not itself. */
export function previousTask(
  history: HistoryEvent[],
  elements: Map<string, ElementModel>,
  current: ElementModel,
): ElementModel | undefined {
  for (const e of [...history].sort((a, b) => b.seq - a.seq)) {
    if (e.type !== 'ELEMENT_COMPLETED' || !e.elementId || e.elementId === current.id) continue;
    const element = elements.get(e.elementId);
    if (element?.type === 'USER_TASK' && !element.loop && element.parent?.id === current.parent?.id)
      return element;
  }
  return undefined;
}

export async function sendBackTask(x: TaskContext, actor: Actor, id: string, reason: string): Promise<Task> {
  const { task, release, element } = await loadTask(x, id);
  await requireOpen(x, task);
  await requireMine(x, actor, task);
  if (!task.sendBack || !element || element.loop) throw conflict(`“${task.name}”这一环节不允许退回。`);
  const elements = await x.drawings.elements(release);
  const to = previousTask(await x.deps.engine.history(task.processInstanceKey), elements, element);
  if (!to) throw conflict('前面没有可以退回的环节。如不能办理，请使用“转办”或联系管理员。');
  const before = await x.deps.store.find<Task>('tasks', {
    where: { caseId: task.caseId },
    sort: ['-createdAt'],
    limit: 200,
  });
  const last = before.items.find((t) => t.elementId === to.id && t.state === 'completed');
  const now = x.deps.clock.now();
  const { rev, nextAt: _, ...plain } = task;
  const doc: Task = { ...plain, state: 'withdrawn', lanes: [], calendar: '', completedAt: now };
  const intent = `${task.id}:back`;
  const name = to.name ?? to.id;
  const notice = await x.deps.notices.ops({
    to: last?.completedBy ? [last.completedBy] : await usersOf(x.deps.directory, last?.audience ?? []),
    title: `退回：${name}`,
    text: `${task.caseNumber} ${task.caseTitle}。理由：${reason}`,
    caseId: task.caseId,
    key: intent,
  });
  try {
    await x.intents.commit([
      { op: 'put', collection: 'tasks', doc: { ...doc }, ifRev: rev },
      actOp({
        id: intent,
        caseId: task.caseId,
        kind: 'sendBack',
        at: now,
        by: actor.userId,
        elementId: to.id,
        text: `将“${task.name}”退回到“${name}”`,
        reason,
      }),
      ...notice,
      ...x.deps.audit.record({
        actor,
        action: 'task.sendBack',
        target: { kind: 'task', id },
        orgId: task.orgId,
        caseId: task.caseId,
        detail: { to: to.id, reason },
      }),
      x.intents.op(intent, 'modifyInstance', {
        processInstanceKey: task.processInstanceKey,
        activate: to.id,
        terminate: task.elementInstanceKey,
      }),
    ]);
  } catch (error) {
    if (error instanceof ConflictError) throw conflict('该任务刚刚被他人变更，请刷新后再试。');
    throw error;
  }
  tellLists(x.deps.live, id, task.lanes);
  return doc;
}
