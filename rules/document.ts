/** A rule document of any kind, read and checked by its kind. */
import { parseBallotRule } from './ballot/parse.ts';
import { error, type Problem } from './common/problem.ts';
import { parseRuleSet } from './ruleset/parse.ts';
import { parseScheme } from './scheme/parse.ts';
import { parseWeightingRule } from './weighting/parse.ts';

const PARSERS = new Map<unknown, (document: unknown) => { problems: readonly Problem[] }>([
  ['ballot', parseBallotRule],
  ['ruleset', parseRuleSet],
  ['scheme', parseScheme],
  ['weighting', parseWeightingRule],
]);

/** All findings of a document `{ kind: 'ruleset' | 'scheme' | 'ballot' | 'weighting', … }`; an unknown kind is one. Never throws. */
export function checkRuleDocument(document: unknown): readonly Problem[] {
  const parse = PARSERS.get((document as { kind?: unknown } | null | undefined)?.kind);
  if (parse) return parse(document).problems;
  return [
    error(
      'unknown-kind',
      '/kind',
      '规则的类别只能是 ruleset（规则集）、scheme（评价指标体系）、ballot（测评规则）或 weighting（赋权规则）。',
    ),
  ];
}
