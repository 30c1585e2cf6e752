/** Files of cases: the bytes are on disk under their digest, the row says what they are and whose. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const StoredFileSchema = z.object({
  id: z.string(),
  /** Absent while it is only uploaded and no form that names it was submitted. */
  caseId: z.string().optional(),
  name: z.string(),
  size: z.number(),
  type: z.string(),
  sha256: z.string(),
  /** `upload`: by a person. `document`: rendered by a block. */
  kind: z.enum(['upload', 'document']),
  by: z.string().optional(),
  at: z.string(),
  /** Instant after which an upload that nobody referred to is removed. */
  expiresAt: z.string().optional(),
});
export type StoredFile = z.infer<typeof StoredFileSchema>;

export const files = defineCollection({
  name: 'files',
  schema: StoredFileSchema,
  indexes: [{ fields: ['caseId', 'at'] }, { fields: ['expiresAt'] }, { fields: ['sha256'] }],
});
