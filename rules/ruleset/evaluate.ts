import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { hasErrors, RulesError } from '../common/problem.ts';
import { checkFacts } from '../conditions/facts.ts';
import { OPERATORS } from '../conditions/operators.ts';
import { resolvePath } from '../conditions/path.ts';
import type { Facts } from '../conditions/types.ts';
import { checkRuleSet } from './check.ts';
import { traceOf } from './trace.ts';
import type { RuleDefinition, RuleOutcome, RuleSet, RuleSetResult, RuleTrace } from './types.ts';

export interface CompiledRuleSet {
  readonly ruleSet: RuleSet;
  /**
   * Runs the rules on facts by name. Facts that the catalogue does not know are not used. Throws RulesError
   * `INVALID_FACTS` with places when a known one has the wrong type (a number as text, NaN …).
   */
  evaluate(facts: Facts): Promise<RuleSetResult>;
}

const priorityOf = (rule: RuleDefinition) => rule.priority ?? 1;

/**
 * Prepares a rule set for many runs. Throws RulesError `INVALID_RULESET` with all problems when it has errors.
 * A json-rules-engine keeps its running state in itself, so that runs at the same time would stop one another:
 * each run takes an engine of its own from a small stock.
 */
export function compileRuleSet(ruleSet: RuleSet): CompiledRuleSet {
  const problems = checkRuleSet(ruleSet);
  if (hasErrors(problems)) {
    throw new RulesError('INVALID_RULESET', `规则集“${ruleSet.title}”有错误，不能运行。`, problems);
  }
  const shared = new Map((ruleSet.conditions ?? []).map((c) => [c.name, c]));
  const ordered = ruleSet.rules
    .filter((rule) => rule.enabled !== false)
    .map((rule, index) => ({ rule, index }))
    .sort((a, b) => priorityOf(b.rule) - priorityOf(a.rule) || a.index - b.index)
    .map(({ rule }) => rule);
  const position = new Map(ordered.map((rule, i) => [rule.name, i]));
  const stock: Engine[] = [];

  async function evaluate(facts: Facts): Promise<RuleSetResult> {
    const wrong = checkFacts(facts, ruleSet.facts);
    if (hasErrors(wrong)) {
      const message = `规则集“${ruleSet.title}”的输入有误：${wrong[0]?.message ?? ''}`;
      throw new RulesError('INVALID_FACTS', message, wrong);
    }
    const given: Record<string, unknown> = Object.create(null);
    for (const { name } of ruleSet.facts)
      given[name] = Object.hasOwn(facts, name) ? (facts[name] ?? null) : null;

    const engine = stock.pop() ?? createEngine(ruleSet, ordered);
    const run = await engine.run(given);
    stock.push(engine);
    // rules of one priority end in the order of their promises: bring them into the document's order
    const results = [...run.results, ...run.failureResults].sort(
      (a, b) => (position.get(a.name) as number) - (position.get(b.name) as number),
    );
    const outcomes: RuleOutcome[] = [];
    const trace = results.map((result, i): RuleTrace => {
      const rule = ordered[i] as RuleDefinition;
      const matched = result.result === true;
      const selected = matched && (ruleSet.combine === 'all' || outcomes.length === 0);
      if (selected) {
        const { type, params = {} } = result.event as NonNullable<typeof result.event>;
        outcomes.push({ type, params, rule: rule.name, title: rule.title });
      }
      const conditions = traceOf(rule.conditions, result.conditions as object, shared);
      return {
        rule: rule.name,
        title: rule.title,
        priority: priorityOf(rule),
        matched,
        selected,
        // the engine sets no result on the root
        conditions: { ...conditions, result: matched },
      };
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

function createEngine(ruleSet: RuleSet, rules: readonly RuleDefinition[]): Engine {
  const engine = new Engine([], {
    allowUndefinedFacts: true,
    pathResolver: (value, path) => resolvePath(value, path) ?? null,
    replaceFactsInEventParams: true,
  });
  for (const operator of OPERATORS) engine.addOperator(operator.name, operator.test);
  // copies: the engine writes into the conditions it is given
  for (const { name, conditions } of ruleSet.conditions ?? []) {
    engine.setCondition(name, structuredClone(conditions) as TopLevelCondition);
  }
  for (const { name, conditions, event, priority } of rules) {
    engine.addRule(
      structuredClone({ name, conditions: conditions as TopLevelCondition, event, priority: priority ?? 1 }),
    );
  }
  return engine;
}

/** Compiles and runs once. For many runs keep the result of compileRuleSet. */
export const evaluateRuleSet = async (ruleSet: RuleSet, facts: Facts): Promise<RuleSetResult> =>
  compileRuleSet(ruleSet).evaluate(facts);
