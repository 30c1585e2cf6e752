import { z } from 'zod';
import { finiteSchema, idSchema, textSchema, titleSchema } from '../common/parse.ts';
import type { Condition, FactDefinition } from './types.ts';

/** Conditions are checked by checkCondition, which knows the catalogue and bounds the depth. */
export const conditionSchema = z.custom<Condition>(
  (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
  '条件应为对象。',
);

export const factDefinitionSchema: z.ZodType<FactDefinition> = z.lazy(() =>
  z.strictObject({
    name: idSchema,
    type: z.enum(
      ['number', 'string', 'boolean', 'date', 'array', 'object'],
      '类型应为数值、文字、是/否、日期、列表或组合之一。',
    ),
    title: titleSchema,
    unit: z.string().max(20, '单位不超过 20 字。').optional(),
    options: z
      .array(z.strictObject({ value: z.union([z.string(), finiteSchema]), title: titleSchema }))
      .optional(),
    itemType: z
      .enum(['number', 'string', 'boolean', 'date'], '列表的内容应为数值、文字、是/否或日期。')
      .optional(),
    properties: z.array(factDefinitionSchema).max(200, '内容过多。').optional(),
    description: textSchema.optional(),
  }),
);

export const factCatalogueSchema = z.array(factDefinitionSchema).max(500, '事实过多（至多 500 项）。');

export const namedConditionSchema = z.strictObject({
  name: idSchema,
  title: titleSchema.optional(),
  conditions: conditionSchema,
});
