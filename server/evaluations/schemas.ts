/** Shapes of the evaluation API: figures, scores, drill-down. The designer imports the types. */
import { z } from 'zod';
import type { RuleSetResult } from '../../rules/ruleset/types.ts';
import type { ObjectScore } from '../../rules/scheme/types.ts';

const id = z.string().min(1).max(64);
const year = z.coerce.number().int().min(1990).max(2100);
/** Documents of rules/, checked by rules/ itself. */
const document = z.record(z.string(), z.unknown());

export const RuleFileView = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  /** Path in the package. */
  file: z.string(),
});
export type RuleFileView = z.infer<typeof RuleFileView>;

export const CatalogueView = z.object({
  packages: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      noun: z.string(),
      release: z.object({ id: z.string(), number: z.number(), publishedAt: z.string() }),
      rules: z.array(RuleFileView),
      /** Scheme and grading rule set that the board uses. */
      board: z.object({ scheme: z.string().nullable(), grades: z.string().nullable() }),
      /** Years that have cases in the organisations that the person may see, newest first. */
      years: z.array(z.number()),
    }),
  ),
  /** Congresses that may be chosen, parents before children. */
  orgs: z.array(z.object({ id: z.string(), name: z.string(), depth: z.number() })),
});
export type CatalogueView = z.infer<typeof CatalogueView>;

/** A value with how many cases are behind it; which these are is asked for when it is opened. */
export const ValueView = z.object({
  value: z.number().nullable(),
  base: z.number(),
  hit: z.number(),
  without: z.number(),
  /** The round of a ballot that it is of. */
  ballot: z.string().optional(),
  reason: z
    .enum(['empty-base', 'no-value', 'not-given', 'no-ballot', 'formula-null', 'formula-error'])
    .optional(),
});
export type ValueView = z.infer<typeof ValueView>;
const values = z.record(z.string(), ValueView);

const Grade = z.object({ id: z.string(), title: z.string() });

export const RunBody = z.strictObject({
  scheme: id,
  /** Evaluates this draft of the scheme instead of the one in force. */
  document: document.optional(),
  /** Grades by this draft of the rule set. */
  ruleset: document.optional(),
  year,
  org: id.optional(),
});
export type RunBody = z.infer<typeof RunBody>;

const Computed = z.record(z.string(), z.unknown());
export const RunView = z.object({
  org: z.string(),
  year: z.number(),
  /** Only those whom the year's results of the scheme are of; else all bodies that there is anything about. */
  evaluated: z.boolean(),
  releaseId: z.string(),
  /** Those parameters of the place that the scheme takes numbers from. */
  parameters: z.record(z.string(), z.unknown()),
  objects: z.array(z.object({ id: z.string(), title: z.string(), cases: z.number(), values })),
  /** `ObjectScore` of rules/scheme. */
  scores: z.array(Computed),
  /** `result`: `RuleSetResult` of rules/ruleset. */
  grades: z.array(z.object({ object: z.string(), grade: Grade.optional(), result: Computed })),
  problems: z.array(
    z.object({ severity: z.enum(['error', 'warning']), pointer: z.string(), message: z.string() }),
  ),
});
export type RunView = Omit<z.infer<typeof RunView>, 'scores' | 'grades'> & {
  scores: readonly ObjectScore[];
  grades: readonly { object: string; grade?: { id: string; title: string }; result: RuleSetResult }[];
};

export const TestRunBody = z.strictObject({
  ruleset: document,
  /** Facts as typed; over those of `of`. */
  facts: document.optional(),
  /** Facts that really are: of a case, or of a body as an evaluation gives them. */
  of: z
    .union([
      z.strictObject({ caseId: id }),
      z.strictObject({ packageId: id, scheme: id, year, org: id.optional(), body: id }),
    ])
    .optional(),
});
export type TestRunBody = z.infer<typeof TestRunBody>;
export const TestRunView = z.object({
  facts: document,
  /** `RuleSetResult` of rules/ruleset. */
  result: Computed,
  /** The tests stored in the document. */
  tests: z.array(z.object({ title: z.string(), passed: z.boolean(), message: z.string().optional() })),
});
export type TestRunView = Omit<z.infer<typeof TestRunView>, 'result'> & { result: RuleSetResult };

export const BoardQuery = z.object({ package: id, year, org: id.optional() });
export type BoardQuery = z.infer<typeof BoardQuery>;

const Counts = z.object({
  total: z.number(),
  active: z.number(),
  completed: z.number(),
  cancelled: z.number(),
  overdue: z.number(),
});
export type Counts = z.infer<typeof Counts>;

const reasons = z.array(z.object({ id: z.string(), title: z.string(), points: z.number() }));
export const BoardView = z.object({
  packageId: z.string(),
  org: z.string(),
  year: z.number(),
  /** What a case is called, such as 建议. */
  noun: z.string(),
  figures: z.array(z.object({ id: z.string(), title: z.string() })),
  scheme: z
    .object({
      id: z.string(),
      title: z.string(),
      releaseNumber: z.number(),
      indicators: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          unit: z.string(),
          weight: z.number(),
          description: z.string(),
        }),
      ),
    })
    .nullable(),
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      counts: Counts,
      figures: values,
      indicators: values,
      total: z.number().nullable(),
      rank: z.number().nullable(),
      grade: Grade.nullable(),
      reasons: z.object({ raised: reasons, lowered: reasons }),
    }),
  ),
  /** Over all cases, those without a body too. Absent for the people of a body. */
  all: z.object({ counts: Counts, figures: values }).nullable(),
  /** Results of evaluations and rounds of ballots that the person may open. Absent for the people of a body. */
  behind: z.object({ results: z.number(), ballots: z.number() }).nullable(),
  /** Bodies that have a rank. */
  ranked: z.number(),
  /** Cases that no body leads yet. */
  unassigned: z.number(),
});
export type BoardView = z.infer<typeof BoardView>;

export const BoardBallots = z.object({
  total: z.number(),
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      caseId: z.string(),
      caseTitle: z.string(),
      state: z.enum(['open', 'closed']),
      electorate: z.enum(['roster', 'codes', 'open']),
      openedAt: z.string(),
      closedAt: z.string().optional(),
      electors: z.number(),
      /** Once it is closed. */
      cast: z.number().nullable(),
    }),
  ),
});
export type BoardBallots = z.infer<typeof BoardBallots>;

export const DrillQuery = BoardQuery.extend({
  /** Body; absent: all. `-`: cases that no body leads. */
  body: z.string().min(1).max(64).optional(),
  /** `count.<total|active|completed|cancelled|overdue>`, `figure.<id>` or `indicator.<id>`. */
  of: z.string().regex(/^(count|figure|indicator)\.[\p{L}\p{N}_.-]{1,64}$/u, '不是看板上的数字'),
  /** Of a share: its base, those that count, those that do not; of a mean: those without the number. */
  part: z.enum(['base', 'hit', 'miss', 'without']).default('base'),
});
export type DrillQuery = z.infer<typeof DrillQuery>;
