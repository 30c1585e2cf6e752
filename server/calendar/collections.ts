/** The editable table over the announced holidays, and years whose notice was entered completely. */
import { z } from 'zod';
import { localDateSchema } from '../../rules/index.ts';
import { defineCollection } from '../store/collections.ts';

/** `id` is the local date. */
export const CalendarDaySchema = z.object({
  id: localDateSchema,
  kind: z.enum(['holiday', 'workday']),
  note: z.string(),
});
export type CalendarDay = z.infer<typeof CalendarDaySchema>;

export const calendarDays = defineCollection({
  name: 'calendarDays',
  schema: CalendarDaySchema,
  indexes: [{ fields: ['kind'] }],
});
/** `id` is the year. */
export const calendarYears = defineCollection({
  name: 'calendarYears',
  schema: z.object({ id: z.string(), confirmed: z.boolean() }),
  indexes: [{ fields: ['confirmed'] }],
});
