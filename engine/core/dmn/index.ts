export { type DecisionOutcome, type DecisionTrace, evaluateDecision } from './evaluate.ts';
export type { RequirementsModel } from './model.ts';
export { checkDecisions, type Decisions, readDecisions } from './read.ts';
