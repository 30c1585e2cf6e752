/** Intents: what the engine is still to be told, written in the same commit as the rows that it follows from. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const IntentSchema = z.object({
  /** Job key, or another key that names the deed once and for all (`<case>:start`). */
  id: z.string(),
  kind: z.string(),
  payload: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  /** Why the last try failed; for the page of an administrator. */
  error: z.string().optional(),
});
export type Intent = z.infer<typeof IntentSchema>;

export const intents = defineCollection({
  name: 'intents',
  schema: IntentSchema,
  indexes: [{ fields: ['createdAt'] }],
});
