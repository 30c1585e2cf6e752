/** Weighting rounds (赋权): deputies give the weights of a scheme, group by group; the result goes into the scheme. */
export { changedGroups, combineRound, countPapers, voterSets, withRound } from './count.ts';
export { parseWeightingRule, weightingRuleSchema } from './parse.ts';
export { canonicalPaper, checkPaper, sheetOf } from './sheet.ts';
export type * from './types.ts';
