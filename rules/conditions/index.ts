/** Conditions in json-rules-engine's JSON: checks, a synchronous evaluator with its semantics, plain Chinese. */
export { type ConditionContext, checkCondition } from './check.ts';
export { describeCondition, describeValue } from './describe.ts';
export {
  type CompiledCondition,
  compileCondition,
  evaluateCondition,
  MAX_CONDITION_DEPTH,
} from './evaluate.ts';
export { checkFacts, checkFactValue, FACT_TYPE_TITLE, isOfType } from './facts.ts';
export { DECORATORS, OPERATORS, type OperatorDefinition, operatorTitle, parseOperator } from './operators.ts';
export { followPath, pathSegments, resolvePath } from './path.ts';
export { type ConditionTrace, compileTrace, traceCondition } from './trace.ts';
export type {
  AllCondition,
  AnyCondition,
  Condition,
  ConditionReference,
  FactCondition,
  FactDefinition,
  FactReference,
  Facts,
  FactType,
  NamedCondition,
  NotCondition,
  TopCondition,
} from './types.ts';
