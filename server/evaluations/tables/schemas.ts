/** Shapes of the routes of evaluation data. */
import { z } from 'zod';
import { DataRowSchema } from './collections.ts';

const id = z.string().min(1).max(64);

/** Of whom, for what and when. */
export const DataPlace = z.object({
  package: id,
  scheme: id,
  year: z.coerce.number().int().min(1990).max(2100),
  org: id,
});
export type DataPlace = z.infer<typeof DataPlace>;

const Chosen = z.object({
  object: z.string().max(200),
  columns: z.array(z.object({ heading: z.string().max(200), indicator: id })).max(200),
});
/** At most 5 MB of bytes. */
const UploadedFile = z.object({ name: z.string().min(1).max(200), base64: z.base64().max(7_000_000) });

export const DataVersion = z.object({
  id: z.string(),
  version: z.number(),
  current: z.boolean(),
  origin: z.enum(['upload', 'typed']),
  file: z.string().nullable(),
  rows: z.number(),
  note: z.string(),
  at: z.string(),
  byName: z.string(),
});

export const DataTableView = z.object({
  /** What may be given: indicators, bonuses, deductions and vetoes with such a source. */
  columns: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      unit: z.string(),
      levels: z.array(z.object({ id: z.string(), title: z.string(), score: z.number() })).optional(),
    }),
  ),
  bodies: z.array(z.object({ id: z.string(), name: z.string(), shortName: z.string() })),
  /** 0: none yet. Its number is the lock: whoever saves names the version that was seen. */
  version: z.number(),
  rows: z.array(DataRowSchema),
  /** Newest first. */
  versions: z.array(DataVersion),
});
export type DataTableView = z.infer<typeof DataTableView>;

export const ReadBody = z.strictObject({
  ...DataPlace.shape,
  file: UploadedFile,
  /** Absent: as in the file before, as chosen last, or guessed by the titles. */
  chosen: Chosen.optional(),
  /** What was chosen for a file that this one takes the place of, not saved yet. */
  before: z.strictObject({ ...Chosen.shape, headings: z.array(z.string()) }).optional(),
});
export type ReadBody = z.infer<typeof ReadBody>;
const places = z.array(z.object({ place: z.string(), message: z.string() }));
export const ReadView = z.object({
  headings: z.array(z.string()),
  chosen: Chosen,
  rows: z.array(DataRowSchema),
  lines: z.number(),
  problems: places,
  warnings: z.array(z.string()),
});
export type ReadView = z.infer<typeof ReadView>;

export const SaveBody = z.strictObject({
  ...DataPlace.shape,
  /** That was seen; 409 when there is a newer one. */
  version: z.number().int().min(0),
  note: z.string().max(500).default(''),
  /** `merge`: what the new table does not name stays. */
  mode: z.enum(['replace', 'merge']),
  from: z.union([
    z.strictObject({ file: UploadedFile, chosen: Chosen }),
    z.strictObject({
      typed: z
        .array(
          z.strictObject({
            object: id,
            values: z.record(id, z.union([z.number(), z.string().max(200), z.null()])),
          }),
        )
        .max(5000),
    }),
  ]),
});
export type SaveBody = z.infer<typeof SaveBody>;
