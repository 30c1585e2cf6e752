import { z } from 'zod';
import { type AnyRoute, route } from '../http/route.ts';
import {
  CompleteBodySchema,
  DraftBodySchema,
  DraftSavedSchema,
  HandOverBodySchema,
  SendBackBodySchema,
  TaskCountsSchema,
  TaskListQuerySchema,
  TaskPageSchema,
  TaskSummarySchema,
  TaskViewSchema,
  UrgeBodySchema,
} from './schemas.ts';
import type { TaskService } from './service.ts';

const params = z.object({ id: z.string().min(1).max(100) });
const shared = { tag: 'tasks', access: 'session', params } as const;

export function taskRoutes(tasks: TaskService): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/tasks',
      summary: 'Tasks of a view, overdue first',
      tag: 'tasks',
      access: 'session',
      query: TaskListQuerySchema,
      response: TaskPageSchema,
      handler: ({ query, actor }) => tasks.list(actor, query),
    }),
    route({
      method: 'get',
      path: '/api/tasks/counts',
      summary: 'How many tasks stand in each view',
      tag: 'tasks',
      access: 'session',
      response: TaskCountsSchema,
      handler: ({ actor }) => tasks.counts(actor),
    }),
    route({
      ...shared,
      method: 'get',
      path: '/api/tasks/:id',
      summary: 'A task with its form, data and what one may do',
      response: TaskViewSchema,
      handler: ({ params, actor }) => tasks.view(actor, params.id),
    }),
    route({
      ...shared,
      method: 'put',
      path: '/api/tasks/:id/draft',
      summary: 'Keeps a draft, which need not be valid',
      body: DraftBodySchema,
      response: DraftSavedSchema,
      handler: ({ params, body, actor }) => tasks.saveDraft(actor, params.id, body),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/tasks/:id/complete',
      summary: 'Completes a task with its form data （办结本环节）',
      body: CompleteBodySchema,
      response: TaskSummarySchema,
      handler: async ({ params, body, actor }) =>
        tasks.summary(await tasks.complete(actor, params.id, body.data), actor),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/tasks/:id/claim',
      summary: 'Claims a task of a group （领取）',
      response: TaskSummarySchema,
      handler: async ({ params, actor }) => tasks.summary(await tasks.claim(actor, params.id), actor),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/tasks/:id/release',
      summary: 'Gives a task back to its group （退还）',
      response: TaskSummarySchema,
      handler: async ({ params, actor }) => tasks.summary(await tasks.release(actor, params.id), actor),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/tasks/:id/hand-over',
      summary: 'Hands a task over to a person or group （转办）',
      body: HandOverBodySchema,
      response: TaskSummarySchema,
      handler: async ({ params, body, actor }) =>
        tasks.summary(await tasks.handOver(actor, params.id, body), actor),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/tasks/:id/send-back',
      summary: 'Sends the case back to the step before （退回）',
      body: SendBackBodySchema,
      response: TaskSummarySchema,
      handler: async ({ params, body, actor }) =>
        tasks.summary(await tasks.sendBack(actor, params.id, body.reason), actor),
    }),
    route({
      ...shared,
      method: 'post',
      path: '/api/tasks/:id/urge',
      summary: 'Urges those who have the task （催办）',
      body: UrgeBodySchema,
      response: TaskSummarySchema,
      handler: async ({ params, body, actor }) =>
        tasks.summary(await tasks.urge(actor, params.id, body.text), actor),
    }),
  ];
}
