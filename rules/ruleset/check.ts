import { error, hasErrors, type Problem, shown, warning } from '../common/problem.ts';
import { checkCondition } from '../conditions/check.ts';
import { checkFacts } from '../conditions/facts.ts';
import type { Condition, FactDefinition, NamedCondition } from '../conditions/types.ts';
import { conditionKinds, isFactReference, viewCondition } from '../conditions/types.ts';
import type { RuleEvent, RuleSet } from './types.ts';

/** Comparisons that all rules together may come to, shared conditions counted where they are used. */
export const MAX_COMPARISONS = 200_000;

/** The checks beyond the shape, for a document of the right shape. */
export function checkRuleSet(ruleSet: RuleSet): Problem[] {
  const context = { facts: ruleSet.facts, shared: ruleSet.conditions ?? [] };
  const problems = [
    ...duplicates(
      ruleSet.facts.map((f) => f.name),
      (i) => `/facts/${i}/name`,
      '事实',
    ),
    ...duplicates(
      context.shared.map((c) => c.name),
      (i) => `/conditions/${i}/name`,
      '共用条件',
    ),
    ...duplicates(
      ruleSet.rules.map((r) => r.name),
      (i) => `/rules/${i}/name`,
      '规则',
    ),
    ...context.shared.flatMap((c, i) => [
      ...checkCondition(c.conditions, context, `/conditions/${i}/conditions`),
      ...checkRoot(c.conditions, `/conditions/${i}/conditions`),
    ]),
    ...ruleSet.rules.flatMap((rule, i) => [
      ...checkCondition(rule.conditions, context, `/rules/${i}/conditions`),
      ...checkRoot(rule.conditions, `/rules/${i}/conditions`),
      ...checkEvent(rule.event, ruleSet.facts, `/rules/${i}/event`),
    ]),
    ...(ruleSet.tests ?? []).flatMap((test, i) =>
      checkFacts(test.facts, ruleSet.facts).map((p) => ({ ...p, pointer: `/tests/${i}/facts${p.pointer}` })),
    ),
  ];
  if (!hasErrors(problems)) problems.push(...checkSize(ruleSet));
  if (ruleSet.defaultOutcome)
    problems.push(...checkEvent(ruleSet.defaultOutcome, ruleSet.facts, '/defaultOutcome'));
  else problems.push(warning('no-default', '/defaultOutcome', '没有规则命中时没有结果，建议设定默认结果。'));
  return problems;
}

function duplicates(names: readonly string[], place: (i: number) => string, what: string): Problem[] {
  const seen = new Set<string>();
  return names.flatMap((name, i) => {
    if (seen.has(name)) return [error('duplicate', place(i), `${what}编号“${name}”重复，请改用别的编号。`)];
    seen.add(name);
    return [];
  });
}

/** json-rules-engine wants a group, a negation or a reference at the root. */
function checkRoot(condition: Condition, pointer: string): Problem[] {
  return conditionKinds(condition)[0] === 'fact'
    ? [error('condition-root', pointer, '最外层须为“全部满足”或“任一满足”等组合，请把这项比较放进组合里。')]
    : [];
}

function checkEvent(event: RuleEvent, facts: readonly FactDefinition[], pointer: string): Problem[] {
  return Object.entries(event.params ?? {}).flatMap(([key, value]) =>
    isFactReference(value) && !facts.some((f) => f.name === value.fact)
      ? [error('unknown-fact', `${pointer}/params/${key}/fact`, `事实目录中没有${shown(value.fact)}。`)]
      : [],
  );
}

/** Refuses circles among shared conditions, and sets that would blow up when these are put in place. */
function checkSize(ruleSet: RuleSet): Problem[] {
  const shared = new Map((ruleSet.conditions ?? []).map((c) => [c.name, c]));
  const sizes = new Map<string, number>();
  const open = new Set<string>();
  const circles = new Set<string>();
  const sizeOf = (condition: Condition): number => {
    const view = viewCondition(condition);
    if (view?.kind === 'all' || view?.kind === 'any') return view.parts.reduce((n, p) => n + sizeOf(p), 1);
    if (view?.kind === 'not') return 1 + sizeOf(view.part);
    if (view?.kind === 'condition') return sizeOfShared(view.name, shared.get(view.name));
    return 1;
  };
  const sizeOfShared = (name: string, named: NamedCondition | undefined): number => {
    const known = sizes.get(name);
    if (known !== undefined || !named) return known ?? 0;
    if (open.has(name)) {
      circles.add(name);
      return 0;
    }
    open.add(name);
    const size = sizeOf(named.conditions);
    open.delete(name);
    sizes.set(name, size);
    return size;
  };
  for (const c of shared.values()) sizeOfShared(c.name, c);
  const problems = [...circles].map((name) => {
    const index = (ruleSet.conditions ?? []).findIndex((c) => c.name === name);
    return error(
      'condition-circle',
      `/conditions/${index}/conditions`,
      `共用条件“${name}”绕回引用了自己，请断开。`,
    );
  });
  const total = ruleSet.rules.reduce((n, r) => n + sizeOf(r.conditions), 0);
  if (total > MAX_COMPARISONS) {
    const message = `展开共用条件后比较次数过多（${total}，至多 ${MAX_COMPARISONS}），请精简。`;
    problems.push(error('too-large', '/rules', message));
  }
  return problems;
}
