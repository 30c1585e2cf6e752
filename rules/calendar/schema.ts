import { z } from 'zod';
import { isInstant, isLocalDate } from './local-date.ts';

/** Document schemas of the calendar, with Chinese messages; for request bodies and package files. */
export const localDateSchema = z.string().refine(isLocalDate, '日期应为 YYYY-MM-DD');
const whenSchema = z
  .string()
  .refine((s) => isLocalDate(s) || isInstant(s), '应为日期 YYYY-MM-DD 或带时区的时刻');

export const periodSchema = z.strictObject({
  amount: z.int('期限数值应为整数').min(0, '期限数值不能为负').max(36_500, '期限数值过大'),
  unit: z.enum(['workday', 'day', 'month'], '期限单位应为工作日（workday）、天（day）或月（month）'),
});

export const legalClockSchema = z.strictObject({
  startedAt: whenSchema,
  period: periodSchema,
  suspensions: z.array(
    z.strictObject({
      from: whenSchema,
      to: whenSchema.optional(),
      reason: z.string().min(1, '请填写中止理由'),
    }),
  ),
  extensions: z.array(
    z.strictObject({
      period: periodSchema,
      reason: z.string().min(1, '请填写延期理由'),
      approvedBy: z.string().min(1, '请填写批准人'),
      at: whenSchema.optional(),
    }),
  ),
  stoppedAt: whenSchema.optional(),
  rollToWorkingDay: z.boolean('应为是或否').optional(),
  dueSoon: periodSchema.optional(),
});
