import type { ElementModel, FlowModel } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import type { ElementInstance } from '../state.ts';
import { completed, passThrough } from '../transitions.ts';
import type { Behavior } from './behavior.ts';
import { chooseFlows } from './exclusive-gateway.ts';

export const inclusiveGateway: Behavior = {
  activate(x, e, m) {
    const flows = chooseFlows(x, e, m, 'all');
    return 'failure' in flows ? flows.failure : passThrough(x, e, flows.value);
  },
  complete: (x, e) => completed(x, e),
};

/**
 * Joins, once everything else in the scope rests. BPMN 2.0, table 13.3: a gateway with a token joins when each token
 * elsewhere that could still reach one of its empty incoming flows could as well reach one of its filled ones, both
 * without passing the gateway. True: a join was set off.
 */
export function joinInclusive(x: Execution, scope: ElementInstance): boolean {
  if (scope.state !== 'ACTIVATED' || !scope.tokens) return false;
  const process = x.model(scope);
  for (const m of process.children) {
    if (m.type !== 'INCLUSIVE_GATEWAY' || m.incoming.length < 2) continue;
    const filled = m.incoming.filter((f) => scope.tokens?.[f.id]);
    if (!filled.length) continue;
    const empty = m.incoming.filter((f) => !scope.tokens?.[f.id]);
    const waits = tokenPlaces(x, scope, process, m).some((from) => {
      const reached = reachable(from, m);
      return empty.some((f) => reached.has(f)) && !filled.some((f) => reached.has(f));
    });
    if (waits) continue;
    x.later({ kind: 'activate', scope: scope.key, element: m, flow: filled[0]!.id });
    return true;
  }
  return false;
}

/** The elements from which a token of this scope goes on, other than those that wait at `join`. */
function tokenPlaces(
  x: Execution,
  scope: ElementInstance,
  process: ElementModel,
  join: ElementModel,
): ElementModel[] {
  const places: ElementModel[] = [];
  for (const key of scope.children ?? []) {
    const child = x.get(key);
    const m = child && process.children.find((c) => c.id === child.elementId);
    if (m) places.push(m);
  }
  for (const m of process.children)
    if (m !== join && m.incoming.some((f) => scope.tokens?.[f.id])) places.push(m);
  return places;
}

/** The flows that a token at `from` may come to pass without passing `join`; boundary events and links lead on too. */
function reachable(from: ElementModel, join: ElementModel): Set<FlowModel> {
  const seen = new Set<FlowModel>();
  const visited = new Set<ElementModel>();
  const open = [from];
  for (let m = open.pop(); m; m = open.pop()) {
    if (visited.has(m) || m === join) continue;
    visited.add(m);
    open.push(...m.boundaries);
    if (m.linksTo) open.push(m.linksTo);
    for (const f of m.outgoing) {
      seen.add(f);
      open.push(f.target);
    }
  }
  return seen;
}
