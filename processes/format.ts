/**
 * The format of a configuration package (配置包): what an administrator edits, exports and keeps in git.
 * Browser-safe: types and zod schemas only. `load.ts` reads folders, the server keeps drafts and releases.
 */
import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, '只能用小写字母、数字和连字符，以字母开头，不超过 64 个字符');

/** How people come to a new case. */
export const StartSchema = z.object({
  /** Form (forms/<id>.json) that opens a case. */
  form: id,
  /** Roles that may start a case. */
  roles: z.array(z.string()).min(1),
  /** The start form's field whose value is the case's title. */
  titleField: z.string(),
  /** What a case is called in buttons and lists, such as 建议 or 项目. */
  noun: z.string(),
  /** Case number: `{year}`, `{org}` and `{seq:4}` are replaced. */
  number: z.string().default('{year}-{seq:4}'),
  /**
   * Others may join (附议) while the case stands in one of these elements: the joiner's id is appended to this list
   * field, which is routed as a process variable too.
   */
  join: z.object({ field: z.string(), roles: z.array(z.string()), elements: z.array(z.string()) }).optional(),
});

/** What the bodies in `helpers` are: handlers beside the lead (会办单位), or those whom the case evaluates (评议对象). */
export const HELPERS_ARE = ['co-handlers', 'evaluated'] as const;

/** Which routed fields carry the parties of a case, so that lists, permissions and boards can follow them. */
export const PartiesSchema = z.object({
  /** Field with the lead body's id (主办). */
  lead: z.string().optional(),
  /** Field with the ids of the bodies beside the lead (会办/协办), or of those evaluated (评议对象). */
  helpers: z.string().optional(),
  /** Absent: co-handlers. The evaluated read of a case what is meant for them, co-handlers all of it. */
  helpersAre: z.enum(HELPERS_ARE).optional(),
  /** Field(s) with user ids of the deputies whose matter it is; the initiator counts too when a deputy. */
  deputies: z.array(z.string()).default([]),
});

/**
 * When participants (voters, the evaluated, the public) see results of rounds and evaluations: once these are there
 * (`closed`), once the case is on the public page or has ended (`published`), or only then (`ended`).
 */
export const RESULTS_SHOWN = ['closed', 'published', 'ended'] as const;

export const ManifestSchema = z.object({
  id,
  title: z.string().min(1),
  titleEn: z.string().optional(),
  description: z.string(),
  /** Version of the shipped package (semver); releases are numbered by the server. */
  version: z.string(),
  order: z.number().default(100),
  /** The main drawing: file name and the id of its executable process. */
  main: z.object({ file: z.string(), process: z.string() }),
  start: StartSchema,
  parties: PartiesSchema.default({ deputies: [] }),
  /** Staff who may read all cases or manage ballots see results at once. */
  results: z
    .object({
      participants: z.enum(RESULTS_SHOWN).default('published'),
      /** Forms that tell of results (such as a draft of the conclusion), kept back as long. */
      forms: z.array(id).default([]),
    })
    .optional(),
  /** JSON Schema (object) of the parameters, each with `title`, `default`, and `description` that names its source. */
  parameters: z.record(z.string(), z.unknown()),
  /** Roles of people that the drawings use, with their titles here. */
  roles: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Types of building blocks used, such as `clock.start`. */
  blocks: z.array(z.string()).default([]),
  /** What a package's cases are evaluated and shown by on the board. */
  board: z
    .object({
      scheme: id.optional(),
      grades: id.optional(),
      /** Fact with the end-of-case class (A/B/C/D), and whether satisfied. Names of facts, see `facts` of a case. */
      classFact: z.string().optional(),
      figures: z
        .array(
          z.object({
            id: z.string(),
            title: z.string(),
            /** Share of `hit` among `base`, both conditions over case facts (json-rules-engine condition JSON). */
            base: z.unknown(),
            hit: z.unknown(),
          }),
        )
        .default([]),
    })
    .optional(),
});
export type Manifest = z.infer<typeof ManifestSchema>;

/** registers/<id>.json: a kind of record (问题、责任、承诺、整改 …). */
export const RegisterSchema = z.object({
  id,
  title: z.string(),
  schema: z.record(z.string(), z.unknown()),
  states: z.array(z.object({ id: z.string(), title: z.string(), closed: z.boolean().default(false) })).min(1),
  publicFields: z.array(z.string()).default([]),
});
export type RegisterDefinition = z.infer<typeof RegisterSchema>;

/** A value shown from a case: `from` is a fact name (`case.title`, `form.reply.content`, `clock.reply.dueDate`, `ballot.satisfaction.result` …). */
export const ShownValueSchema = z.object({
  label: z.string(),
  from: z.string(),
  as: z
    .enum(['text', 'date', 'body', 'bodies', 'user', 'users', 'choice', 'long-text', 'percent', 'yes-no'])
    .default('text'),
  /** Titles of values, where the form does not say them. */
  titles: z.record(z.string(), z.string()).optional(),
});
export type ShownValue = z.infer<typeof ShownValueSchema>;

/** A table of the objects of an evaluation, the latest with this result variable. */
export const ShownEvaluationSchema = z.object({
  title: z.string(),
  /** Result variable of an `evaluation.run` of this package. */
  result: z.string(),
  note: z.string().default(''),
  /** Beside the name of each object; `indicators` with what each of their numbers is of, and the method. */
  show: z.array(z.enum(['rank', 'total', 'grade', 'indicators'])).default(['rank', 'total', 'grade']),
  /** Condition over the facts: not before it holds. Absent: once there is a result. */
  when: z.unknown().optional(),
});
export type ShownEvaluation = z.infer<typeof ShownEvaluationSchema>;

/** publications/<id>.json: what the public page shows of a case. Only facts of public fields are allowed. */
export const PublicationSchema = z.object({
  id,
  title: z.string(),
  intro: z.string().default(''),
  /** Public status of a case, first match: by the elements it stands in, by state, or by conditions over facts. */
  statuses: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      tone: z.enum(['neutral', 'progress', 'good', 'warning', 'bad']).default('neutral'),
      when: z.unknown().optional(),
    }),
  ),
  list: z.array(ShownValueSchema),
  detail: z.array(z.object({ title: z.string(), values: z.array(ShownValueSchema) })),
  /** Results of evaluations of the case; single values of them are the facts `evaluation.<result>.…`. */
  evaluations: z.array(ShownEvaluationSchema).default([]),
});
export type PublicationDefinition = z.infer<typeof PublicationSchema>;

/** documents/<id>.json: an official letter, rendered as .docx. `{{fact|as}}` in texts is replaced. */
export const DocumentSchema = z.object({
  id,
  title: z.string(),
  /** File name without ending; may hold `{{fact}}`. */
  fileName: z.string(),
  parts: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('letterhead'), text: z.string() }),
      z.object({ kind: z.literal('number'), text: z.string() }),
      z.object({ kind: z.literal('title'), text: z.string() }),
      z.object({ kind: z.literal('salutation'), text: z.string() }),
      z.object({ kind: z.literal('paragraph'), text: z.string() }),
      z.object({ kind: z.literal('table'), rows: z.array(z.tuple([z.string(), z.string()])) }),
      /** Sign and seal place (签发人、印章). */
      z.object({ kind: z.literal('signature'), lines: z.array(z.string()) }),
      z.object({ kind: z.literal('footer'), text: z.string() }),
    ]),
  ),
});
export type DocumentDefinition = z.infer<typeof DocumentSchema>;

/**
 * cases/<name>.json (scenario tests, run by `npm run cases`) and sample/<name>.json (sample data, run when the sample
 * district is loaded): the same steps, really executed through the services, on a manual clock.
 * People are named by their user name in the sample district, or by `role:<role>` (any holder of it for this case),
 * `body:<variable>` (an official of the body held in that variable), `deputies` (each deputy of the case).
 */
export const ScenarioStepSchema = z.discriminatedUnion('do', [
  /** Complete the open task at this element. `as` defaults to somebody entitled to it. `all`: every open task there. */
  z.object({
    do: z.literal('completeTask'),
    element: z.string(),
    data: z.record(z.string(), z.unknown()).default({}),
    as: z.string().optional(),
    all: z.boolean().optional(),
  }),
  /** Task work without completing: claim, hand over, send back, urge. */
  z.object({
    do: z.enum(['claim', 'handOver', 'sendBack', 'urge']),
    element: z.string(),
    as: z.string().optional(),
    to: z.string().optional(),
    reason: z.string().default(''),
  }),
  /** Cast a ballot in the open round of this name; answers by question id, chosen object ids, or in a weighting round a WeightBallot by group id. */
  z.object({
    do: z.literal('vote'),
    ballot: z.string(),
    votes: z.array(z.object({ as: z.string(), answers: z.record(z.string(), z.unknown()) })).optional(),
    /** Everybody entitled who has not voted gives these answers; a share 0..1 of them only if given. */
    everybody: z
      .object({ answers: z.record(z.string(), z.unknown()), share: z.number().optional() })
      .optional(),
    /** In a round with one-time codes: a clerk makes them all, then so many are used with these answers each. */
    codes: z
      .array(
        z.object({ count: z.number().int().min(1).max(1000), answers: z.record(z.string(), z.unknown()) }),
      )
      .optional(),
  }),
  z.object({ do: z.literal('closeBallot'), ballot: z.string() }),
  z.object({ do: z.literal('join'), as: z.string() }),
  /** ISO 8601 duration, or `workdays` on the calendar. */
  z.object({
    do: z.literal('advanceTime'),
    duration: z.string().optional(),
    workdays: z.number().optional(),
  }),
  z.object({
    do: z.literal('publishMessage'),
    name: z.string(),
    correlationKey: z.string().optional(),
    variables: z.record(z.string(), z.unknown()).optional(),
  }),
  z.object({
    do: z.literal('completeJob'),
    type: z.string(),
    variables: z.record(z.string(), z.unknown()).optional(),
  }),
  z.object({ do: z.literal('cancelInstance') }),
  /** An expectation in the middle. */
  z.object({
    do: z.literal('expect'),
    openTasks: z.array(z.string()).optional(),
    variables: z.record(z.string(), z.unknown()).optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    completed: z.boolean().optional(),
  }),
]);
export type ScenarioStep = z.infer<typeof ScenarioStepSchema>;

export const ScenarioSchema = z.object({
  title: z.string(),
  /** Instant at which the scenario starts: local date (then 09:00) or ISO. */
  at: z.string().optional(),
  org: z.string().optional(),
  start: z.object({ as: z.string(), data: z.record(z.string(), z.unknown()) }),
  parameters: z.record(z.string(), z.unknown()).optional(),
  steps: z.array(ScenarioStepSchema),
  expect: z
    .object({
      completed: z.boolean().optional(),
      /** Element ids in the order in which they were completed; others may stand between. */
      path: z.array(z.string()).optional(),
      notPath: z.array(z.string()).optional(),
      variables: z.record(z.string(), z.unknown()).optional(),
      facts: z.record(z.string(), z.unknown()).optional(),
      openTasks: z.array(z.string()).optional(),
      incident: z.string().optional(),
      registers: z.record(z.string(), z.number()).optional(),
    })
    .default({}),
});
export type Scenario = z.infer<typeof ScenarioSchema>;

/**
 * sample/<name>.json: sample cases as they stand on the day `asOf`. The loader moves them all by the same whole days or
 * years, so that `asOf` becomes the day of loading, or (years) lies within the year before it.
 */
export const SampleSchema = z.strictObject({
  asOf: z.iso.date(),
  shift: z.enum(['day', 'year']),
  scenarios: z.array(ScenarioSchema),
});
export type Sample = z.infer<typeof SampleSchema>;

/** A package as files: path inside the package → text. The one shape that drafts, releases, zips and folders share. */
export type PackageFiles = Record<string, string>;

/** Something that `check` found. `error` keeps a package from being published. */
export interface PackageProblem {
  severity: 'error' | 'warning';
  file: string;
  elementId?: string;
  /** JSON pointer or field name inside the file. */
  place?: string;
  code: string;
  /** Chinese, with what to do. */
  message: string;
}
