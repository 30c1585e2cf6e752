/** A rule document of any kind, read and checked by its kind. */
import { checkExamples } from './ballot/examples.ts';
import { parseBallotRule } from './ballot/parse.ts';
import { error, type Problem } from './common/problem.ts';
import { lintRuleSet } from './ruleset/lint.ts';
import { parseRuleSet } from './ruleset/parse.ts';
import type { SchemeCheckOptions } from './scheme/check.ts';
import { parseScheme } from './scheme/parse.ts';
import { parseWeightingRule } from './weighting/parse.ts';

const PARSERS = new Map<
  unknown,
  (document: unknown, options?: SchemeCheckOptions) => { problems: readonly Problem[] }
>([
  ['ballot', parseWithExamples],
  ['ruleset', parseAndLint],
  ['scheme', parseScheme],
  ['weighting', parseWeightingRule],
]);

/** Linting is for whoever writes the rules; running them goes without. */
function parseAndLint(document: unknown) {
  const { value, problems } = parseRuleSet(document);
  return { problems: value ? [...problems, ...lintRuleSet(value)] : problems };
}

/** The same of a voting rule's worked examples: a rule that no longer does what they say is still one that counts. */
function parseWithExamples(document: unknown) {
  const { value, problems } = parseBallotRule(document);
  return { problems: value ? [...problems, ...checkExamples(value)] : problems };
}

/** All findings of a document `{ kind: 'ruleset' | 'scheme' | 'ballot' | 'weighting', … }`; an unknown kind is one.
 * Formulas of schemes are checked with FEEL at hand. Never throws. */
export function checkRuleDocument(document: unknown, options?: SchemeCheckOptions): readonly Problem[] {
  const parse = PARSERS.get((document as { kind?: unknown } | null | undefined)?.kind);
  if (parse) return parse(document, options).problems;
  return [
    error(
      'unknown-kind',
      '/kind',
      '规则的类别只能是 ruleset（规则集）、scheme（评价指标体系）、ballot（测评规则）或 weighting（赋权规则）。',
    ),
  ];
}
