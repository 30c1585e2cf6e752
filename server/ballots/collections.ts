/**
 * Ballot rounds (测评、票决). Of a secret one, who voted and what was voted are kept apart: electors carry no choice,
 * votes no person, random ids, no time.
 */
import { z } from 'zod';
import { defineCollection } from '../store/collections.ts';

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
  electors: z.number(),
  cast: z.number(),
  state: z.enum(['open', 'closed']),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  closeWhenAllVoted: z.boolean(),
  /** Instant at which it closes by itself. */
  nextAt: z.string().optional(),
  /** As facts and variables: outcome by question, turnout, selected. Only when closed. */
  result: z.record(z.string(), z.unknown()).optional(),
  /** The whole count by rules/ballot. Only when closed. */
  count: z.record(z.string(), z.unknown()).optional(),
});
export type BallotRound = z.infer<typeof BallotRoundSchema>;

export const ElectorSchema = z.object({
  /** `<round>:<user>`. */
  id: z.string(),
  roundId: z.string(),
  userId: z.string(),
  voted: z.boolean(),
  roundOpen: z.boolean(),
  receipt: z.string().optional(),
});
export type Elector = z.infer<typeof ElectorSchema>;

export const VoteSchema = z.object({
  /** Random; for a signed one `<round>:<user>`. */
  id: z.string(),
  roundId: z.string(),
  /** Only when signed. */
  userId: z.string().optional(),
  answers: z.record(z.string(), z.unknown()).optional(),
  selected: z.array(z.string()).optional(),
  weights: z.record(z.string(), z.unknown()).optional(),
});
export type Vote = z.infer<typeof VoteSchema>;

export const ballots = defineCollection({
  name: 'ballots',
  schema: BallotRoundSchema,
  indexes: [
    { fields: ['caseId', 'openedAt'] },
    { fields: ['nextAt'] },
    { fields: ['caseId', 'ballot', 'round'], unique: true },
  ],
});
export const electors = defineCollection({
  name: 'electors',
  schema: ElectorSchema,
  indexes: [{ fields: ['roundId'] }, { fields: ['userId', 'roundOpen'] }],
});
export const votes = defineCollection({
  name: 'votes',
  schema: VoteSchema,
  indexes: [{ fields: ['roundId'] }],
});
