/** Something in a decision could not be evaluated. Thrown, since knowledge models are called from within expressions. */
export class DecisionFailure extends Error {}
