import { z } from 'zod';
import { finiteSchema, idSchema, textSchema, titleSchema } from '../common/parse.ts';
import { conditionSchema, factCatalogueSchema, namedConditionSchema } from '../conditions/schema.ts';
import type { Indicator } from './types.ts';

const figure = finiteSchema.min(-1e12, '数值过小。').max(1e12, '数值过大。');
const scorePoints = finiteSchema.min(0, '得分应在 0 至 100 之间。').max(100, '得分应在 0 至 100 之间。');

const scaleSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('linear'), min: figure.optional(), max: figure.optional() }),
    z.strictObject({ kind: z.literal('target'), target: figure, limit: figure }),
    z.strictObject({
      kind: z.literal('banded'),
      bands: z
        .array(z.strictObject({ from: figure.optional(), score: scorePoints, title: titleSchema.optional() }))
        .min(1, '请至少设一档。')
        .max(50, '分档过多。'),
    }),
    z.strictObject({
      kind: z.literal('zscore'),
      mean: scorePoints,
      deviation: finiteSchema.gt(0, '每个标准差的分值应大于 0。').max(100, '每个标准差的分值不超过 100。'),
    }),
    z.strictObject({ kind: z.literal('rank') }),
  ],
  '计分方式应为线性（linear）、目标（target）、分档（banded）、标准分（zscore）或名次（rank）。',
);

const sourceSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('caseShare'), base: conditionSchema.optional(), hit: conditionSchema }),
    z.strictObject({
      kind: z.literal('caseMean'),
      of: z.strictObject({ fact: z.string('请选择事实。'), path: z.string().optional() }),
      base: conditionSchema.optional(),
    }),
    z.strictObject({ kind: z.literal('caseCount'), base: conditionSchema.optional() }),
    z.strictObject({ kind: z.literal('given') }),
  ],
  '数据来源应为办件占比（caseShare）、办件均值（caseMean）、办件数（caseCount）或外部给定（given）。',
);

const base = {
  id: idSchema,
  title: titleSchema,
  weight: finiteSchema.min(0, '权重应在 0 至 100 之间。').max(100, '权重应在 0 至 100 之间。'),
  description: textSchema.optional(),
};

const leafSchema = z.strictObject({
  ...base,
  direction: z.enum(['higher', 'lower'], '方向应为越高越好（higher）或越低越好（lower）。'),
  unit: z.string().max(20, '单位不超过 20 字。').optional(),
  scale: scaleSchema,
  missing: z.enum(
    ['exclude', 'zero', 'lowest', 'mean'],
    '请说明缺失时的处理：不计（exclude）、零分（zero）、最低分（lowest）或平均分（mean）。',
  ),
  source: sourceSchema,
});

const indicatorSchema: z.ZodType<Indicator> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ ...base, children: z.array(indicatorSchema).max(200, '下级指标过多。') }),
      leafSchema as unknown as z.ZodType<Indicator>,
    ],
    '指标须有下级指标（children），或有方向、计分方式、缺失处理和数据来源。',
  ),
);

/** The shape of a scheme document; what it says is checked by checkScheme. */
export const schemeSchema = z.strictObject({
  kind: z.literal('scheme', '应为指标体系（scheme）。'),
  id: idSchema,
  title: titleSchema,
  objectKind: titleSchema,
  description: textSchema.optional(),
  facts: factCatalogueSchema,
  conditions: z.array(namedConditionSchema).max(500, '共用条件过多（至多 500 项）。').optional(),
  indicators: z.array(indicatorSchema).max(200, '指标过多。'),
  ties: z
    .enum(['competition', 'dense'], '并列规则应为 competition（1、1、3）或 dense（1、1、2）。')
    .optional(),
  decimals: z
    .int('小数位应为整数。')
    .min(0, '小数位应在 0 至 6 之间。')
    .max(6, '小数位应在 0 至 6 之间。')
    .optional(),
  grades: z
    .array(z.strictObject({ id: idSchema, title: titleSchema, atLeast: scorePoints }))
    .max(50, '等次过多。')
    .optional(),
  gradeRules: idSchema.optional(),
});
