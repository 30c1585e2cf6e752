/** Shapes of the packages API. The designer imports the types. */
import { z } from 'zod';

export const PackageSummary = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  release: z
    .object({ id: z.string(), number: z.number(), publishedAt: z.string(), publishedBy: z.string() })
    .nullable(),
  /** Present when somebody has begun to change it. */
  draft: z.object({ updatedAt: z.string(), updatedBy: z.string(), rev: z.number() }).nullable(),
  /** A newer shipped version that can be taken into the draft. */
  offered: z.string().nullable(),
  /** Cases that run on any of its releases. */
  running: z.number(),
});
export type PackageSummary = z.infer<typeof PackageSummary>;

export const Files = z.record(z.string().max(200), z.string());

export const DraftView = z.object({
  packageId: z.string(),
  files: Files,
  rev: z.number(),
  basedOn: z.string().nullable(),
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
  updatedByName: z.string().nullable(),
});
export type DraftView = z.infer<typeof DraftView>;

export const SaveDraft = z.strictObject({
  files: Files,
  rev: z.int().min(0),
  /**
   * What the editor began from, as `DraftView` said it. A draft that was published or given up and begun anew counts its
   * revisions from 1 again: this tells the two apart.
   */
  since: z.strictObject({ basedOn: z.string().nullable(), updatedAt: z.string().nullable() }).optional(),
});

export const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  file: z.string(),
  elementId: z.string().optional(),
  place: z.string().optional(),
  code: z.string(),
  message: z.string(),
});
export const Problems = z.object({ problems: z.array(Problem) });

export const Publish = z.strictObject({
  rev: z.int().min(1),
  reason: z.string().trim().min(1, '请写明发布原因').max(500, '不超过 500 字'),
});
export const Published = z.object({ releaseId: z.string(), number: z.number() });

export const ReleaseSummary = z.object({
  id: z.string(),
  number: z.number(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  publishedByName: z.string(),
  reason: z.string(),
  current: z.boolean(),
  /** Cases that still run on it. */
  running: z.number(),
});
export type ReleaseSummary = z.infer<typeof ReleaseSummary>;
export const ReleaseList = z.object({ items: z.array(ReleaseSummary) });

export const Parameters = z.object({
  /** JSON Schema of the parameters of the release in force. */
  schema: z.record(z.string(), z.unknown()),
  defaults: z.record(z.string(), z.unknown()),
  /** This organisation's own values. */
  values: z.record(z.string(), z.unknown()),
  /** What is in force here: defaults, under inherited values, under own values. */
  inForce: z.record(z.string(), z.unknown()),
  rev: z.number(),
});
export type Parameters = z.infer<typeof Parameters>;
export const SetParameters = z.strictObject({
  values: z.record(z.string(), z.unknown()),
  rev: z.int().min(0),
});
