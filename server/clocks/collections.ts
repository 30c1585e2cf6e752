/** Legal clocks (法定期限) of cases: plain data of rules/calendar with the instants at which something is due. */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

const PeriodSchema = z.object({ amount: z.number(), unit: z.enum(['workday', 'day', 'month']) });

/** What `rules/calendar` computes with. */
export const LegalClockDataSchema = z.object({
  startedAt: z.string(),
  period: PeriodSchema,
  suspensions: z.array(z.object({ from: z.string(), to: z.string().optional(), reason: z.string() })),
  extensions: z.array(
    z.object({
      period: PeriodSchema,
      reason: z.string(),
      approvedBy: z.string(),
      at: z.string().optional(),
    }),
  ),
  stoppedAt: z.string().optional(),
});

export const CaseClockSchema = z.object({
  /** `<case>:<clock>`. */
  id: z.string(),
  caseId: z.string(),
  packageId: z.string(),
  orgPath: z.string(),
  clock: z.string(),
  title: z.string(),
  /** 1, and one more each time the drawing starts it again. */
  round: z.number(),
  data: LegalClockDataSchema,
  /** Days before the due date on which a reminder is sent. */
  remind: z.array(z.number()),
  state: z.enum(['running', 'suspended', 'stopped']),
  dueDate: z.string().optional(),
  provisional: z.boolean(),
  overdue: z.boolean(),
  onTime: z.boolean().optional(),
  /** Ladder steps that were fired in this round. */
  fired: z.array(z.string()),
  /** Instant of the next thing to do; absent when there is none. */
  nextAt: z.string().optional(),
  /** Keys of jobs and deeds that are already in it, so that a redelivery changes nothing. */
  deeds: z.array(z.string()),
  /** Fingerprint of the calendar with which it was computed. */
  calendar: z.string(),
});
export type CaseClock = z.infer<typeof CaseClockSchema>;

export const clocks = defineCollection({
  name: 'clocks',
  schema: CaseClockSchema,
  indexes: [{ fields: ['caseId'] }, { fields: ['nextAt'] }, { fields: ['state', 'calendar'] }],
});
