import { z } from 'zod';

export const DayViewSchema = z.object({
  date: z.string(),
  working: z.boolean(),
  provisional: z.boolean(),
  source: z.enum(['override', 'announced', 'fixed-holiday', 'week']),
  name: z.string().optional(),
});
export const CalendarYearViewSchema = z.object({
  year: z.number(),
  /** False: the State Council's notice is not known, its days may still change. */
  announced: z.boolean(),
  confirmed: z.boolean(),
  days: z.array(DayViewSchema),
});
export type CalendarYearView = z.infer<typeof CalendarYearViewSchema>;

export const EditDaySchema = z.object({
  kind: z.enum(['holiday', 'workday'], '请选择“节假日”或“工作日”'),
  note: z.string().max(200, '备注不超过 200 字').default(''),
});
export const ConfirmYearSchema = z.object({ confirmed: z.boolean() });
export const RecomputedSchema = z.object({
  /** Clocks and tasks whose due date moved. */
  clocks: z.number(),
  tasks: z.number(),
});
export type Recomputed = z.infer<typeof RecomputedSchema>;
