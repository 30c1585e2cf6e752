/** Packages, their drafts and releases, and the values that each organisation gives to parameters. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

/** Files as a list: their paths hold dots and slashes, which no database likes as field names. */
const files = z.array(z.object({ path: z.string(), text: z.string() }));

const PackageDoc = z.object({
  id: z.string(),
  title: z.string(),
  order: z.number(),
  /** Release in force. */
  current: z.string().nullable(),
  /** Number of the newest release. */
  number: z.number(),
  /** Version of the shipped package that was taken over or offered last. */
  shippedVersion: z.string().nullable(),
  /** A newer shipped version that waits beside the administrator's own. */
  offered: z.object({ version: z.string(), files }).nullable(),
});
export type PackageDoc = z.infer<typeof PackageDoc>;

const DraftDoc = z.object({
  /** The package's id: one draft each. Its revision is the optimistic lock. */
  id: z.string(),
  files,
  /** Release that it was begun from. */
  basedOn: z.string().nullable(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export type DraftDoc = z.infer<typeof DraftDoc>;

const ReleaseDoc = z.object({
  id: z.string(),
  packageId: z.string(),
  number: z.number(),
  files,
  process: z.object({ bpmnProcessId: z.string(), version: z.number(), file: z.string() }),
  /** ES module with the precompiled validators of its forms, for the browser. */
  validators: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  reason: z.string(),
});
export type ReleaseDoc = z.infer<typeof ReleaseDoc>;

const ParameterDoc = z.object({
  /** `<package>:<organisation>`. */
  id: z.string(),
  packageId: z.string(),
  orgId: z.string(),
  orgPath: z.string(),
  values: z.record(z.string(), z.unknown()),
});
export type ParameterDoc = z.infer<typeof ParameterDoc>;

export const packages = defineCollection({
  name: 'packages',
  schema: PackageDoc,
  indexes: [{ fields: ['order'] }],
});
export const drafts = defineCollection({ name: 'packageDrafts', schema: DraftDoc });
export const releases = defineCollection({
  name: 'releases',
  schema: ReleaseDoc,
  indexes: [{ fields: ['packageId', 'number'], unique: true }],
});
export const parameterValues = defineCollection({
  name: 'parameterValues',
  schema: ParameterDoc,
  indexes: [{ fields: ['packageId'] }],
});
