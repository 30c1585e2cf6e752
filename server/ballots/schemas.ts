/** Shapes of the ballot API. What was voted in a secret round never leaves it, and no tally before it is closed. */
import { z } from 'zod';

const AnySchema = z.record(z.string(), z.unknown());

export const BallotViewSchema = z.object({
  id: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  packageId: z.string(),
  ballot: z.string(),
  round: z.number(),
  title: z.string(),
  secret: z.boolean(),
  state: z.enum(['open', 'closed']),
  openedAt: z.string(),
  closesAt: z.string().optional(),
  closedAt: z.string().optional(),
  electors: z.number(),
  cast: z.number(),
  /** Questions, choices, selection and objects: what the page shows. */
  rule: AnySchema,
  /** Of the person who asks. */
  elector: z.boolean(),
  voted: z.boolean(),
  result: AnySchema.optional(),
  count: AnySchema.optional(),
});
export type BallotView = z.infer<typeof BallotViewSchema>;

export const CastBodySchema = z.object({
  /** By question id, or `object/question`. */
  answers: z
    .record(
      z.string().max(200),
      z.union([z.string().max(200), z.number(), z.array(z.string().max(200)).max(50)]),
    )
    .optional(),
  selected: z.array(z.string().max(200)).max(500).optional(),
  /** Of a weighting round, by group of indicators. */
  weights: z
    .record(
      z.string().max(200),
      z.union([
        z.strictObject({ points: z.array(z.number()).max(200) }),
        z.strictObject({ judgements: z.array(z.number()).max(200) }),
      ]),
    )
    .optional(),
});

export const ReceiptSchema = z.object({ receipt: z.string() });
