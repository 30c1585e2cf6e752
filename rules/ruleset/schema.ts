import { z } from 'zod';
import { idSchema, type Parsed, parseWith, textSchema, titleSchema } from '../common/parse.ts';
import { conditionSchema, factCatalogueSchema, namedConditionSchema } from '../conditions/schema.ts';
import type { RuleSet } from './types.ts';

const eventSchema = z.strictObject({
  type: idSchema,
  params: z.record(idSchema, z.json('应为 JSON 的值。')).optional(),
});

/** The shape of a rule set document; what it says is checked by checkRuleSet. */
export const ruleSetSchema = z.strictObject({
  kind: z.literal('ruleset', '应为规则集（ruleset）。'),
  id: idSchema,
  title: titleSchema,
  description: textSchema.optional(),
  facts: factCatalogueSchema,
  conditions: z.array(namedConditionSchema).max(500, '共用条件过多（至多 500 项）。').optional(),
  rules: z
    .array(
      z.strictObject({
        name: idSchema,
        title: titleSchema,
        description: textSchema.optional(),
        conditions: conditionSchema,
        event: eventSchema,
        priority: z
          .int('优先级应为整数。')
          .min(1, '优先级至少为 1。')
          .max(1_000_000, '优先级过大。')
          .optional(),
        enabled: z.boolean('应为是或否。').optional(),
      }),
    )
    .max(10_000, '规则过多（至多 10000 条）。'),
  combine: z.enum(['first', 'all'], '合并方式应为首条命中（first）或全部命中（all）。'),
  defaultOutcome: eventSchema.optional(),
  tests: z
    .array(
      z.strictObject({
        title: titleSchema,
        facts: z.record(z.string(), z.json('应为 JSON 的值。')),
        expect: z.strictObject({ outcomes: z.array(eventSchema) }),
      }),
    )
    .max(1_000, '测试过多（至多 1000 项）。')
    .optional(),
});

export const parseRuleSetShape = (document: unknown): Parsed<RuleSet> =>
  parseWith(ruleSetSchema as unknown as z.ZodType<RuleSet>, document);
