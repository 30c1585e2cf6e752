/** Takes rows out of the state, with what points to them. For `apply` alone. */
import { type EngineState, pair, removeFrom } from './state.ts';

export function dropTimer(state: EngineState, key: string): void {
  const t = state.timers.get(key);
  state.timers.delete(key);
  if (t?.elementInstanceKey !== undefined) state.elements.get(t.elementInstanceKey)?.timers?.delete(key);
}

export function dropSubscription(state: EngineState, key: string): void {
  const s = state.subscriptions.get(key);
  if (!s) return;
  state.subscriptions.delete(key);
  removeFrom(state.subscriptionsByMessage, pair(s.name, s.correlationKey), key);
  state.elements.get(s.elementInstanceKey)?.subscriptions?.delete(key);
}

export function dropSignal(state: EngineState, key: string): void {
  const s = state.signals.get(key);
  if (!s) return;
  state.signals.delete(key);
  removeFrom(state.signalsByName, s.name, key);
  state.elements.get(s.elementInstanceKey)?.signals?.delete(key);
}

/** Nothing in a scope that was ended can be undone any more. */
export function forgetCompensations(state: EngineState, pi: string, scope: string): void {
  const keys = state.elements.get(pi)?.compensations;
  for (const key of [...(keys ?? [])]) {
    const c = state.compensations.get(key);
    if (c?.scope !== scope) continue;
    dropCompensation(state, key);
    forgetCompensations(state, pi, c.elementInstanceKey);
  }
}

export function dropCompensation(state: EngineState, key: string): void {
  const c = state.compensations.get(key);
  state.compensations.delete(key);
  if (c) state.elements.get(c.pi)?.compensations?.delete(key);
}
