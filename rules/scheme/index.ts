/** Evaluation indicator schemes (评价指标体系): measured, scored, ranked, moved in thought. */
export { checkScheme } from './check.ts';
export { diffSchemes, type SchemeChange } from './diff.ts';
export { factsOfScore, gradeByRuleSet, gradeFacts, type RuleGrade } from './grade-rules.ts';
export { type Measured, measure } from './measure.ts';
export { MAX_INDICATOR_DEPTH, parseScheme } from './parse.ts';
export { gradeOf, rankTotals, roundTo } from './rank.ts';
export { type RankHold, rankHolds, type Turn, turningPoints } from './robustness.ts';
export { normalise } from './scales.ts';
export { schemeSchema } from './schema.ts';
export { score } from './score.ts';
export { flatten, isGroup, leavesOf, withWeights } from './tree.ts';
export type * from './types.ts';
export { createWhatIf, type WhatIf, type WhatIfTotal } from './what-if.ts';
