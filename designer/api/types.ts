/** Shapes of the server's answers, in the pages' words. */
import type { SessionView } from '../../server/auth/schemas.ts';

export type { SessionView } from '../../server/auth/schemas.ts';
export type { Org, User } from '../../server/directory/schemas.ts';
export type { PackageSummary } from '../../server/packages/schemas.ts';
export type { TaskCounts, TaskPage, TaskSummary, TaskView } from '../../server/tasks/schemas.ts';

/** A signed-in session. */
export interface Session {
  user: NonNullable<SessionView['user']>;
  mustChangePassword: boolean;
}

export interface Page<T> {
  items: T[];
  next?: string;
}
