/** Shapes of the back-test: a rule in draft beside the one in force, on a year's real data. The designer imports the types. */
import { z } from 'zod';
import type { RuleSetResult } from '../../rules/ruleset/types.ts';

const id = z.string().min(1).max(64);

export const BackTestBody = z.strictObject({
  /** Id of the rule that is tried. */
  rule: id,
  /** Rule documents in draft by id: put in place of those in force; the rest is as in force. */
  documents: z.record(id, z.record(z.string(), z.unknown())),
  year: z.coerce.number().int().min(1990).max(2100),
  org: id.optional(),
});
export type BackTestBody = z.infer<typeof BackTestBody>;

const Points = z.object({ id: z.string(), title: z.string(), points: z.number() });
const Side = z.object({
  total: z.number().nullable(),
  rank: z.number().nullable(),
  grade: z.object({ id: z.string(), title: z.string() }).nullable(),
});
const changed = z.boolean();

const SchemeTrial = z.object({
  kind: z.literal('scheme'),
  objects: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      before: Side.nullable(),
      after: Side.nullable(),
      /** Which indicators made the difference, in points, largest first. */
      made: z.array(Points),
      /** What the difference has beyond these, in points: smaller ones, and rounding. */
      others: z.number(),
      changed: z.object({ total: changed, rank: changed, grade: changed }),
    }),
  ),
  /** Of these, whom the draft's indicators lack values of: how many have one, of how many. */
  gaps: z.array(z.object({ id: z.string(), title: z.string(), known: z.number(), of: z.number() })),
});

const Outcomes = z.array(z.string());
const Place = z.object({
  key: z.string(),
  title: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The sums that decide, before and after; null where secrecy keeps them back. */
  why: z.object({ before: Outcomes, after: Outcomes }).nullable(),
  changed,
});
const BallotTrial = z.object({
  kind: z.literal('ballot'),
  rounds: z.array(
    z.object({
      id: z.string(),
      caseId: z.string(),
      title: z.string(),
      caseTitle: z.string(),
      closedAt: z.string(),
      electors: z.number(),
      cast: z.number(),
      /** Why it was not counted again; absent when it was. */
      refused: z.string().optional(),
      places: z.array(Place),
      changed,
    }),
  ),
});

const WeightingTrial = z.object({
  kind: z.literal('weighting'),
  rounds: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      caseTitle: z.string(),
      closedAt: z.string(),
      cast: z.number(),
      refused: z.string().optional(),
      weights: z.array(
        z.object({ id: z.string(), title: z.string(), before: z.number(), after: z.number() }),
      ),
      changed,
    }),
  ),
});

const Computed = z.record(z.string(), z.unknown());
const RuleSetTrial = z.object({
  kind: z.literal('ruleset'),
  /** What it was run on: bodies that a scheme evaluates, or cases. */
  of: z.enum(['objects', 'cases']),
  rows: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      before: Outcomes,
      after: Outcomes,
      changed,
      /** `RuleSetResult` of both, of what changed; absent beyond the first of them. */
      trace: z.object({ before: Computed, after: Computed }).optional(),
    }),
  ),
  /** Changed cases that the person may not read: counted, not shown. */
  hidden: z.number(),
});
export type RuleSetRow = Omit<z.infer<typeof RuleSetTrial>['rows'][number], 'trace'> & {
  trace?: { before: RuleSetResult; after: RuleSetResult };
};

export const BackTestView = z.object({
  org: z.string(),
  year: z.number(),
  releaseNumber: z.number(),
  /** How many were tried, and of these how many changed, by what: rank, grade, outcome … */
  summary: z.object({
    tried: z.number(),
    changed: z.number(),
    ranks: z.number(),
    grades: z.number(),
    refused: z.number(),
  }),
  trial: z.discriminatedUnion('kind', [SchemeTrial, BallotTrial, WeightingTrial, RuleSetTrial]),
  problems: z.array(z.object({ severity: z.enum(['error', 'warning']), message: z.string() })),
});
export type BackTestView = z.infer<typeof BackTestView>;
export type Trial = BackTestView['trial'];
export type TrialOf<K extends Trial['kind']> = Extract<Trial, { kind: K }>;

export const HoldsBody = z.strictObject({
  /** The scheme as it stands in the draft, and the closed round whose voters' sets are tried on it. */
  document: z.record(z.string(), z.unknown()),
  round: z.string().min(1).max(100),
  year: z.coerce.number().int().min(1990).max(2100),
  org: id.optional(),
});
export type HoldsBody = z.infer<typeof HoldsBody>;
export const HoldsView = z.object({
  /** Weight sets tried; null when too few papers of a secret round were cast, and nothing is told. */
  sets: z.number().nullable(),
  /** Of a secret round: number of the release whose scheme was tried, with the draft's weights of what was asked about. */
  inForce: z.number().optional(),
  objects: z.array(
    z.object({
      object: z.string(),
      rank: z.number().nullable(),
      holds: z.number().nullable(),
      best: z.number().nullable(),
      worst: z.number().nullable(),
      /** Number of sets by rank. */
      ranks: z.record(z.string(), z.number()),
    }),
  ),
});
export type HoldsView = z.infer<typeof HoldsView>;
