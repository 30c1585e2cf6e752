import { type Problem, warning } from '../common/problem.ts';
import { compileCondition } from '../conditions/evaluate.ts';
import { checkFacts } from '../conditions/facts.ts';
import { namesIn } from '../conditions/references.ts';
import type { Facts } from '../conditions/types.ts';
import { inOrder, priorityOf } from './evaluate.ts';
import { sameJson } from './json.ts';
import { exampleOf } from './lint/example.ts';
import { gapsIn } from './lint/gaps.ts';
import { describeFacts, titleOf } from './lint/say.ts';
import { covers, meet, type Reading, type Term, type Terms, termsOf, without } from './lint/terms.ts';
import { describeOutcome } from './titles.ts';
import type { RuleDefinition, RuleEvent, RuleSet } from './types.ts';

/** A warning about rules that say what cannot have been meant. */
export interface RuleSetFinding extends Problem {
  /** Names of the rules that it is about, the one at `pointer` first. */
  readonly rules: readonly string[];
  /** overlap: facts with which all of these rules hold; gap: facts with which none of them does. What is not named is not known. */
  readonly example?: Facts;
}

/** Comparisons of one alternative with another that are made; what is beyond is not looked at, and said so. */
const MAX_WORK = 200_000;
/** Pieces into which an alternative may fall when those of earlier rules are taken from it. */
const MAX_PIECES = 256;
const MAX_FINDINGS = 100;

interface Read extends Terms {
  readonly rule: RuleDefinition;
  readonly pointer: string;
}

/**
 * What the rules of a set without errors cannot have meant (规则检查): conditions that never hold (`unreachable`), rules
 * that others always come before (`shadowed`), the same rule twice (`duplicate-rule`), rules that can hold at once and
 * say different things (`overlap`, with an example), a stretch of a number between two bands that none deals with
 * (`gap`), shared conditions that nobody uses (`unused-condition`).
 *
 * Conditions are taken apart into alternatives of value sets by fact; a rule with more than 64 alternatives is not judged,
 * nor is what the bound on work leaves (`lint-limited`). What is claimed holds: a rule called unreachable or shadowed
 * never speaks, and an overlap was run. Comparisons with another fact are taken as either true or false, so that what
 * only follows from them is not found.
 */
export function lintRuleSet(ruleSet: RuleSet): RuleSetFinding[] {
  const reading: Reading = {
    facts: ruleSet.facts,
    shared: new Map((ruleSet.conditions ?? []).map((c) => [c.name, c])),
    variables: new Map(),
  };
  const places = new Map(ruleSet.rules.map((rule, i) => [rule.name, `/rules/${i}`]));
  const read: Read[] = [];
  let unread = 0;
  for (const rule of inOrder(ruleSet)) {
    const terms = termsOf(rule.conditions, reading);
    if (terms) read.push({ ...terms, rule, pointer: places.get(rule.name) as string });
    else unread++;
  }
  const never = read.filter((r) => r.terms.length === 0);
  const alive = read.filter((r) => r.terms.length > 0);
  const { findings, cut } = againstEachOther(ruleSet, alive, reading);
  return [
    ...never.map(({ rule, pointer, clash }) => {
      const why = clash ? `对“${titleOf(clash, reading.facts)}”的要求互相矛盾` : '其中的要求互相矛盾';
      return finding('unreachable', pointer, [rule], `规则“${rule.title}”的条件永远不会成立：${why}。`);
    }),
    ...findings,
    ...gapsIn(ruleSet, alive, reading).map(({ rules, message, example }) => ({
      ...finding('gap', places.get(rules[0]?.name as string) as string, rules, message),
      example,
    })),
    ...unusedConditions(ruleSet),
    ...(unread > 0 || cut ? [finding('lint-limited', '/rules', [], limited(unread, cut, alive.length))] : []),
  ];
}

const limited = (unread: number, cut: boolean, n: number) =>
  [
    unread > 0 ? `有 ${unread} 条规则的条件过于复杂，没有检查是否矛盾、重叠。` : '',
    cut ? `规则较多（${n} 条），只检查了一部分规则之间的矛盾、重叠。` : '',
  ].join('');

const finding = (
  code: string,
  pointer: string,
  rules: readonly Pick<RuleDefinition, 'name'>[],
  message: string,
): RuleSetFinding => ({ ...warning(code, pointer, message), rules: rules.map((r) => r.name) });

/** Each rule beside those asked before it. */
function againstEachOther(ruleSet: RuleSet, rules: readonly Read[], reading: Reading) {
  const findings: RuleSetFinding[] = [];
  const budget = { left: MAX_WORK };
  const first = ruleSet.combine === 'first';
  for (const [j, later] of rules.entries()) {
    const meeting: Read[] = [];
    for (let i = 0; i < j && budget.left > 0; i++) {
      const earlier = rules[i] as Read;
      budget.left -= earlier.terms.length * later.terms.length;
      if (earlier.terms.some((a) => later.terms.some((b) => typeof meet(a, b) !== 'string')))
        meeting.push(earlier);
    }
    if (budget.left <= 0 || findings.length >= MAX_FINDINGS) return { findings, cut: true };
    const same = meeting.find((e) => sameJson(e.rule.event, later.rule.event) && isSame(e, later));
    if (same) {
      const message = `规则“${later.rule.title}”与“${same.rule.title}”条件、结果都相同，可以删去一条。`;
      findings.push(finding('duplicate-rule', later.pointer, [later.rule, same.rule], message));
      continue;
    }
    const hiding = first ? coveredBy(later, meeting, budget) : undefined;
    if (hiding) {
      const names = hiding.map((h) => `“${h.rule.title}”`).join('、');
      const message = `规则“${later.rule.title}”不会生效：它成立时，排在前面的${names}已经成立。请调整优先级或条件。`;
      findings.push(finding('shadowed', later.pointer, [later.rule, ...hiding.map((h) => h.rule)], message));
      continue;
    }
    for (const earlier of meeting) {
      if (findings.length >= MAX_FINDINGS) break;
      const overlap = overlapOf(ruleSet, earlier, later, reading);
      if (overlap) findings.push(overlap);
    }
  }
  return { findings, cut: false };
}

const isSame = (a: Read, b: Read): boolean => within(a, b) && within(b, a);
const within = (inner: Read, outer: Read): boolean =>
  inner.terms.every((t) => outer.terms.some((o) => covers(o, t)));

/** Those of the earlier rules that leave nothing of a later one; undefined when something is left. */
function coveredBy(
  later: Read,
  earlier: readonly Read[],
  budget: { left: number },
): readonly Read[] | undefined {
  const alone = earlier.find((e) => within(later, e));
  if (alone) return [alone];
  let left: readonly Term[] = later.terms;
  const used: Read[] = [];
  for (const e of earlier) {
    const before = left;
    for (const taken of e.terms) {
      budget.left -= left.length;
      left = left.flatMap((term) => without(term, taken));
      if (left.length > MAX_PIECES || budget.left <= 0) return undefined;
    }
    if (left.length !== before.length || left.some((term, i) => term !== before[i])) used.push(e);
    if (left.length === 0) return used;
  }
  return undefined;
}

/**
 * Two rules that can hold at once and differ in what they say. Where only the first speaks, the order settles it when it
 * was given: by priority, or by a special case that stands before the general one.
 */
function overlapOf(
  ruleSet: RuleSet,
  earlier: Read,
  later: Read,
  reading: Reading,
): RuleSetFinding | undefined {
  const [a, b] = [earlier.rule, later.rule];
  const differing = difference(a.event, b.event);
  if (differing === undefined) return undefined;
  const first = ruleSet.combine === 'first';
  if (first && (priorityOf(a) !== priorityOf(b) || within(earlier, later))) return undefined;
  const example = exampleFor(ruleSet, earlier, later, reading);
  if (!example) return undefined;
  const when = `（如${describeFacts(example, ruleSet.facts)}）`;
  const [said, other] = [describeOutcome(ruleSet, a.event), describeOutcome(ruleSet, b.event)];
  const message = first
    ? `规则“${a.title}”与“${b.title}”优先级相同，可能同时成立${when}，只会取在前的${said}。如果应取${other}，请调整优先级。`
    : `规则“${a.title}”与“${b.title}”可能同时成立${when}，结果却不同：${said}，${other}。`;
  return { ...finding('overlap', later.pointer, [b, a], message), example };
}

/** The first value by name in which two events of a kind differ. */
const difference = (a: RuleEvent, b: RuleEvent): string | undefined =>
  a.type !== b.type
    ? undefined
    : Object.keys(a.params ?? {}).find(
        (k) => b.params && Object.hasOwn(b.params, k) && !sameJson(a.params?.[k], b.params[k]),
      );

/** Facts with which both hold, tried out; undefined when none were found. */
function exampleFor(ruleSet: RuleSet, x: Read, y: Read, reading: Reading): Facts | undefined {
  const hold = [x, y].map((r) => compileCondition(r.rule.conditions, ruleSet.conditions));
  for (const a of x.terms) {
    for (const b of y.terms) {
      const both = meet(a, b);
      const facts = typeof both === 'string' ? undefined : exampleOf(both, reading.variables);
      if (facts && checkFacts(facts, ruleSet.facts).length === 0 && hold.every((h) => h(facts))) return facts;
    }
  }
  return undefined;
}

function unusedConditions({ rules, conditions = [] }: RuleSet): RuleSetFinding[] {
  const used = new Set([...rules, ...conditions].flatMap((x) => [...namesIn(x.conditions)]));
  return conditions.flatMap(({ name, title = name }, i) =>
    used.has(name)
      ? []
      : [finding('unused-condition', `/conditions/${i}`, [], `共用条件“${title}”没有被任何规则使用。`)],
  );
}
