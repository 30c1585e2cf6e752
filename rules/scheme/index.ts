/** Evaluation indicator schemes (评价指标体系): measured, scored, ranked, moved in thought. */

export { type AlignedIndicator, alignSchemes } from './align.ts';
export { amountInWords } from './amount.ts';
export { checkScheme, type SchemeCheckOptions } from './check.ts';
export { compareScores, type MadeDifference, type ScoreChange } from './compare.ts';
export { type PartialData, partialData } from './coverage.ts';
export { diffSchemes, type SchemeChange } from './diff.ts';
export { schemeEntropy } from './entropy-beside.ts';
export { type FormulaPort, formulaName, planFormulas } from './formulas.ts';
export { factsOfScore, gradeByRuleSet, gradeFacts, type RuleGrade } from './grade-rules.ts';
export { lintMeasured, lintScheme } from './lint.ts';
export { type Measured, type MeasureOptions, measure } from './measure.ts';
export { numberAt, withNumber, withParameters } from './parameters.ts';
export { MAX_INDICATOR_DEPTH, parseScheme } from './parse.ts';
export { gradeOf, rankTotals, roundTo } from './rank.ts';
export { type RankHold, rankHolds, type Turn, turningPoints } from './robustness.ts';
export { normalise } from './scales.ts';
export { schemeSchema } from './schema.ts';
export { score } from './score.ts';
export { type Measurable, measurables, objectFacts } from './sources.ts';
export { totalBounds } from './total-bounds.ts';
export { flatten, isGroup, leavesOf, withWeights } from './tree.ts';
export type * from './types.ts';
export { type AdjustedWeight, adjustedWeights } from './weights-from.ts';
export { createWhatIf, type WhatIf, type WhatIfTotal } from './what-if.ts';
export { MISSING, NO_VALUE, SOURCES } from './words.ts';
