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
  electorate: z.enum(['roster', 'codes', 'open']),
  electors: z.number(),
  cast: z.number(),
  present: z.union([z.number(), z.record(z.string(), z.number())]).optional(),
  headcount: z.record(z.string(), z.number()).optional(),
  reminded: z.number().optional(),
  /** One-time codes handed back for a paper ballot. */
  exchanged: z.number().optional(),
  /** Paper ballots that were counted, merged or beside; when closed. */
  paperCast: z.number().optional(),
  batches: z
    .array(
      z.object({
        number: z.number(),
        count: z.number(),
        group: z.string().optional(),
        at: z.string(),
        by: z.string(),
        withdrawn: z.number().optional(),
      }),
    )
    .optional(),
  /** Questions, choices, selection and objects: what the page shows. */
  rule: AnySchema,
  /** Of the person who asks. */
  elector: z.boolean(),
  voted: z.boolean(),
  /** Has taken a paper ballot. */
  onPaper: z.boolean(),
  /** Own receipt: that a vote was counted, never what it says. */
  receipt: z.string().optional(),
  /** May remind, close, hand out codes and type paper tallies. */
  manage: z.boolean(),
  /** Closed, but the results are not for this person yet. */
  resultsLater: z.boolean(),
  result: AnySchema.optional(),
  count: AnySchema.optional(),
  paperCount: AnySchema.optional(),
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
  selected: z.array(z.string().max(200)).max(10_000).optional(),
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

/** Receipts of a closed round, in the order of their letters: as many as votes were cast, and nothing of what these say. */
export const ReceiptsSchema = z.object({
  title: z.string(),
  caseTitle: z.string(),
  closedAt: z.string(),
  receipts: z.array(z.string()),
});
export type Receipts = z.infer<typeof ReceiptsSchema>;

/** Of a named electorate: who has voted, never what. */
export const VotersSchema = z.array(
  z.object({
    userId: z.string(),
    name: z.string(),
    group: z.string().optional(),
    voted: z.boolean(),
    paper: z.boolean(),
  }),
);
export type Voters = z.infer<typeof VotersSchema>;

export const RecountSchema = z.object({
  same: z.boolean(),
  cast: z.number(),
  differences: z.array(z.object({ place: z.string(), stored: z.string(), recounted: z.string() })),
});
export type RecountView = z.infer<typeof RecountSchema>;

export const CodesSchema = z.object({ batch: z.number(), codes: z.array(z.string()) });
export type Codes = z.infer<typeof CodesSchema>;

const votes = z.int('应为整数').min(0, '不能为负').max(10_000_000, '数值过大');
export const PaperSheetSchema = z.object({
  cast: votes,
  valid: votes,
  /** By place: votes per choice. */
  choices: z.record(z.string().max(200), z.record(z.string().max(200), votes)).optional(),
  /** By object: votes. */
  votes: z.record(z.string().max(200), votes).optional(),
});
export type PaperSheetBody = z.infer<typeof PaperSheetSchema>;

export const PaperStateSchema = z.object({
  state: z.enum(['none', 'one', 'differ', 'accepted']),
  entered: z.array(z.object({ entry: z.number(), by: z.string(), at: z.string() })),
  differences: z.array(z.object({ place: z.string(), first: z.number(), second: z.number() })),
  sheet: PaperSheetSchema.optional(),
  issued: z.number(),
});
export type PaperStateView = z.infer<typeof PaperStateSchema>;

/** A round as the voting page without sign-in shows it: what is asked, and whether this code or device has voted. */
export const PublicBallotSchema = z.object({
  id: z.string(),
  title: z.string(),
  caseTitle: z.string(),
  electorate: z.enum(['codes', 'open']),
  state: z.enum(['open', 'closed']),
  closesAt: z.string().optional(),
  /** Of an open round: how many have voted. */
  cast: z.number().optional(),
  rule: AnySchema,
  voted: z.boolean(),
  resultsLater: z.boolean(),
  count: AnySchema.optional(),
});
export type PublicBallot = z.infer<typeof PublicBallotSchema>;
