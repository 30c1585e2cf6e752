import { hasErrors, RulesError } from '../common/problem.ts';
import { getter } from '../conditions/evaluate.ts';
import { checkFacts } from '../conditions/facts.ts';
import { compileTrace } from '../conditions/trace.ts';
import { type Facts, isFactReference } from '../conditions/types.ts';
import { checkRuleSet } from './check.ts';
import type { RuleDefinition, RuleEvent, RuleOutcome, RuleSet, RuleSetResult, RuleTrace } from './types.ts';

export interface CompiledRuleSet {
  readonly ruleSet: RuleSet;
  /**
   * Runs the rules on facts by name. Facts that the catalogue does not know are not used. Throws RulesError
   * `INVALID_FACTS` with places when a known one has the wrong type (a number as text, NaN …).
   */
  evaluate(facts: Facts): RuleSetResult;
}

export const priorityOf = (rule: RuleDefinition) => rule.priority ?? 1;

/**
 * Prepares a rule set for many runs. Throws RulesError `INVALID_RULESET` with all problems when it has errors.
 * The semantics are json-rules-engine's, to which tests hold it; it runs here without a promise for each comparison,
 * which is also what the trace is free of (docs/adr/0009).
 */
export function compileRuleSet(ruleSet: RuleSet): CompiledRuleSet {
  const problems = checkRuleSet(ruleSet);
  if (hasErrors(problems)) {
    throw new RulesError('INVALID_RULESET', `规则集“${ruleSet.title}”有错误，不能运行。`, problems);
  }
  const shared = new Map((ruleSet.conditions ?? []).map((c) => [c.name, c]));
  const rules = inOrder(ruleSet).map((rule) => ({
    rule,
    trace: compileTrace(rule.conditions, shared),
    params: compileParams(rule.event),
  }));

  function evaluate(facts: Facts): RuleSetResult {
    const wrong = checkFacts(facts, ruleSet.facts);
    if (hasErrors(wrong)) {
      const message = `规则集“${ruleSet.title}”的输入有误：${wrong[0]?.message ?? ''}`;
      throw new RulesError('INVALID_FACTS', message, wrong);
    }
    const given: Record<string, unknown> = Object.create(null);
    for (const { name } of ruleSet.facts)
      given[name] = Object.hasOwn(facts, name) ? (facts[name] ?? null) : null;

    const outcomes: RuleOutcome[] = [];
    const trace = rules.map(({ rule, trace: conditionsOf, params }): RuleTrace => {
      const conditions = conditionsOf(given);
      const matched = conditions.result === true;
      const selected = matched && (ruleSet.combine === 'all' || outcomes.length === 0);
      const { name, title, event } = rule;
      if (selected) outcomes.push({ type: event.type, params: params(given), rule: name, title });
      return { rule: name, title, priority: priorityOf(rule), matched, selected, conditions };
    });
    if (outcomes.length === 0 && ruleSet.defaultOutcome) {
      const { type, params = {} } = ruleSet.defaultOutcome;
      outcomes.push({ type, params, title: '默认结果' });
    }
    const missingFacts = ruleSet.facts.map((f) => f.name).filter((n) => given[n] === null);
    return { outcomes, trace, missingFacts };
  }
  return { ruleSet, evaluate };
}

/** The rules that run, as they are asked: higher priority first, then in the order of the document. */
export const inOrder = (ruleSet: Pick<RuleSet, 'rules'>): RuleDefinition[] =>
  ruleSet.rules
    .filter((rule) => rule.enabled !== false)
    // sort is stable
    .sort((a, b) => priorityOf(b) - priorityOf(a));

/** A rule's values; those that are another fact's are taken from it. */
function compileParams({ params = {} }: RuleEvent): (facts: Facts) => RuleOutcome['params'] {
  const getters = Object.entries(params).flatMap(([key, value]) =>
    isFactReference(value) ? [[key, getter(value.fact, value.path)] as const] : [],
  );
  if (getters.length === 0) return () => params;
  return (facts) => ({ ...params, ...Object.fromEntries(getters.map(([key, get]) => [key, get(facts)])) });
}

/** Compiles and runs once. For many runs keep the result of compileRuleSet. */
export const evaluateRuleSet = (ruleSet: RuleSet, facts: Facts): RuleSetResult =>
  compileRuleSet(ruleSet).evaluate(facts);
