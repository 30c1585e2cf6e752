import { z } from 'zod';
import { finiteSchema, idSchema, textSchema, titleSchema } from '../common/parse.ts';

const whole = z.int('应为整数。').min(0, '不能为负。').max(10_000_000, '数值过大。');

/** A share between 0 and 1, e.g. 2/3. */
export const fractionSchema = z
  .strictObject({ numerator: whole, denominator: whole.min(1, '分母至少为 1。') })
  .refine((f) => f.numerator <= f.denominator, '比例不能超过 1。');

const limit = {
  atLeast: fractionSchema.refine((f) => f.numerator > 0, '“达到”的门槛应大于 0。').optional(),
  moreThan: fractionSchema.optional(),
};

const outcomeSchema = z.strictObject({
  id: idSchema,
  title: titleSchema,
  when: z
    .strictObject({ sumOf: z.array(idSchema).min(1, '请至少选一个选项。'), ...limit })
    .refine((w) => (w.atLeast === undefined) !== (w.moreThan === undefined), '请设定“不少于”或“超过”之一。'),
});

const points = finiteSchema
  .min(-100_000, '分值过小。')
  .max(100_000, '分值过大。')
  .refine((x) => Math.abs(x * 1000 - Math.round(x * 1000)) < 1e-6, '至多三位小数。');
const weight = finiteSchema.positive('权重应大于 0。').max(1_000, '权重不超过 1000。');

const questionBase = { id: idSchema, title: titleSchema, weight: weight.optional() };
const questionSchema = z.union(
  [
    z.strictObject({
      ...questionBase,
      choices: z
        .array(z.strictObject({ id: idSchema, title: titleSchema, score: points.optional() }))
        .min(2, '至少要有两个选项。')
        .max(50, '选项过多。'),
      outcomes: z.array(outcomeSchema).max(50, '结果过多。').optional(),
    }),
    z.strictObject({
      ...questionBase,
      points: z.strictObject({ min: points, max: points, step: points.positive('分档应大于 0。') }),
    }),
  ],
  '测评项须有名称，以及选项（choices）或分值范围（points）之一。',
);

const objectSchema = z.strictObject({ id: idSchema, title: titleSchema });

const exampleSchema = z.strictObject({
  title: titleSchema,
  sheet: z.strictObject({
    electorate: whole,
    present: whole.optional(),
    cast: whole,
    valid: whole,
    choices: z.record(z.string(), z.record(z.string(), whole)).optional(),
    votes: z.record(z.string(), whole).optional(),
  }),
  ballots: z
    .array(
      z.strictObject({
        times: whole.min(1).max(10_000, '一行至多 10000 张。'),
        group: z.string().optional(),
        answers: z
          .record(z.string(), z.union([z.string(), finiteSchema, z.array(z.string())], '应为选项或分数。'))
          .optional(),
        selected: z.array(z.string()).optional(),
      }),
    )
    .max(200, '行数过多。')
    .optional(),
  electorates: z.record(z.string(), whole).optional(),
  expect: z
    .strictObject({
      outcomes: z.record(z.string(), z.string()).optional(),
      selected: z.array(z.string()).optional(),
      scores: z.record(z.string(), finiteSchema).optional(),
    })
    .optional(),
});

/** The shape of a ballot rule document; what it says is checked by checkBallotRule. */
export const ballotRuleSchema = z.strictObject({
  kind: z.literal('ballot', '应为测评规则（ballot）。'),
  id: idSchema,
  title: titleSchema,
  description: textSchema.optional(),
  questions: z.array(questionSchema).max(200, '测评项过多。').optional(),
  selection: z
    .strictObject({
      places: whole.min(1, '应选名额至少为 1。'),
      exactly: z.boolean('应为是或否。').optional(),
      ...limit,
    })
    .optional(),
  objects: z.array(objectSchema).max(1_000, '对象过多。').optional(),
  denominator: z.enum(
    ['all', 'present', 'valid'],
    '计票基数应为全体（all）、到会（present）或有效票（valid）。',
  ),
  outcomes: z.array(outcomeSchema).max(50, '结果过多。').optional(),
  defaultOutcome: objectSchema.optional(),
  invalid: z
    .strictObject({
      blank: z.boolean('应为是或否。').optional(),
      incomplete: z.boolean('应为是或否。').optional(),
      several: z.enum(['place', 'ballot'], '应为该项无效（place）或整票无效（ballot）。').optional(),
      allFullMarks: z.boolean('应为是或否。').optional(),
      allAlike: z.boolean('应为是或否。').optional(),
    })
    .optional(),
  trimming: z
    .strictObject({
      highest: whole.optional(),
      lowest: whole.optional(),
      highestShare: fractionSchema.optional(),
      lowestShare: fractionSchema.optional(),
      by: z.enum(['place', 'object'], '应为按项（place）或按对象总分（object）。').optional(),
    })
    .optional(),
  groups: z
    .array(z.strictObject({ id: idSchema, title: titleSchema, weight }))
    .min(1)
    .max(50, '分组过多。')
    .optional(),
  turnout: fractionSchema.optional(),
  ties: z.enum(['runoff', 'list-order'], '应为再次投票（runoff）或按名单顺序（list-order）。').optional(),
  secret: z.boolean('请说明是否无记名。'),
  minGroup: whole.optional(),
  paper: z.enum(['merged', 'beside'], '应为合并计票（merged）或单独列出（beside）。').optional(),
  examples: z.array(exampleSchema).max(200, '算例过多。').optional(),
});
