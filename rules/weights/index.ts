/** Weights (权重): sets that sum to 100, AHP, rounds in which deputies give them, and entropy beside them. */
export { averageRanks, kendallW, medianOfSorted, type Spread, spreads } from './agreement.ts';
export { type AhpResult, ahpPriorities, RANDOM_INDEX } from './ahp.ts';
export { type EntropyWeights, entropyWeights } from './entropy.ts';
export {
  type JudgementView,
  judgementMatrix,
  type LeastConsistent,
  leastConsistent,
  pairsOf,
  SAATY_SCALE,
  SAATY_WORDS,
  viewJudgements,
} from './judgements.ts';
export type { WeightMean } from './means.ts';
export {
  countWeights,
  type DirectRule,
  type PairwiseRule,
  refuseWeightBallot,
  type WeightBallot,
  type WeightRefusal,
  type WeightResult,
  type WeightRule,
} from './round.ts';
export {
  checkWeightSet,
  combineWeights,
  redistribute,
  roundWeights,
  WEIGHT_TOTAL,
  type WeightCheck,
} from './sets.ts';
