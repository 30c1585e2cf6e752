/** Entries of the task list, drafts of their forms. One task per job `io.camunda.zeebe:userTask`; its id is the job's key. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const TaskStateSchema = z.enum(['open', 'completed', 'withdrawn']);

export const TaskSchema = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  packageId: z.string(),
  releaseId: z.string(),
  orgId: z.string(),
  orgPath: z.string(),
  /** Lead body of the case when the task was made; '' for none. */
  lead: z.string(),
  elementId: z.string(),
  elementInstanceKey: z.string(),
  processInstanceKey: z.string(),
  name: z.string(),
  stage: z.string(),
  formKey: z.string().optional(),
  sendBack: z.boolean(),
  state: TaskStateSchema,
  assignee: z.string().optional(),
  /** Keys of those who may take it: `user:…`, `role:…@…`, `body:…`, `body:…:<role>`. */
  audience: z.array(z.string()),
  /** Where lists find it: `mine:<user>`, `group:<key>`, `all:<path>`, `done:<user>`; see lanes.ts. */
  lanes: z.array(z.string()),
  createdAt: z.string(),
  /** The time limit as the drawing gave it. */
  due: z
    .union([
      z.object({
        amount: z.number(),
        unit: z.enum(['workday', 'day', 'month']),
        remind: z.number().optional(),
      }),
      z.object({ date: z.string(), remind: z.number().optional() }),
    ])
    .optional(),
  /** Local date; `dueSort` is the same, with `9999-12-31` for none, so that these come last. */
  dueDate: z.string().optional(),
  dueSort: z.string(),
  dueProvisional: z.boolean(),
  overdue: z.boolean(),
  /** Instant of the next reminder or of becoming overdue; absent when there is none. */
  nextAt: z.string().optional(),
  reminded: z.boolean(),
  /** Fingerprint of the calendar of its due date; '' without a due date or when done. */
  calendar: z.string(),
  urged: z.number(),
  /** It came back by 退回: the page starts from what was submitted before. */
  returned: z.boolean(),
  /** Local variables of the job that tell it from its like (multi-instance): shown beside the name. */
  subject: z.string().optional(),
  /** The field `body` of that item: whom it is about. */
  about: z.string().optional(),
  completedAt: z.string().optional(),
  completedBy: z.string().optional(),
});
export type Task = z.infer<typeof TaskSchema>;

export const TaskDraftSchema = z.object({
  /** The task's id. */
  id: z.string(),
  data: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.string(),
});
export type TaskDraft = z.infer<typeof TaskDraftSchema>;

export const tasks = defineCollection({
  name: 'tasks',
  schema: TaskSchema,
  indexes: [
    { fields: ['lanes', 'dueSort'] },
    { fields: ['lanes', 'packageId', 'dueSort'] },
    { fields: ['lanes', 'lead', 'dueSort'] },
    { fields: ['lanes', 'packageId', 'lead', 'dueSort'] },
    { fields: ['lanes', '-completedAt'] },
    { fields: ['lanes', 'packageId', '-completedAt'] },
    { fields: ['caseId', 'createdAt'] },
    { fields: ['state', 'calendar'] },
    { fields: ['nextAt'] },
    { fields: ['elementInstanceKey'] },
  ],
  search: ['caseNumber', 'caseTitle', 'name'],
});
export const taskDrafts = defineCollection({ name: 'taskDrafts', schema: TaskDraftSchema, indexes: [] });
