/** Rule sets (规则集): json-rules-engine's JSON, checked, traced, tested. */
export { checkRuleSet } from './check.ts';
export { type CompiledRuleSet, compileRuleSet, evaluateRuleSet } from './evaluate.ts';
export { lintRuleSet, type RuleSetFinding } from './lint.ts';
export { parseRuleSet } from './parse.ts';
export { ruleSetSchema } from './schema.ts';
export { type RuleSetTestReport, runRuleSetTests } from './tests.ts';
export { describeOutcome, describeOutcomes, OUTCOME_TYPE_TITLE, outcomeTitle } from './titles.ts';
export type {
  RuleDefinition,
  RuleEvent,
  RuleOutcome,
  RuleSet,
  RuleSetResult,
  RuleSetTest,
  RuleTrace,
} from './types.ts';
