import { z } from 'zod';

export const BlockInputViewSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  as: z.enum(['fixed', 'feel', 'either']),
  type: z.string(),
  choices: z.array(z.object({ value: z.string(), title: z.string() })).optional(),
  required: z.boolean().optional(),
});
export const BlockViewSchema = z.object({
  type: z.string(),
  title: z.string(),
  description: z.string(),
  inputs: z.array(BlockInputViewSchema),
  /** Variables that it sets; `<clock>` and `<result>` stand for the value of that input. */
  sets: z.array(z.string()),
  /** bpmn-io element template. */
  template: z.record(z.string(), z.unknown()),
});
export type BlockView = z.infer<typeof BlockViewSchema>;
