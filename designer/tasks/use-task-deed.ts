import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { TaskSummary } from '../api/types.ts';

export type TaskDeed = 'claim' | 'release' | 'complete' | 'hand-over' | 'send-back' | 'urge';

/** Does something with a task and makes what shows it stale. */
export function useTaskDeed(id: string) {
  const client = useQueryClient();
  return async (deed: TaskDeed, body: unknown): Promise<TaskSummary> => {
    const summary = await api.post<TaskSummary>(`/api/tasks/${encodeURIComponent(id)}/${deed}`, body);
    await Promise.all([
      client.invalidateQueries({ queryKey: ['tasks'] }),
      client.invalidateQueries({ queryKey: ['cases'] }),
    ]);
    return summary;
  };
}
