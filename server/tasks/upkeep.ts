/** What happens to tasks by themselves: reminders, overdue marks, withdrawal by the engine, a changed calendar. */
import type { WorkCalendar } from '../../rules/index.ts';
import { actOp } from '../cases/acts.ts';
import type { Told } from '../cases/projection.ts';
import type { Ticking } from '../clocks/ticker.ts';
import { ConflictError, type Op } from '../store/port.ts';
import type { Task } from './collections.ts';
import type { TaskContext } from './context.ts';
import { dueFields } from './due.ts';
import type { TaskIntake } from './intake.ts';
import { tellLists } from './lanes.ts';
import { usersOf } from './people.ts';

export class TaskUpkeep implements Ticking {
  readonly #x: TaskContext;
  readonly #intake: TaskIntake;
  onOverdueChange: (caseId: string) => Promise<void> = async () => {};

  constructor(x: TaskContext, intake: TaskIntake) {
    this.#x = x;
    this.#intake = intake;
  }

  async tick(): Promise<number> {
    const { store, clock } = this.#x.deps;
    for (let done = 0; ; ) {
      const due = await store.find<Task>('tasks', {
        where: { nextAt: { lte: clock.now() } },
        sort: ['nextAt'],
        limit: 200,
      });
      for (const task of due.items) await this.#remind(task);
      done += due.items.length;
      if (due.items.length < 200) return done;
    }
  }

  async nextInstant(): Promise<string | undefined> {
    const { items } = await this.#x.deps.store.find<Task>('tasks', {
      where: { nextAt: { gt: '' } },
      sort: ['nextAt'],
      limit: 1,
    });
    return items[0]?.nextAt;
  }

  async #remind({ rev, ...task }: Task & { rev: number }): Promise<void> {
    const { deps, calendar } = this.#x;
    const fields = dueFields({ ...task, reminded: true }, calendar.current, deps.clock.now());
    const { nextAt: _, ...rest } = task;
    const doc: Task = { ...rest, ...fields, reminded: true };
    const newly = doc.overdue && !task.overdue;
    const ops: Op[] = [{ op: 'put', collection: 'tasks', doc: { ...doc }, ifRev: rev }];
    const text = newly
      ? `“${task.name}”已超过办理期限 ${task.dueDate}`
      : `“${task.name}”将于 ${task.dueDate} 到期`;
    ops.push(
      ...(await deps.notices.ops({
        to: await usersOf(deps.directory, task.assignee ? [`user:${task.assignee}`] : task.audience),
        title: newly ? '任务已逾期' : '任务即将到期',
        text: `${task.caseNumber} ${task.caseTitle}:${text}`,
        caseId: task.caseId,
        taskId: task.id,
        key: `${task.id}:${newly ? 'overdue' : 'remind'}:${task.dueDate}`,
      })),
    );
    if (newly) {
      const { caseId, elementId } = task;
      const id = `${task.id}:overdue:${task.dueDate}`;
      ops.push(actOp({ id, caseId, elementId, kind: 'overdue', at: deps.clock.now(), text }));
    }
    try {
      await deps.store.commit(ops);
    } catch (error) {
      // completed meanwhile: nothing to remind of; anything else is tried at the next tick
      if (error instanceof ConflictError) return;
      throw error;
    }
    if (newly) await this.onOverdueChange(task.caseId);
    tellLists(deps.live, task.id, task.lanes);
  }

  /** The engine cancelled jobs, or a caught error ended them: their open entries are withdrawn. Idempotent. */
  async follow(events: Told[]): Promise<void> {
    for (const e of events) {
      if ((e.type !== 'JOB_CANCELED' && e.type !== 'JOB_ERROR_THROWN') || !e.jobKey) continue;
      const task = await this.#x.deps.store.get<Task>('tasks', e.jobKey);
      if (!task) this.#intake.cancelled.add(e.jobKey);
      if (task?.state !== 'open') continue;
      const set = { state: 'withdrawn', lanes: [], nextAt: undefined, calendar: '', completedAt: e.at };
      await this.#x.deps.store.commit([
        { op: 'patch', collection: 'tasks', id: task.id, set },
        { op: 'delete', collection: 'taskDrafts', id: task.id },
      ]);
      tellLists(this.#x.deps.live, task.id, task.lanes);
    }
  }

  /** After a change of the calendar; gives how many due dates moved. */
  async recompute(calendar: WorkCalendar): Promise<number> {
    let moved = 0;
    let after: string | undefined;
    do {
      const page = await this.#x.deps.store.find<Task>('tasks', {
        where: { state: 'open', calendar: { gt: '' } },
        sort: ['calendar'],
        limit: 500,
        ...(after ? { after } : {}),
      });
      const ops: Op[] = [];
      for (const { rev, ...task } of page.items) {
        if (task.calendar === calendar.fingerprint) continue;
        const { nextAt: _, ...rest } = task;
        const doc: Task = { ...rest, ...dueFields(task, calendar, this.#x.deps.clock.now()) };
        if (doc.dueDate !== task.dueDate) moved++;
        ops.push({ op: 'put', collection: 'tasks', doc: { ...doc }, ifRev: rev });
      }
      if (ops.length > 0) await this.#x.deps.store.commit(ops);
      after = page.next;
    } while (after);
    return moved;
  }
}
