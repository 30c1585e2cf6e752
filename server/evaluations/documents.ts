/** Schemes and rule sets of a release, or drafts of them, ready to be run. */
import { feelFormulas } from '../../processes/formulas.ts';
import {
  checkScheme,
  flatten,
  hasErrors,
  type Problem,
  parseRuleSet,
  parseScheme,
  type RuleSet,
  type Scheme,
  withParameters,
  withWeights,
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

export interface SchemeWish {
  /** Instead of the one in force. */
  draft?: unknown;
  /** In force where it is run; they set the numbers that the scheme leaves to the locality. */
  parameters?: Readonly<Record<string, unknown>>;
  /** Of a round, by id of the indicator. */
  weights?: Readonly<Record<string, number>>;
}

/** The scheme in force or in draft, with local numbers and the weights of a round. Throws 404, or 422 with places. */
export function schemeFor(release: Release, id: string, wish: SchemeWish = {}): Scheme {
  const read = readScheme(release, id, wish.draft);
  if (!wish.weights && !(wish.parameters && read.localNumbers?.length)) return read;
  const local = withParameters(read, wish.parameters ?? {});
  const problems = [...local.problems];
  const { nodes } = flatten(read);
  for (const node of Object.keys(wish.weights ?? {}))
    if (!nodes.some((n) => n.node.id === node))
      problems.push({
        severity: 'error',
        code: 'unknown-indicator',
        pointer: '/indicators',
        message: `权重所指的指标“${node}”不在评价指标体系中。请使用同一指标体系的赋权结果。`,
      });
  const scheme = wish.weights ? withWeights(local.scheme, wish.weights) : local.scheme;
  problems.push(...checkScheme(scheme, { formulas: feelFormulas }));
  if (hasErrors(problems)) throw refused('代入参数和权重后的评价指标体系', problems);
  return scheme;
}

function readScheme(release: Release, id: string, draft: unknown): Scheme {
  const document = draft ?? release.rules.get(id);
  if ((document as { kind?: unknown } | undefined)?.kind !== 'scheme') throw notFound(`评价指标体系“${id}”`);
  const { value, problems } = parseScheme(document, { formulas: feelFormulas });
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
