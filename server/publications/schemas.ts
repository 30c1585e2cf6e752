import { z } from 'zod';
import { PublicEvaluationSchema } from './collections.ts';

export const PublicListQuerySchema = z.object({
  packageId: z.string().max(64).optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  lead: z.string().max(64).optional(),
  status: z.string().max(64).optional(),
  q: z.string().max(50).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  after: z.string().max(2000).optional(),
});
const Shown = z.object({ label: z.string(), text: z.string() });
const Status = z.object({ id: z.string(), title: z.string(), tone: z.string() });
export const PublicItemSchema = z.object({
  id: z.string(),
  packageId: z.string(),
  number: z.string(),
  title: z.string(),
  year: z.number(),
  lead: z.string(),
  leadName: z.string(),
  status: Status,
  list: z.array(Shown),
  updatedAt: z.string(),
});
export type PublicItem = z.infer<typeof PublicItemSchema>;
export const PublicPageSchema = z.object({ items: z.array(PublicItemSchema), next: z.string().optional() });
export type PublicPage = z.infer<typeof PublicPageSchema>;
export const PublicDetailSchema = PublicItemSchema.extend({
  detail: z.array(z.object({ title: z.string(), values: z.array(Shown) })),
  evaluations: z.array(PublicEvaluationSchema),
});
export type PublicEvaluation = z.infer<typeof PublicEvaluationSchema>;
export type PublicDetail = z.infer<typeof PublicDetailSchema>;

export const PublicOverviewQuerySchema = PublicListQuerySchema.pick({
  packageId: true,
  year: true,
  lead: true,
});
const Counted = z.object({ id: z.string(), title: z.string(), count: z.number() });
/** What there is to choose from, and the figures of what is chosen. */
export const PublicOverviewSchema = z.object({
  total: z.number(),
  packages: z.array(z.object({ id: z.string(), title: z.string(), intro: z.string() })),
  /** The latest first. */
  years: z.array(z.number()),
  bodies: z.array(Counted),
  statuses: z.array(Counted.extend({ tone: z.string() })),
  /** Shares in percent, where a package is chosen or only one has publications. */
  figures: z.array(
    z.object({ id: z.string(), title: z.string(), value: z.number(), hit: z.number(), base: z.number() }),
  ),
});
export type PublicOverview = z.infer<typeof PublicOverviewSchema>;
