export { FEEL_STEPS, type FeelBudget, FeelLimit } from './bound.ts';
export {
  evaluateFeel,
  type FeelEnvironment,
  type FeelResult,
  feelProblems,
  feelValue,
  feelWarnings,
} from './evaluate.ts';
export type { FeelClock } from './functions.ts';
export { add } from './json.ts';
export { type FeelNames, feelNames } from './names.ts';
export type { FeelProblem } from './parse.ts';
export { type FeelScope, scopeOf } from './scope.ts';
export { unaryTest, unaryTestProblems } from './unary.ts';
export { feelFunction, isPlain, MAX_VALUE, toJson, typeProblem } from './values.ts';
