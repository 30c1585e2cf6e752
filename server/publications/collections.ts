/** What the public page shows of a case: public values only, computed when the case changes. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

const Shown = z.object({ label: z.string(), text: z.string() });

const Line = z.object({
  title: z.string(),
  depth: z.number(),
  weight: z.string(),
  value: z.string(),
  score: z.string(),
  points: z.string(),
  /** What the number is of, in counts. */
  of: z.string(),
  /** The public pages of these cases, when there are any. */
  cases: z.object({ kind: z.string(), lead: z.string(), year: z.number() }).optional(),
});
/** A result as a page shows it; what the package does not show is not here. */
export const PublicEvaluationSchema = z.object({
  title: z.string(),
  note: z.string(),
  scheme: z.string(),
  weights: z.string(),
  year: z.number(),
  at: z.string(),
  rows: z.array(
    z.object({
      title: z.string(),
      rank: z.number().optional(),
      total: z.string().optional(),
      grade: z.string().optional(),
      lines: z.array(Line).optional(),
    }),
  ),
  method: z.array(
    z.object({ title: z.string(), source: z.string(), scale: z.string(), missing: z.string() }),
  ),
});
export type PublicEvaluation = z.infer<typeof PublicEvaluationSchema>;

export const PublicCaseSchema = z.object({
  /** `<case>:<publication>`. */
  id: z.string(),
  caseId: z.string(),
  publication: z.string(),
  packageId: z.string(),
  orgId: z.string(),
  number: z.string(),
  title: z.string(),
  year: z.number(),
  lead: z.string(),
  leadName: z.string(),
  status: z.object({ id: z.string(), title: z.string(), tone: z.string() }),
  list: z.array(Shown),
  detail: z.array(z.object({ title: z.string(), values: z.array(Shown) })),
  evaluations: z.array(PublicEvaluationSchema).optional(),
  text: z.string(),
  /** By figure id of the package's manifest: in its base, and whether it counts. Shown only summed up. */
  figures: z.record(z.string(), z.boolean()).default({}),
  publishedAt: z.string(),
  updatedAt: z.string(),
  withdrawn: z.boolean(),
});
export type PublicCase = z.infer<typeof PublicCaseSchema>;

export const publicCases = defineCollection({
  name: 'publicCases',
  schema: PublicCaseSchema,
  indexes: [
    { fields: ['caseId'] },
    { fields: ['withdrawn', '-publishedAt'] },
    { fields: ['withdrawn', 'packageId', '-publishedAt'] },
    { fields: ['withdrawn', 'packageId', 'year', '-publishedAt'] },
    { fields: ['withdrawn', 'packageId', 'year', 'lead', '-publishedAt'] },
    { fields: ['withdrawn', 'packageId', 'lead', '-publishedAt'] },
    { fields: ['withdrawn', 'year', '-publishedAt'] },
    { fields: ['withdrawn', 'year', 'lead', '-publishedAt'] },
    { fields: ['withdrawn', 'lead', '-publishedAt'] },
  ],
  search: ['text'],
});
