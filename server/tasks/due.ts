/** Due dates of tasks, from the `taskDue` input of the drawing, by the working-day calendar. */
import { z } from 'zod';
import { addPeriod, instantOf, isLocalDate, localDateOf, type WorkCalendar } from '../../rules/index.ts';
import { overdueInstant } from '../clocks/service.ts';
import type { Task } from './collections.ts';

export const NO_DUE = '9999-12-31';

const remind = z.coerce.number().int().min(0).max(365).optional();
const PeriodSchema = z.object({
  amount: z.coerce.number().int().min(0).max(36_500),
  unit: z.enum(['workday', 'day', 'month']).default('workday'),
  remind,
});
/** A day that the case already knows, such as that of a legal deadline (`<clock>DueAt`). */
const DaySchema = z.object({ date: z.string().refine(isLocalDate), remind });
export type Due = z.infer<typeof PeriodSchema> | z.infer<typeof DaySchema>;

/** The context of the drawing, or undefined when it gives none that makes sense. */
export function readDue(value: unknown): Due | undefined {
  const parsed = z.union([PeriodSchema, DaySchema]).safeParse(value);
  if (!parsed.success) return undefined;
  const { remind, ...rest } = parsed.data;
  return remind === undefined ? rest : { ...rest, remind };
}

type DueFields = Pick<Task, 'dueSort' | 'dueProvisional' | 'overdue' | 'calendar' | 'dueDate' | 'nextAt'>;

/** All due-date fields of an open task as they stand at `now`. */
export function dueFields(
  t: { createdAt: string; due?: Due | undefined; reminded: boolean },
  calendar: WorkCalendar,
  now: string,
): DueFields {
  if (!t.due) return { dueSort: NO_DUE, dueProvisional: false, overdue: false, calendar: '' };
  const { date, provisional } =
    'date' in t.due
      ? { date: t.due.date, provisional: false }
      : addPeriod(localDateOf(t.createdAt), t.due, calendar);
  const overAt = overdueInstant(date);
  const overdue = Date.parse(now) >= Date.parse(overAt);
  const remindAt =
    t.due.remind === undefined || t.reminded
      ? undefined
      : instantOf(addPeriod(date, { amount: -t.due.remind, unit: 'day' }, calendar).date, '09:00');
  const nextAt = overdue ? undefined : remindAt && remindAt < overAt ? remindAt : overAt;
  return {
    dueDate: date,
    dueSort: date,
    dueProvisional: provisional,
    overdue,
    calendar: calendar.fingerprint,
    ...(nextAt ? { nextAt } : {}),
  };
}
