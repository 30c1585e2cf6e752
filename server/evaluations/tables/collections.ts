/** Uploaded and typed evaluation data (评价数据): every saving is a version of its own, and stays. */
import { z } from 'zod';
import { findAll } from '../../store/all.ts';
import { defineCollection } from '../../store/collections.ts';
import type { Store } from '../../store/port.ts';

export const DataRowSchema = z.object({
  /** Body of the directory. */
  object: z.string(),
  /** 1 for the first row below the heading of the file, or of the typed table. */
  row: z.number(),
  /** By id of the indicator, bonus, deduction or veto; a level's id on a rubric indicator. */
  values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
});
export type DataRow = z.infer<typeof DataRowSchema>;

export const EvaluationDataSchema = z.object({
  id: z.string(),
  packageId: z.string(),
  orgId: z.string(),
  orgPath: z.string(),
  year: z.number(),
  scheme: z.string(),
  /** 1, 2, 3 … of this package, organisation, year and scheme. */
  version: z.number(),
  /** The version that counts. */
  current: z.boolean(),
  origin: z.enum(['upload', 'typed']),
  rows: z.array(DataRowSchema),
  /** Of an upload; the bytes are in `evaluationFiles` by their digest. */
  file: z.object({ name: z.string(), size: z.number(), sha256: z.string() }).optional(),
  note: z.string(),
  at: z.string(),
  by: z.string(),
});
export type EvaluationData = z.infer<typeof EvaluationDataSchema>;

/** An uploaded file as it came, by its SHA-256. */
export const DataFileSchema = z.object({ id: z.string(), base64: z.string() });
export type DataFile = z.infer<typeof DataFileSchema>;

/** Which column of a file is which indicator, as somebody chose it last. */
export const DataMappingSchema = z.object({
  /** `<package>:<scheme>:<org>`. */
  id: z.string(),
  /** Heading of the column that names the object. */
  object: z.string(),
  /** By heading: id of the indicator. */
  columns: z.array(z.object({ heading: z.string(), indicator: z.string() })),
});
export type DataMapping = z.infer<typeof DataMappingSchema>;

export const evaluationData = defineCollection({
  name: 'evaluationData',
  schema: EvaluationDataSchema,
  indexes: [
    { fields: ['packageId', 'orgId', 'year', 'scheme', 'version'], unique: true },
    { fields: ['packageId', 'scheme', 'year', 'current', 'orgPath'] },
  ],
});
export const evaluationFiles = defineCollection({ name: 'evaluationFiles', schema: DataFileSchema });
export const evaluationMappings = defineCollection({
  name: 'evaluationMappings',
  schema: DataMappingSchema,
  indexes: [],
});

/** The data in force at and below a path, the highest organisation first. */
export async function currentData(
  store: Store,
  o: { packageId: string; scheme: { id: string }; year: number; path: string },
): Promise<EvaluationData[]> {
  const found = await findAll<EvaluationData>(store, 'evaluationData', {
    packageId: o.packageId,
    scheme: o.scheme.id,
    year: o.year,
    current: true,
    orgPath: { prefix: o.path },
  });
  return found.sort((a, b) => a.orgPath.length - b.orgPath.length || (a.orgPath < b.orgPath ? -1 : 1));
}
