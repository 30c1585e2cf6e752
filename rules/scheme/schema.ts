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
    z.strictObject({
      kind: z.literal('rubric'),
      levels: z
        .array(
          z.strictObject({
            id: idSchema,
            title: titleSchema,
            description: textSchema.optional(),
            score: scorePoints,
          }),
        )
        .min(2, '定性指标请至少设两个等级。')
        .max(20, '等级过多（至多 20 个）。'),
    }),
  ],
  '计分方式应为线性（linear）、目标（target）、分档（banded）、标准分（zscore）、名次（rank）或定性等级（rubric）。',
);

const package_ = idSchema.optional();
const field = z.string('请选择字段。').min(1, '请选择字段。').max(200, '字段名过长。');

const sourceSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('caseShare'),
      package: package_,
      base: conditionSchema.optional(),
      hit: conditionSchema,
    }),
    z.strictObject({
      kind: z.literal('caseMean'),
      package: package_,
      of: z.strictObject({ fact: z.string('请选择事实。'), path: z.string().optional() }),
      base: conditionSchema.optional(),
    }),
    z.strictObject({ kind: z.literal('caseCount'), package: package_, base: conditionSchema.optional() }),
    z.strictObject({
      kind: z.literal('ballot'),
      ballot: idSchema,
      question: idSchema.optional(),
      take: z
        .union(
          [
            z.literal('score'),
            z.strictObject({
              sumOf: z.array(idSchema).min(1, '请至少选一个选项。').max(50, '选项过多。'),
            }),
          ],
          '测评取平均分（score），或几个选项的得票率之和（sumOf）。',
        )
        .optional(),
    }),
    z.strictObject({
      kind: z.literal('register'),
      register: idSchema,
      package: package_,
      take: z.union(
        [z.literal('count'), z.strictObject({ sum: field }), z.strictObject({ mean: field })],
        '台账取条数（count）、合计（sum）或平均（mean）。',
      ),
      where: conditionSchema.optional(),
    }),
    z.strictObject({
      kind: z.literal('formula'),
      expression: z.string('请填写公式。').min(1, '请填写公式。').max(2_000, '公式不超过 2000 字。'),
    }),
    z.strictObject({ kind: z.literal('given') }),
  ],
  '数据来源应为办件占比（caseShare）、办件均值（caseMean）、办件数（caseCount）、测评（ballot）、台账（register）、公式（formula）或上传、填报（given）。',
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

const weightsFromSchema = z.strictObject({
  round: z.string().min(1, '请写明赋权轮次。').max(100, '赋权轮次的编号过长。'),
  title: titleSchema,
  closedAt: z.iso.datetime('赋权结束时间应为 ISO 8601 格式的时刻。'),
  cast: z.int('票数应为整数。').min(0, '票数不小于 0。').max(1_000_000, '票数过大。'),
  share: scorePoints,
  weights: z.record(idSchema, scorePoints),
});

const adjustmentPoints = finiteSchema.min(0, '分值不小于 0。').max(1_000, '分值过大。');

const adjustmentSchema = z.strictObject({
  id: idSchema,
  title: titleSchema,
  description: textSchema.optional(),
  kind: z.enum(['bonus', 'deduction'], '应为加分（bonus）或扣分（deduction）。'),
  points: z.union(
    [adjustmentPoints, z.strictObject({ per: adjustmentPoints })],
    '分值应为数值，或每一单位的分值（per）。',
  ),
  source: sourceSchema.optional(),
  when: conditionSchema.optional(),
  cap: adjustmentPoints.optional(),
});

const vetoSchema = z.strictObject({
  id: idSchema,
  title: titleSchema,
  description: textSchema.optional(),
  source: sourceSchema.optional(),
  when: conditionSchema,
  grade: idSchema.optional(),
  atMost: scorePoints.optional(),
});

const localNumberSchema = z.strictObject({
  param: z.string('请选择参数。').min(1, '请选择参数。').max(64, '参数名过长。'),
  of: idSchema,
  field: z.enum(
    ['weight', 'target', 'limit', 'min', 'max', 'points', 'cap', 'atMost', 'atLeast'],
    '不能由参数决定的数值。',
  ),
});

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
  weightsFrom: weightsFromSchema.optional(),
  adjustments: z.array(adjustmentSchema).max(100, '加分、扣分项过多（至多 100 项）。').optional(),
  adjustmentCaps: z
    .strictObject({ bonus: adjustmentPoints.optional(), deduction: adjustmentPoints.optional() })
    .optional(),
  vetoes: z.array(vetoSchema).max(100, '否决项过多（至多 100 项）。').optional(),
  localNumbers: z.array(localNumberSchema).max(500, '由参数决定的数值过多（至多 500 个）。').optional(),
});
