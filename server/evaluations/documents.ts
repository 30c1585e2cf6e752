/** Schemes and rule sets of a release, or drafts of them, ready to be run. */
import {
  hasErrors,
  type Problem,
  parseRuleSet,
  parseScheme,
  type RuleSet,
  type Scheme,
} from '../../rules/index.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { Release } from '../packages/release.ts';

function refused(what: string, problems: readonly Problem[]): HttpProblem {
  const errors = problems.filter((p) => p.severity === 'error');
  return new HttpProblem(
    'unprocessable',
    `${what}有 ${errors.length} 处错误，不能运行。请按提示修改。`,
    errors.map((p) => ({ place: p.pointer, message: p.message })),
  );
}

/** The scheme in force, or this draft of it. Throws 404, or 422 with places. */
export function schemeFor(release: Release, id: string, draft?: unknown): Scheme {
  const document = draft ?? release.rules.get(id);
  if ((document as { kind?: unknown } | undefined)?.kind !== 'scheme') throw notFound(`评价指标体系“${id}”`);
  const { value, problems } = parseScheme(document);
  if (!value || hasErrors(problems)) throw refused('评价指标体系', problems);
  return value;
}

/** Throws 422 with places. */
export function ruleSetFrom(document: unknown): RuleSet {
  const { value, problems } = parseRuleSet(document);
  if (!value || hasErrors(problems)) throw refused('规则集', problems);
  return value;
}

/** What grades the scheme: this draft, or the rule set that the scheme (else the board) names; none when it has bands. */
export function gradeRulesFor(release: Release, scheme: Scheme, draft?: unknown): RuleSet | undefined {
  if (draft !== undefined) return ruleSetFrom(draft);
  const { board } = release.manifest;
  const named = scheme.gradeRules ?? (board?.scheme === scheme.id ? board.grades : undefined);
  const document = named === undefined ? undefined : release.rules.get(named);
  return document?.kind === 'ruleset' ? ruleSetFrom(document) : undefined;
}
