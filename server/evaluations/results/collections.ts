/**
 * Results of evaluations (评价结果) as they were worked out: with the scheme as it stood, what was measured and by what
 * evidence, so that a number can be explained years later, whatever was edited meanwhile.
 */
import { z } from 'zod';
import type { MeasuredObject, ObjectScore, Problem, RuleSetResult, Scheme } from '../../../rules/index.ts';
import { defineCollection } from '../../store/collections.ts';

/** Documents of rules/: their shape is checked where they are made. */
const document = z.record(z.string(), z.unknown());

const EvaluationResultSchema = z.object({
  /** Key of the job that ran it. */
  id: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  packageId: z.string(),
  packageTitle: z.string(),
  releaseId: z.string(),
  releaseNumber: z.number(),
  orgId: z.string(),
  orgPath: z.string(),
  year: z.number(),
  at: z.string(),
  schemeId: z.string(),
  schemeTitle: z.string(),
  /** The scheme with the weights and parameters that it was run with. */
  scheme: document,
  /** Name of the result variable: what drawings and publications call it. */
  name: z.string(),
  /** Whose weights were given to the block, and the weighting round that they are of; absent: the scheme's own. */
  weightsOf: z.object({ title: z.string(), round: z.string().optional() }).optional(),
  /** `MeasuredObject`s, with the ids of all that they are of. */
  measured: z.array(document),
  /** `ObjectScore`s, in the same order. */
  scores: z.array(document),
  /** What the grading rule set found, with the trace of each condition. */
  grades: z.array(
    z.object({
      object: z.string(),
      grade: z.object({ id: z.string(), title: z.string() }).optional(),
      result: document,
    }),
  ),
  problems: z.array(z.object({ severity: z.string(), pointer: z.string(), message: z.string() })),
  /** Where lists find it: `<path>` of each organisation above. */
  lanes: z.array(z.string()),
});

export type EvaluationResult = Omit<
  z.infer<typeof EvaluationResultSchema>,
  'scheme' | 'measured' | 'scores' | 'grades' | 'problems'
> & {
  scheme: Scheme;
  measured: readonly MeasuredObject[];
  scores: readonly ObjectScore[];
  grades: readonly { object: string; grade?: { id: string; title: string }; result: RuleSetResult }[];
  problems: readonly Pick<Problem, 'severity' | 'pointer' | 'message'>[];
};

export const evaluationResults = defineCollection({
  name: 'evaluationResults',
  schema: EvaluationResultSchema,
  indexes: [
    { fields: ['caseId', 'at'] },
    { fields: ['lanes', '-at'] },
    { fields: ['lanes', 'year', '-at'] },
    { fields: ['lanes', 'packageId', '-at'] },
    { fields: ['lanes', 'packageId', 'year', '-at'] },
    { fields: ['orgId', 'packageId', 'schemeId', 'year', '-at'] },
  ],
});
