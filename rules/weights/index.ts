/** Weights (权重): sets that sum to 100, and AHP. */
export { type AhpResult, ahpPriorities, RANDOM_INDEX } from './ahp.ts';
export {
  checkWeightSet,
  combineWeights,
  redistribute,
  roundWeights,
  WEIGHT_TOTAL,
  type WeightCheck,
} from './sets.ts';
