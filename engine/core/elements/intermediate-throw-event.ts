import { applyOutputs } from '../mappings.ts';
import { completed, completedInto } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { activateThrowing } from './throwing.ts';

/** A link goes straight on at the catch event of its name. As on Zeebe, compensation has no output mappings. */
export const intermediateThrowEvent: Behavior = {
  activate: activateThrowing,
  complete(x, e, m) {
    const failed = m.event?.kind === 'compensation' ? undefined : applyOutputs(x, e, m);
    if (failed || !m.linksTo) return failed ?? completed(x, e);
    completedInto(x, e, m.linksTo);
    return undefined;
  },
};
