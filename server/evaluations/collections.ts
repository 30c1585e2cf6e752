/** What rule editors have changed and not yet published: rule files of a package, apart from the administrators' draft. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const RuleDraftSchema = z.object({
  /** The package's id: one draft each. Its revision is the optimistic lock. */
  id: z.string(),
  /** Changed files only, whole texts. */
  files: z.array(z.object({ path: z.string(), text: z.string() })),
  /** Release that the changes were made to. */
  basedOn: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});
export type RuleDraft = z.infer<typeof RuleDraftSchema>;

export const ruleDrafts = defineCollection({ name: 'ruleDrafts', schema: RuleDraftSchema });
