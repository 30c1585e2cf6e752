/** Shapes of the task API; the designer imports the types. */
import { z } from 'zod';

export const TaskSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Of several alike (one per body, deputy or project): which. An id of an organisation or a person, or a title. */
  subject: z.string().optional(),
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  packageId: z.string(),
  orgId: z.string(),
  lead: z.string(),
  stage: z.string(),
  state: z.enum(['open', 'completed', 'withdrawn']),
  assignee: z.string().optional(),
  assigneeName: z.string().optional(),
  audience: z.array(z.string()),
  createdAt: z.string(),
  dueDate: z.string().optional(),
  dueProvisional: z.boolean(),
  overdue: z.boolean(),
  urged: z.number(),
  returned: z.boolean(),
  completedAt: z.string().optional(),
  completedBy: z.string().optional(),
  completedByName: z.string().optional(),
  /** The person who asks may take it: nobody has it, and it is for one of their groups. */
  claimable: z.boolean(),
});
export type TaskSummary = z.infer<typeof TaskSummarySchema>;

export const TaskListQuerySchema = z.object({
  /** 我的 · 我的小组 · 全部(管理) · 已办 */
  view: z.enum(['mine', 'groups', 'all', 'done']).default('mine'),
  packageId: z.string().max(64).optional(),
  /** Lead body. */
  lead: z.string().max(64).optional(),
  due: z.enum(['overdue', 'today', 'week', 'later', 'none']).optional(),
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(2000).optional(),
});
export type TaskListQuery = z.infer<typeof TaskListQuerySchema>;
export const TaskPageSchema = z.object({ items: z.array(TaskSummarySchema), next: z.string().optional() });
export type TaskPage = z.infer<typeof TaskPageSchema>;

export const TaskCountsSchema = z.object({
  mine: z.number(),
  groups: z.number(),
  /** Of mine and my groups'. */
  overdue: z.number(),
  all: z.number(),
});
export type TaskCounts = z.infer<typeof TaskCountsSchema>;

const Data = z.record(z.string(), z.unknown());

export const TaskViewSchema = z.object({
  task: TaskSummarySchema,
  elementId: z.string(),
  /** The form document; absent when the drawing asks for none. */
  form: z.record(z.string(), z.unknown()).optional(),
  /** What the page starts from: the draft, or after 退回 what was submitted before, or what was submitted (done). */
  data: Data,
  /** Of the draft; pass it when saving. 0: none yet. */
  draftRev: z.number(),
  /** What this person may do now. */
  may: z.object({
    complete: z.boolean(),
    claim: z.boolean(),
    release: z.boolean(),
    handOver: z.boolean(),
    sendBack: z.boolean(),
    urge: z.boolean(),
  }),
});
export type TaskView = z.infer<typeof TaskViewSchema>;

const reason = z.string().trim().min(1, '请填写理由').max(500, '理由不超过 500 字');
export const CompleteBodySchema = z.object({ data: Data.default({}) });
export const DraftBodySchema = z.object({ data: Data, rev: z.number().int().min(0) });
export const DraftSavedSchema = z.object({ rev: z.number() });
export const HandOverBodySchema = z.object({ to: z.string().min(1, '请选择转办对象').max(200), reason });
export const SendBackBodySchema = z.object({ reason });
export const UrgeBodySchema = z.object({ text: z.string().trim().max(500, '不超过 500 字').default('') });
