import type { Parsed } from '../common/parse.ts';
import { hasErrors } from '../common/problem.ts';
import { checkRuleSet } from './check.ts';
import { parseRuleSetShape } from './schema.ts';
import type { RuleSet } from './types.ts';

/**
 * Reads and checks a rule set document: shape, fact catalogue, conditions, references, events, tests. Without
 * an error it can be compiled. Never throws.
 */
export function parseRuleSet(document: unknown): Parsed<RuleSet> {
  const shape = parseRuleSetShape(document);
  if (!shape.value) return shape;
  const problems = checkRuleSet(shape.value);
  return hasErrors(problems) ? { problems } : { value: shape.value, problems };
}
