/**
 * The audit log. An entry says who did what to what, and is never changed; its content (before, after, names) is apart,
 * so that personal data can be erased while the chain still verifies by the content's digest.
 */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const AuditRecordSchema = z.object({
  /** The sequence number, twelve digits. */
  id: z.string(),
  seq: z.number().int().positive(),
  at: z.string(),
  /** User id; absent: the system. */
  actorId: z.string().optional(),
  /** Such as `task.complete`. */
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string(),
  orgId: z.string().optional(),
  /** Path of the organisation at that time, for permissions by tree. */
  orgPath: z.string(),
  caseId: z.string().optional(),
  contentId: z.string().optional(),
  /** SHA-256 of salt and content. */
  digest: z.string().optional(),
  /** Hash of the entry before. */
  prev: z.string(),
  /** SHA-256 of all the above. */
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof AuditRecordSchema>;

export const audit = defineCollection({
  name: 'audit',
  schema: AuditRecordSchema,
  indexes: [
    { fields: ['actorId', 'seq'] },
    { fields: ['action', 'seq'] },
    { fields: ['targetId', 'seq'] },
    { fields: ['caseId', 'seq'] },
  ],
});

export const auditContents = defineCollection({
  name: 'auditContents',
  schema: z.object({ id: z.string(), salt: z.string(), content: z.record(z.string(), z.unknown()) }),
});
export type AuditContent = z.infer<typeof auditContents.schema>;

export const auditCollections = [audit, auditContents];
