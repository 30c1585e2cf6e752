/**
 * Ballot rounds (测评、票决). Of a secret one, who voted and what was voted are kept apart: electors and tokens carry no
 * choice, votes no person, random ids, no time. While it is open the votes are sealed (box.ts); when it is closed they are
 * opened all at once under new ids, and the key is destroyed.
 */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

/** Numbers of people: one, or one per voter group. */
const HeadcountSchema = z.union([z.number(), z.record(z.string(), z.number())]);

export const BallotRoundSchema = z.object({
  /** Key of the job that opened it. */
  id: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  packageId: z.string(),
  releaseId: z.string(),
  orgId: z.string(),
  orgPath: z.string(),
  ballot: z.string(),
  round: z.number(),
  title: z.string(),
  secret: z.boolean(),
  /** The rule document in force as the round pins it, see kinds.ts. */
  rule: z.record(z.string(), z.unknown()),
  /** Who may vote: named people (when absent), holders of one-time codes, or anybody, which is indicative only. */
  electorate: z.enum(['roster', 'codes', 'open']).optional(),
  /** How many may vote. Of an open one: how many did, once closed. */
  electors: z.number(),
  /** The same by voter group, where the rule has groups. */
  headcount: z.record(z.string(), z.number()).optional(),
  /** People present (到会), where somebody has said it. */
  present: HeadcountSchema.optional(),
  /** Final when closed; of an open round see `BallotDesk.cast`. */
  cast: z.number(),
  state: z.enum(['open', 'closed']),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  closeWhenAllVoted: z.boolean(),
  /** Share of the electorate (over 0, up to 1) with which it closes by itself. */
  closeAtTurnout: z.number().optional(),
  /** Instant at which it closes by itself. */
  closesAt: z.string().optional(),
  /** Instants of reminders to come, in order. */
  remindAt: z.array(z.string()).optional(),
  reminded: z.number().optional(),
  /** The next of all these instants. */
  nextAt: z.string().optional(),
  /** One-time codes that were handed back for a paper ballot. */
  exchanged: z.number().optional(),
  /** Counts up with each paper ballot handed out and each tally entered, so that none passes a closing unseen. */
  paperSteps: z.number().optional(),
  /** Paper ballots that were counted, merged or beside. Only when closed. */
  paperCast: z.number().optional(),
  /** Batches of one-time codes that were made. */
  batches: z
    .array(
      z.object({
        number: z.number(),
        count: z.number(),
        group: z.string().optional(),
        at: z.string(),
        by: z.string(),
        /** Codes of it that were withdrawn unused. */
        withdrawn: z.number().optional(),
      }),
    )
    .optional(),
  /**
   * Of a secret one. `sealed`: votes cannot be read without the key; `opening`: being written in the clear, the sealed ones
   * still count; `emptying`: those in the clear count, the sealed ones go; `opened`: the key is gone; `damaged`: some did
   * not open, so that all stay as they are.
   */
  box: z.enum(['sealed', 'opening', 'emptying', 'opened', 'damaged']).optional(),
  /** As facts and variables: outcome by question, turnout, selected. Only when closed. */
  result: z.record(z.string(), z.unknown()).optional(),
  /** The whole count by rules/ballot. Only when closed. */
  count: z.record(z.string(), z.unknown()).optional(),
  /** Of paper votes shown beside it. */
  paperCount: z.record(z.string(), z.unknown()).optional(),
  /** SHA-256 over the contents of all votes, in the order of their texts: tells whether one was altered since. */
  digest: z.string().optional(),
});
export type BallotRound = z.infer<typeof BallotRoundSchema>;

export const ElectorSchema = z.object({
  /** `<round>:<user>`. */
  id: z.string(),
  roundId: z.string(),
  userId: z.string(),
  group: z.string().optional(),
  voted: z.boolean(),
  /** Has taken a paper ballot, and votes on that. */
  paper: z.boolean().optional(),
  roundOpen: z.boolean(),
  receipt: z.string().optional(),
});
export type Elector = z.infer<typeof ElectorSchema>;

/** A right to one vote without a name: a one-time code, or, of an open round, a browser that has voted. */
export const TokenSchema = z.object({
  /** `<round>:<hash of the code or of the browser's mark>`; of codes without the round, which the code alone finds. */
  id: z.string(),
  roundId: z.string(),
  used: z.boolean(),
  /** Of a code: handed back for a paper ballot, and votes on that. */
  paper: z.boolean().optional(),
  group: z.string().optional(),
  batch: z.number().optional(),
  receipt: z.string().optional(),
});
export type Token = z.infer<typeof TokenSchema>;

export const VoteSchema = z.object({
  /** Random; for a signed one `<round>:<user>`. */
  id: z.string(),
  roundId: z.string(),
  /** Only when signed. */
  userId: z.string().optional(),
  /** Voter group. Of a sealed vote it is inside. */
  group: z.string().optional(),
  answers: z.record(z.string(), z.unknown()).optional(),
  selected: z.array(z.string()).optional(),
  weights: z.record(z.string(), z.unknown()).optional(),
  sealed: z.string().optional(),
});
export type Vote = z.infer<typeof VoteSchema>;

/** Tallies of paper votes as one person counted them; nobody sees another's before their own. */
export const PaperTallySchema = z.object({
  /** `<round>:<entry>`: first, second, third. */
  id: z.string(),
  roundId: z.string(),
  entry: z.number(),
  by: z.string(),
  at: z.string(),
  sheet: z.object({
    cast: z.number(),
    valid: z.number(),
    choices: z.record(z.string(), z.record(z.string(), z.number())).optional(),
    votes: z.record(z.string(), z.number()).optional(),
  }),
});
export type PaperTally = z.infer<typeof PaperTallySchema>;

export const ballots = defineCollection({
  name: 'ballots',
  schema: BallotRoundSchema,
  indexes: [
    { fields: ['caseId', 'openedAt'] },
    { fields: ['nextAt'] },
    { fields: ['box'] },
    { fields: ['packageId', 'closedAt'] },
    { fields: ['caseId', 'ballot', 'round'], unique: true },
  ],
});
export const electors = defineCollection({
  name: 'electors',
  schema: ElectorSchema,
  indexes: [
    { fields: ['roundId', 'voted'] },
    { fields: ['roundId', 'paper'] },
    { fields: ['userId', 'roundOpen'] },
  ],
});
export const tokens = defineCollection({
  name: 'ballotTokens',
  schema: TokenSchema,
  indexes: [{ fields: ['roundId', 'used'] }],
});
export const votes = defineCollection({
  name: 'votes',
  schema: VoteSchema,
  indexes: [{ fields: ['roundId'] }],
});
export const paperTallies = defineCollection({
  name: 'paperTallies',
  schema: PaperTallySchema,
  indexes: [{ fields: ['roundId', 'entry'] }],
});
export const ballotCollections = [ballots, electors, tokens, votes, paperTallies];
