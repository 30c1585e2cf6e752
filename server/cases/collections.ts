/** A case (事项): one run of a package's main drawing, with everything that people gave it. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const CaseStateSchema = z.enum(['active', 'completed', 'cancelled']);

/** An element in which the case stands now. */
const ActiveElementSchema = z.object({
  key: z.string(),
  elementId: z.string(),
  /** The instance of the main drawing or of a called one. */
  instance: z.string(),
  at: z.string(),
});

export const CaseLinkSchema = z.object({
  caseId: z.string(),
  relation: z.enum(['successor', 'predecessor', 'part', 'whole']),
});

export const CaseSchema = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  packageId: z.string(),
  releaseId: z.string(),
  processInstanceKey: z.string().optional(),
  orgId: z.string(),
  orgPath: z.string(),
  year: z.number(),
  state: CaseStateSchema,
  stage: z.string(),
  active: z.array(ActiveElementSchema),
  lead: z.string().optional(),
  helpers: z.array(z.string()),
  deputies: z.array(z.string()),
  initiator: z.string(),
  /** Latest submission by form. */
  data: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** By form: number of submissions, who made the latest and when. */
  forms: z.record(z.string(), z.object({ count: z.number(), by: z.string(), at: z.string() })),
  /** Process variables of the root scope at the last step. */
  variables: z.record(z.string(), z.unknown()),
  links: z.array(CaseLinkSchema),
  /** Electors of its ballots, who may see it. */
  electors: z.array(z.string()),
  /** Keys of the bodies and people who have or had a task of it, see workers.ts. */
  workers: z.array(z.string()).optional(),
  /** Whom lists and pages show it to, see readers.ts. */
  readers: z.array(z.string()),
  /** Some clock or task of it is overdue. */
  overdue: z.boolean(),
  incidents: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  endedAt: z.string().optional(),
  cancelReason: z.string().optional(),
  /** Last engine event that is projected here. */
  seq: z.number(),
});
export type Case = z.infer<typeof CaseSchema>;

/** Filled-in forms, each as it was; id is the job's key, or `<case>:start`. */
export const SubmissionSchema = z.object({
  id: z.string(),
  caseId: z.string(),
  form: z.string(),
  elementId: z.string().optional(),
  elementName: z.string(),
  data: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.string(),
});
export type Submission = z.infer<typeof SubmissionSchema>;

/** Deeds on a case that are no form: 附议、转办、退回、催办、领取, and what clocks, ballots and notices did. */
export const CaseActSchema = z.object({
  id: z.string(),
  caseId: z.string(),
  kind: z.string(),
  at: z.string(),
  by: z.string().optional(),
  elementId: z.string().optional(),
  /** Chinese, one line. */
  text: z.string(),
  reason: z.string().optional(),
});
export type CaseAct = z.infer<typeof CaseActSchema>;

export const cases = defineCollection({
  name: 'cases',
  schema: CaseSchema,
  indexes: [
    { fields: ['readers', 'state', '-createdAt'] },
    { fields: ['readers', 'state', 'packageId', 'year', '-createdAt'] },
    { fields: ['readers', 'state', 'packageId', 'year', 'lead', '-createdAt'] },
    { fields: ['readers', 'state', 'packageId', 'year', 'stage', '-createdAt'] },
    { fields: ['readers', 'state', 'packageId', 'year', 'lead', 'stage', '-createdAt'] },
    { fields: ['processInstanceKey'], unique: true },
    { fields: ['packageId', 'number', 'orgId'], unique: true },
    { fields: ['packageId', 'year', 'orgPath'] },
    { fields: ['state', 'createdAt'] },
    { fields: ['releaseId', 'state'] },
    { fields: ['createdAt'] },
  ],
  search: ['number', 'title'],
});
export const submissions = defineCollection({
  name: 'submissions',
  schema: SubmissionSchema,
  indexes: [{ fields: ['caseId', 'at'] }],
});
export const caseActs = defineCollection({
  name: 'caseActs',
  schema: CaseActSchema,
  indexes: [{ fields: ['caseId', 'at'] }],
});
/** Running numbers (`<package>:<org>:<year>`) and the position of the projection (`projection`). */
export const counters = defineCollection({
  name: 'counters',
  schema: z.object({ id: z.string(), value: z.number() }),
  indexes: [],
});
