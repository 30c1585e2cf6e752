export { FEEL_STEPS, type FeelBudget, FeelLimit } from './bound.ts';
export type { FeelClock } from './clock.ts';
export {
  evaluateFeel,
  type FeelEnvironment,
  type FeelProblem,
  type FeelResult,
  feelProblems,
  feelWarnings,
} from './evaluate.ts';
export { type FeelScope, scopeOf } from './scope.ts';
