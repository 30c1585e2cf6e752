/** A rule document of any kind, read and checked by its kind. */
import { parseBallotRule } from './ballot/parse.ts';
import { error, type Problem } from './common/problem.ts';
import { parseRuleSet } from './ruleset/parse.ts';
import { parseScheme } from './scheme/parse.ts';

const PARSERS = new Map<unknown, (document: unknown) => { problems: readonly Problem[] }>([
  ['ballot', parseBallotRule],
  ['ruleset', parseRuleSet],
  ['scheme', parseScheme],
]);

/** All findings of a document `{ kind: 'ruleset' | 'scheme' | 'ballot', … }`; an unknown kind is one. Never throws. */
export function checkRuleDocument(document: unknown): readonly Problem[] {
  const parse = PARSERS.get((document as { kind?: unknown } | null | undefined)?.kind);
  if (parse) return parse(document).problems;
  return [
    error(
      'unknown-kind',
      '/kind',
      '规则的类别只能是 ruleset（规则集）、scheme（评价指标体系）或 ballot（测评规则）。',
    ),
  ];
}
