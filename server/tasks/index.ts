import type { Feature } from '../feature.ts';
import { taskDrafts, tasks } from './collections.ts';
import type { TaskContext } from './context.ts';
import { TaskIntake } from './intake.ts';
import { taskRoutes } from './routes.ts';
import { TaskService } from './service.ts';
import { TaskUpkeep } from './upkeep.ts';

export { TaskIntake, TaskService, TaskUpkeep };

export function createTasks(x: TaskContext): {
  feature: Feature;
  tasks: TaskService;
  intake: TaskIntake;
  upkeep: TaskUpkeep;
} {
  const service = new TaskService(x);
  const intake = new TaskIntake(x.deps, x);
  const upkeep = new TaskUpkeep(x, intake);
  x.calendar.onChange('tasks', (c) => upkeep.recompute(c));
  return {
    tasks: service,
    intake,
    upkeep,
    feature: { name: 'tasks', collections: [tasks, taskDrafts], routes: taskRoutes(service) },
  };
}
