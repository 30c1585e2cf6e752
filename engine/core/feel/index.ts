export type { FeelClock } from './clock.ts';
export { evaluateFeel, type FeelProblem, type FeelResult, feelProblems, feelWarnings } from './evaluate.ts';
export { type FeelScope, scopeOf } from './scope.ts';
