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

export const calendarOptionsSchema = z.strictObject({
  overrides: z
    .array(
      z.strictObject({
        date: localDateSchema,
        kind: z.enum(['holiday', 'workday'], '应为节假日（holiday）或工作日（workday）'),
        note: z.string().max(200, '备注不超过 200 字').optional(),
      }),
    )
    .max(5_000, '行数过多')
    .optional(),
  confirmedYears: z.array(z.int('年份应为整数').min(1900, '年份无效').max(2999, '年份无效')).optional(),
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

export const clockLadderSchema = z.strictObject({
  steps: z.array(
    z.strictObject({
      id: z.string().min(1, '请填写编号'),
      title: z.string().min(1, '请填写名称'),
      when: z.enum(['before', 'after'], '应为到期前（before）或到期后（after）'),
      offset: periodSchema,
      time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应为 HH:mm')
        .optional(),
      action: z.string().optional(),
    }),
  ),
});
