/** States of an element instance and the transitions that are allowed, as Zeebe's ProcessInstanceLifecycle. */

export type ElementState =
  | 'ACTIVATING'
  | 'ACTIVATED'
  | 'COMPLETING'
  | 'COMPLETED'
  | 'TERMINATING'
  | 'TERMINATED';

export const ALLOWED: Record<ElementState, readonly ElementState[]> = {
  ACTIVATING: ['ACTIVATED', 'TERMINATING'],
  ACTIVATED: ['COMPLETING', 'TERMINATING'],
  COMPLETING: ['COMPLETED', 'TERMINATING'],
  COMPLETED: [],
  TERMINATING: ['TERMINATED'],
  TERMINATED: [],
};

/** A wrong transition is a bug of the engine, not a mistake of a caller: it throws. */
export function assertTransition(key: string, from: ElementState, to: ElementState): void {
  if (!ALLOWED[from].includes(to))
    throw new Error(`element instance <${key}>: <${from}> cannot become <${to}>`);
}
