import { subscribe } from '../subscriptions.ts';
import { activated, completedInto } from '../transitions.ts';
import type { Behavior } from './behavior.ts';

/** Listens for the events behind it. The first to come is activated; as on Zeebe, no sequence flow is taken to it. */
export const eventBasedGateway: Behavior = {
  activate(x, e, m) {
    const failed = subscribe(x, e, m);
    if (!failed) activated(x, e);
    return failed;
  },
  complete(x, e, m) {
    const came = e.trigger!;
    completedInto(x, e, m.outgoing.find((f) => f.target.id === came.elementId)!.target, came);
    return undefined;
  },
};
