/** Entries of registers (台账): 问题、责任、承诺、整改 … as the packages declare them. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const RegisterEntrySchema = z.object({
  /** The job's key, or `<case>:<register>:<key>` where the drawing gives a key. */
  id: z.string(),
  register: z.string(),
  packageId: z.string(),
  releaseId: z.string(),
  caseId: z.string(),
  orgId: z.string(),
  orgPath: z.string(),
  year: z.number(),
  state: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** For the search. */
  text: z.string(),
  /** Where lists find it: `<package>/<register>@<path>` for each organisation above. */
  lanes: z.array(z.string()),
  /** Earlier states, oldest first. */
  history: z.array(z.object({ state: z.string(), at: z.string(), jobKey: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type RegisterEntry = z.infer<typeof RegisterEntrySchema>;

export const registerEntries = defineCollection({
  name: 'registerEntries',
  schema: RegisterEntrySchema,
  indexes: [
    { fields: ['caseId', 'createdAt'] },
    { fields: ['lanes', '-createdAt'] },
    { fields: ['lanes', 'state', '-createdAt'] },
    { fields: ['lanes', 'year', '-createdAt'] },
    { fields: ['lanes', 'year', 'state', '-createdAt'] },
  ],
  search: ['text'],
});
