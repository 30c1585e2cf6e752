/** An evaluation as the document that is kept of it. */
import type { Case } from '../../cases/collections.ts';
import { pathsAbove } from '../../cases/readers.ts';
import type { Release } from '../../packages/release.ts';
import type { Op } from '../../store/port.ts';
import type { KnownEvaluation } from '../service.ts';
import type { EvaluationResult } from './collections.ts';

interface Kept {
  jobKey: string;
  c: Case;
  release: Release;
  year: number;
  at: string;
  evaluation: KnownEvaluation;
  /** Name of the result variable. */
  name: string;
  /** Of the weights that were given, see EvaluationResult. */
  weightsOf?: EvaluationResult['weightsOf'];
}

export function resultOp({ jobKey, c, release, year, at, evaluation, name, weightsOf }: Kept): Op {
  const { scheme, measured, scores, grades, problems } = evaluation;
  const doc: EvaluationResult = {
    id: jobKey,
    name,
    caseId: c.id,
    caseTitle: c.title,
    packageId: release.packageId,
    packageTitle: release.manifest.title,
    releaseId: release.id,
    releaseNumber: release.number,
    orgId: c.orgId,
    orgPath: c.orgPath,
    year,
    at,
    schemeId: scheme.id,
    schemeTitle: scheme.title,
    scheme,
    ...(weightsOf === undefined ? {} : { weightsOf }),
    measured,
    scores,
    grades: [...grades.values()],
    problems: problems.map(({ severity, pointer, message }) => ({ severity, pointer, message })),
    lanes: pathsAbove(c.orgPath),
  };
  // what is kept is plain JSON: without undefined, and no part of it shared
  return { op: 'put', collection: 'evaluationResults', doc: JSON.parse(JSON.stringify(doc)) };
}
