/** How far the sample load into a database has come; a folder of data says so by `.loading` instead. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

export const sampleLoads = defineCollection({
  name: 'sample.loads',
  schema: z.object({ id: z.literal('district'), state: z.enum(['loading', 'complete']), at: z.string() }),
});
