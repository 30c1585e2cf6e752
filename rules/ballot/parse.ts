import type { z } from 'zod';
import { type Parsed, parseWith } from '../common/parse.ts';
import { hasErrors } from '../common/problem.ts';
import { checkBallotRule } from './check.ts';
import { ballotRuleSchema } from './schema.ts';
import type { BallotRule } from './types.ts';

/** Reads and checks a ballot rule document. Never throws. */
export function parseBallotRule(document: unknown): Parsed<BallotRule> {
  const shape = parseWith(ballotRuleSchema as unknown as z.ZodType<BallotRule>, document);
  if (!shape.value) return shape;
  const problems = checkBallotRule(shape.value);
  return hasErrors(problems) ? { problems } : { value: shape.value, problems };
}
