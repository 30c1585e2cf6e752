/** Shapes of the case API; the designer imports the types. */
import { z } from 'zod';
import { HELPERS_ARE } from '../../processes/format.ts';
import { BallotViewSchema } from '../ballots/schemas.ts';
import { TaskSummarySchema } from '../tasks/schemas.ts';

const AnySchema = z.record(z.string(), z.unknown());
const State = z.enum(['active', 'completed', 'cancelled']);

export const CaseSummarySchema = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  packageId: z.string(),
  releaseId: z.string(),
  orgId: z.string(),
  year: z.number(),
  state: State,
  stage: z.string(),
  lead: z.string().optional(),
  helpers: z.array(z.string()),
  deputies: z.array(z.string()),
  initiator: z.string(),
  overdue: z.boolean(),
  incidents: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  endedAt: z.string().optional(),
});
export type CaseSummary = z.infer<typeof CaseSummarySchema>;

export const CaseListQuerySchema = z.object({
  /** 全部 · 我提出和附议的 · 可以附议的 */
  view: z.enum(['all', 'mine', 'joinable']).default('all'),
  packageId: z.string().max(64).optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  state: State.optional(),
  stage: z.string().max(100).optional(),
  /** Only those with something overdue. */
  overdue: z.enum(['true', 'false']).optional(),
  lead: z.string().max(64).optional(),
  q: z.string().max(100).optional(),
  /** Comma-separated ids: just these (what a figure of the board opens). */
  ids: z.string().max(20_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(2000).optional(),
});
export type CaseListQuery = z.infer<typeof CaseListQuerySchema>;
export const CasePageSchema = z.object({
  items: z.array(CaseSummarySchema),
  next: z.string().optional(),
  /** Names of the people and organisations in it. */
  names: z.record(z.string(), z.string()),
});
export type CasePage = z.infer<typeof CasePageSchema>;

export const StartCaseBodySchema = z.object({
  packageId: z.string().min(1).max(64),
  orgId: z.string().max(64).optional(),
  data: AnySchema,
});
export const StartablesSchema = z.array(
  z.object({
    packageId: z.string(),
    title: z.string(),
    noun: z.string(),
    orgIds: z.array(z.string()),
    form: AnySchema,
    /** What was typed before and not yet submitted; `draftRev` 0: nothing. */
    draft: AnySchema,
    draftRev: z.number(),
  }),
);
export type Startables = z.infer<typeof StartablesSchema>;

export const TimeLineEntrySchema = z.object({
  at: z.string(),
  kind: z.string(),
  text: z.string(),
  by: z.string().optional(),
  elementId: z.string().optional(),
  submissionId: z.string().optional(),
  reason: z.string().optional(),
});
export type TimeLineEntry = z.infer<typeof TimeLineEntrySchema>;

export const ClockViewSchema = z.object({
  clock: z.string(),
  title: z.string(),
  round: z.number(),
  status: z.enum(['running', 'suspended', 'due-soon', 'overdue', 'stopped-on-time', 'stopped-late']),
  startedAt: z.string(),
  dueDate: z.string().optional(),
  /** Days of a year not announced took part: the date may still change. */
  provisional: z.boolean(),
  daysLeft: z.number().optional(),
  workingDaysLeft: z.number().optional(),
  stoppedAt: z.string().optional(),
  extensions: z.array(AnySchema),
  suspensions: z.array(AnySchema),
});

const FilledSchema = z.object({ data: AnySchema, by: z.string(), at: z.string() });

export const CaseViewSchema = z.object({
  case: CaseSummarySchema,
  drawing: z.object({ file: z.string(), xml: z.string() }),
  path: z.object({ elementIds: z.array(z.string()), flowIds: z.array(z.string()) }),
  activeElements: z.array(z.string()),
  overdueElements: z.array(z.string()),
  incidents: z.array(
    z.object({
      incidentKey: z.string(),
      elementId: z.string(),
      elementName: z.string(),
      message: z.string(),
      /** The engine's kind of incident; only for those who may retry it. */
      errorType: z.string().optional(),
      createdAt: z.string(),
    }),
  ),
  /** What the bodies among the helpers are, see PartiesSchema. */
  helpersAre: z.enum(HELPERS_ARE),
  /** By form, the latest of each body or item that it was filled in for; only what this person may see. */
  forms: z.array(
    z.object({
      form: AnySchema,
      entries: z.array(
        FilledSchema.extend({
          /** The body that it is about, or that gave it. */
          body: z.string().optional(),
          /** The item of several alike, where it is not that body: its title, or an id of `names`. */
          subject: z.string().optional(),
          /** Newest first. */
          earlier: z.array(FilledSchema),
        }),
      ),
    }),
  ),
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      size: z.number(),
      type: z.string(),
      kind: z.string(),
      at: z.string(),
    }),
  ),
  clocks: z.array(ClockViewSchema),
  ballots: z.array(BallotViewSchema),
  tasks: z.array(TaskSummarySchema),
  registers: z.array(
    z.object({ id: z.string(), register: z.string(), title: z.string(), state: z.string(), data: AnySchema }),
  ),
  links: z.array(
    z.object({ caseId: z.string(), relation: z.string(), title: z.string(), number: z.string() }),
  ),
  timeLine: z.array(TimeLineEntrySchema),
  names: z.record(z.string(), z.string()),
  may: z.object({ join: z.boolean(), cancel: z.boolean(), retry: z.boolean() }),
});
export type CaseView = z.infer<typeof CaseViewSchema>;
export const CancelBodySchema = z.object({
  reason: z.string().trim().min(1, '请填写撤销理由').max(500, '理由不超过 500 字'),
});
