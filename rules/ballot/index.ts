/** Ballots (测评、票决): voting rules as data, exact counting, worked examples. */
export { checkBallotRule } from './check.ts';
export { countBallots, countMixed, countTallies } from './count.ts';
export { turnoutReaches, votesNeeded } from './decide.ts';
export { type BallotExampleReport, evaluateExample, evaluateExamples } from './examples.ts';
export { parseBallotRule } from './parse.ts';
export { isChoiceQuestion, type Place, placeKey, placesOf, sheetFits, withObjects } from './places.ts';
export { READY_BALLOTS } from './ready.ts';
export { ballotRuleSchema, fractionSchema } from './schema.ts';
export type * from './types.ts';
export { canonicalBallot, INVALID_TITLE, validateChoice } from './validate.ts';
