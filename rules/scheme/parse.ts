import type { z } from 'zod';
import { type Parsed, parseWith } from '../common/parse.ts';
import { error, hasErrors } from '../common/problem.ts';
import { checkScheme, type SchemeCheckOptions } from './check.ts';
import { schemeSchema } from './schema.ts';
import type { Scheme } from './types.ts';

/** Levels that a document may nest, looked at before anything recursive runs over it. */
export const MAX_INDICATOR_DEPTH = 12;

/** Reads and checks a scheme document; formulas only with FEEL at hand. Never throws. */
export function parseScheme(document: unknown, options?: SchemeCheckOptions): Parsed<Scheme> {
  if (isTooDeep((document as { indicators?: unknown } | null)?.indicators)) {
    return {
      problems: [error('too-deep', '/indicators', `指标嵌套超过 ${MAX_INDICATOR_DEPTH} 级，请减少层级。`)],
    };
  }
  const shape = parseWith(schemeSchema as unknown as z.ZodType<Scheme>, document);
  if (!shape.value) return shape;
  const problems = checkScheme(shape.value, options);
  return hasErrors(problems) ? { problems } : { value: shape.value, problems };
}

function isTooDeep(list: unknown, depth = 1): boolean {
  if (!Array.isArray(list)) return false;
  if (depth > MAX_INDICATOR_DEPTH) return true;
  return list.some((node) => isTooDeep((node as { children?: unknown } | null)?.children, depth + 1));
}
