import { completed, passThrough } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** Activated once a token stands on each incoming flow (see `activate` in transitions.ts); takes all outgoing ones. */
export const parallelGateway: Behavior = {
  activate: (x, e, m) => passThrough(x, e, m.outgoing),
  complete: (x, e) => completed(x, e),
};
