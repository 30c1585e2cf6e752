/** Lanes: the lists in which a task stands, so that each list is one question to one index. */
import type { Actor } from '../auth/actor.ts';
import type { Live } from '../cases/ports.ts';
import { pathsAbove } from '../cases/readers.ts';
import type { Task } from './collections.ts';

/** Paths of the bodies whose task it is (a congress's bodies stand right below it): their heads manage it too. */
export const bodyPaths = (t: Pick<Task, 'audience' | 'orgPath'>): string[] =>
  t.audience.flatMap((k) => (k.startsWith('body:') ? [`${t.orgPath}${k.split(':')[1]}/`] : []));

export function lanesOf(
  t: Pick<Task, 'state' | 'assignee' | 'audience' | 'orgPath' | 'completedBy'>,
): string[] {
  if (t.state === 'completed') return t.completedBy ? [`done:${t.completedBy}`] : [];
  if (t.state === 'withdrawn') return [];
  const bodies = bodyPaths(t);
  const all = [...pathsAbove(t.orgPath), ...bodies].map((p) => `all:${p}`);
  if (t.assignee) return [`mine:${t.assignee}`, ...all];
  return [...t.audience.map((k) => `group:${k}`), ...all];
}

export type TaskView = 'mine' | 'groups' | 'all' | 'done';

/** The lanes that a person may look into. `all` needs the permission `tasks.manage`. */
export function lanesFor(actor: Actor, view: TaskView): string[] {
  switch (view) {
    case 'mine':
      return [`mine:${actor.userId}`];
    case 'groups':
      return actor.audience.map((k) => `group:${k}`);
    case 'done':
      return [`done:${actor.userId}`];
    case 'all':
      return (actor.permissions.get('tasks.manage') ?? []).map((p) => `all:${p}`);
  }
}

/** Whether the task is this person's to do: assigned to them, or unassigned and open to one of their keys. */
export function isFor(actor: Actor, t: Pick<Task, 'assignee' | 'audience'>): boolean {
  if (t.assignee) return t.assignee === actor.userId;
  const keys = new Set(actor.audience);
  return t.audience.some((k) => keys.has(k));
}

/** Tells the open lists of those in whose lanes the task stands (or stood) that it changed. */
export function tellLists(live: Live, taskId: string, lanes: string[]): void {
  const audience = lanes.flatMap((l) => {
    if (l.startsWith('group:')) return [l.slice(6)];
    return l.startsWith('mine:') || l.startsWith('done:') ? [`user:${l.slice(5)}`] : [];
  });
  live.publish('tasks', { taskId }, { audience: [...new Set(audience)] });
}
