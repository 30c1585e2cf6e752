/** Shapes of the results API. The designer imports the types. */
import { z } from 'zod';
import type { BallotResult, BallotRule, RuleSetResult, Scheme } from '../../../rules/index.ts';
import type { SchemeChange } from '../../../rules/scheme/diff.ts';
import type { ObjectScore } from '../../../rules/scheme/types.ts';
import { CaseSummarySchema } from '../../cases/schemas.ts';
import { ValueView } from '../schemas.ts';

const id = z.string().min(1).max(64);
const Computed = z.record(z.string(), z.unknown());

export const ResultListQuery = z.object({
  package: id.optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  org: id.optional(),
  caseId: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  after: z.string().max(2000).optional(),
});
export type ResultListQuery = z.infer<typeof ResultListQuery>;

const Head = z.object({
  id: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  packageId: z.string(),
  packageTitle: z.string(),
  releaseNumber: z.number(),
  orgId: z.string(),
  orgName: z.string(),
  year: z.number(),
  at: z.string(),
  schemeTitle: z.string(),
  /** Objects that the person sees, and the first of the ranking among them. */
  objects: z.number(),
  first: z.object({ title: z.string(), total: z.number() }).nullable(),
});
export type ResultHead = z.infer<typeof Head>;
export const ResultPage = z.object({ items: z.array(Head), next: z.string().optional() });
export type ResultPage = z.infer<typeof ResultPage>;

/** How many things a value is of; which these are is asked for when it is opened. */
const Evidenced = ValueView.extend({
  entries: z.number(),
  round: z.boolean(),
  given: z.boolean(),
  /** Indicators that a formula is over. */
  of: z.array(z.string()),
});
export type EvidencedValue = z.infer<typeof Evidenced>;

export const ResultView = Head.omit({ objects: true, first: true }).extend({
  weightsOf: z.object({ title: z.string(), round: z.string().optional() }).nullable(),
  /** `Scheme` as it was run. */
  scheme: Computed,
  objects: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      values: z.record(z.string(), Evidenced),
      /** `ObjectScore`. */
      score: Computed,
      grade: z.object({ id: z.string(), title: z.string() }).nullable(),
      /** `RuleSetResult` of the grading rule set, if one grades. */
      trace: Computed.nullable(),
    }),
  ),
  /** Objects that have a rank, seen or not. */
  ranked: z.number(),
  /** Mean over all objects, seen or not: of the totals, and by id of each node's score. */
  mean: z.object({
    total: z.number().nullable(),
    nodes: z.record(z.string(), z.number()),
  }),
  /** The latest result of the same scheme and congress a year before. */
  before: z
    .object({
      id: z.string(),
      at: z.string(),
      year: z.number(),
      /** `SchemeChange`s of the scheme since then. */
      changes: z.array(Computed),
      objects: z.record(
        z.string(),
        z.object({
          total: z.number().nullable(),
          rank: z.number().nullable(),
          grade: z.string().nullable(),
          nodes: z.record(z.string(), z.number()),
        }),
      ),
    })
    .nullable(),
  problems: z.array(z.object({ severity: z.string(), pointer: z.string(), message: z.string() })),
});
type RawView = z.infer<typeof ResultView>;
export type ResultObject = Omit<RawView['objects'][number], 'score' | 'trace'> & {
  score: ObjectScore;
  trace: RuleSetResult | null;
};
export type ResultView = Omit<RawView, 'scheme' | 'objects' | 'before'> & {
  scheme: Scheme;
  objects: ResultObject[];
  before: (Omit<NonNullable<RawView['before']>, 'changes'> & { changes: SchemeChange[] }) | null;
};

export const EvidenceQuery = z.object({
  object: z.string().min(1).max(64),
  /** Id of the indicator, adjustment or veto. */
  of: z.string().min(1).max(64),
});
export type EvidenceQuery = z.infer<typeof EvidenceQuery>;

export const EvidenceView = z.object({
  cases: z.array(CaseSummarySchema.extend({ part: z.enum(['hit', 'miss', 'without', 'base']) })),
  names: z.record(z.string(), z.string()),
  /** Cases that the person may not read. */
  hidden: z.number(),
  entries: z.array(
    z.object({
      id: z.string(),
      register: z.string(),
      state: z.string(),
      at: z.string(),
      /** As people read it: label and value. */
      values: z.array(z.object({ label: z.string(), value: z.string() })),
    }),
  ),
  /** `BallotResult` of the round: sums only, and nothing where too few voted. */
  round: z
    .object({
      id: z.string(),
      title: z.string(),
      secret: z.boolean(),
      closedAt: z.string().nullable(),
      electors: z.number(),
      cast: z.number(),
      /** `BallotRule` that it was held by. */
      rule: Computed,
      count: Computed,
    })
    .nullable(),
  given: z
    .object({
      row: z.number(),
      value: z.union([z.string(), z.number(), z.null()]),
      at: z.string(),
      by: z.string(),
      origin: z.enum(['upload', 'typed']),
      file: z.string().nullable(),
      note: z.string(),
    })
    .nullable(),
});
type RawEvidence = z.infer<typeof EvidenceView>;
export type EvidenceView = Omit<RawEvidence, 'round'> & {
  round:
    | (Omit<NonNullable<RawEvidence['round']>, 'count' | 'rule'> & { rule: BallotRule; count: BallotResult })
    | null;
};
