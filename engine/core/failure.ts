import type { IncidentErrorType } from '../engine.ts';

/** Why an element could not go on: becomes an incident. A value, not an exception. */
export interface Failure {
  errorType: IncidentErrorType;
  message: string;
}

export const failure = (errorType: IncidentErrorType, message: string): Failure => ({ errorType, message });

/** Either a value or a failure; told apart by the field. */
export type Outcome<T> = { value: T } | { failure: Failure };
