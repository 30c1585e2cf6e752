/** Completing a task: checked data, submission, case and intent in one commit; then the engine is told. */
import { routedValues, validateSubmission } from '../../forms/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Case, Submission } from '../cases/collections.ts';
import { partiesFrom } from '../cases/parties.ts';
import { readersOf } from '../cases/readers.ts';
import { HttpProblem } from '../http/problem.ts';
import { ConflictError, type Op } from '../store/port.ts';
import type { Task } from './collections.ts';
import { type LoadedTask, loadTask, requireMine, requireOpen, type TaskContext } from './context.ts';
import { lanesOf, tellLists } from './lanes.ts';

/** Gives the completed task. 403, 409, 410, 422 as their messages say; nothing is changed then. */
export async function completeTask(
  x: TaskContext,
  actor: Actor,
  id: string,
  data: Record<string, unknown>,
): Promise<Task> {
  const { task: first } = await loadTask(x, id);
  const done = await x.lock.run(first.caseId, async () => {
    const loaded = await loadTask(x, id);
    await requireOpen(x, loaded.task);
    await requireMine(x, actor, loaded.task);
    const checked = check(loaded, data);
    const { ops, doc } = await rows(x, actor, loaded, checked);
    try {
      await x.deps.store.commit(ops);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      // somebody was faster by another way: say who
      await requireOpen(x, (await loadTask(x, id)).task);
      throw error;
    }
    return doc;
  });
  await x.intents.apply(id, true);
  tellLists(x.deps.live, id, [...first.lanes, ...done.lanes]);
  return done;
}

function check(loaded: LoadedTask, data: Record<string, unknown>): Record<string, unknown> {
  if (!loaded.form) return {};
  const result = validateSubmission(loaded.form, data);
  if (result.ok) return result.data;
  const places = result.errors.map((e) => ({ place: e.field, message: e.message }));
  throw new HttpProblem('unprocessable', '表单有需要更正的地方，请按提示修改后再提交。', places);
}

async function rows(
  x: TaskContext,
  actor: Actor,
  { task, case: c, release, element, form }: LoadedTask,
  data: Record<string, unknown>,
): Promise<{ ops: Op[]; doc: Task }> {
  const now = x.deps.clock.now();
  const routed = form ? routedValues(form, data) : {};
  const { rev, nextAt: _, ...plain } = task;
  const closed = { ...plain, state: 'completed' as const, completedAt: now, completedBy: actor.userId };
  const doc: Task = { ...closed, calendar: '', lanes: lanesOf(closed) };
  const formId = form?.id ?? task.elementId;
  const parties = partiesFrom(release, routed, c);
  const after: Case = {
    ...c,
    data: { ...c.data, [formId]: data },
    forms: {
      ...c.forms,
      [formId]: { count: (c.forms[formId]?.count ?? 0) + 1, by: actor.userId, at: now },
    },
    helpers: parties.helpers,
    deputies: parties.deputies,
    ...(parties.lead ? { lead: parties.lead } : {}),
  };
  const submission: Submission = {
    id: task.id,
    caseId: c.id,
    form: formId,
    elementId: task.elementId,
    elementName: element?.name ?? task.name,
    data,
    by: actor.userId,
    at: now,
  };
  const { ops: fileOps } = await x.files.attach(c.id, data, actor);
  const ops: Op[] = [
    { op: 'put', collection: 'tasks', doc: { ...doc }, ifRev: rev },
    { op: 'put', collection: 'submissions', doc: submission, ifRev: 0 },
    {
      op: 'patch',
      collection: 'cases',
      id: c.id,
      set: {
        data: after.data,
        forms: after.forms,
        lead: parties.lead,
        helpers: after.helpers,
        deputies: after.deputies,
        readers: readersOf(after, release),
        updatedAt: now,
      },
    },
    { op: 'delete', collection: 'taskDrafts', id: task.id },
    ...fileOps,
    ...x.deps.audit.record({
      actor,
      action: 'task.complete',
      target: { kind: 'task', id: task.id },
      orgId: task.orgId,
      caseId: c.id,
      detail: { element: task.elementId, form: formId },
    }),
    x.intents.completeJob(task.id, { ...routed, actor: actor.userId }),
  ];
  return { ops, doc };
}
