import { z } from 'zod';
import { finiteSchema, idSchema, type Parsed, parseWith, textSchema, titleSchema } from '../common/parse.ts';
import { error, hasErrors, type Problem } from '../common/problem.ts';
import type { WeightingRule } from './types.ts';

const meanSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('mean') }),
    z.strictObject({
      kind: z.literal('trimmedMean'),
      drop: z.int('应为整数。').min(1, '至少去掉 1 个。').max(1_000, '去掉的个数过多。'),
    }),
    z.strictObject({ kind: z.literal('median') }),
    z.strictObject({ kind: z.literal('geometricMean') }),
  ],
  '合并方式应为平均（mean）、截尾平均（trimmedMean）、中位数（median）或几何平均（geometricMean）。',
);

const bySchema = z.discriminatedUnion(
  'method',
  [
    z.strictObject({ method: z.literal('direct'), mean: meanSchema }),
    z.strictObject({
      method: z.literal('ahp'),
      randomIndex: z.enum(['saaty1980', 'saaty2005'], '随机一致性指标表应为 saaty1980 或 saaty2005。'),
      limit: finiteSchema.gt(0, '一致性比率上限应大于 0。').max(1, '一致性比率上限不超过 1。'),
      above: z.enum(
        ['refuse', 'exclude', 'include'],
        '超过上限的权重票应为不予提交（refuse）、不计入（exclude）或照常计入（include）。',
      ),
      group: z.enum(['judgements', 'priorities'], '群体合并应按判断（judgements）或按权重（priorities）。'),
    }),
  ],
  '赋权方法应为直接分配（direct）或两两比较（ahp）。',
);

/** The shape of a weighting rule document. */
export const weightingRuleSchema = z.strictObject({
  kind: z.literal('weighting', '应为赋权规则（weighting）。'),
  id: idSchema,
  title: titleSchema,
  description: textSchema.optional(),
  scheme: idSchema,
  asks: z
    .array(z.union([z.literal(''), idSchema]))
    .min(1, '请至少选一组指标。')
    .optional(),
  by: bySchema,
  share: finiteSchema.min(0, '占比应在 0 至 100 之间。').max(100, '占比应在 0 至 100 之间。'),
  secret: z.boolean('请说明是否无记名。'),
  minGroup: z.int('应为整数。').min(1, '最少人数至少为 1。').max(100_000, '最少人数过大。').optional(),
});

/** Reads and checks a weighting rule document. Whether the scheme has what it asks is said by `sheetOf`. Never throws. */
export function parseWeightingRule(document: unknown): Parsed<WeightingRule> {
  const shape = parseWith(weightingRuleSchema as unknown as z.ZodType<WeightingRule>, document);
  if (!shape.value) return shape;
  const { asks = [] } = shape.value;
  const problems = asks.flatMap((id, i): Problem[] =>
    asks.indexOf(id) < i ? [error('duplicate', `/asks/${i}`, `“${id}”重复，请删去一处。`)] : [],
  );
  return hasErrors(problems) ? { problems } : { value: shape.value, problems };
}
