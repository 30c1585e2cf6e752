/** Signals: heard at once by all that listen, in every process; nobody keeps one. */
import type { Execution } from './execution.ts';
import { createRoot } from './instances.ts';
import { latestDefinition, type SignalSubscription, type Vars } from './state.ts';
import { canTake, trigger } from './transitions.ts';

/** Its key. As on Zeebe, in the order of the keys of those who hear it: definitions that it starts, and instances. */
export function broadcast(x: Execution, name: string, variables: Vars | undefined): string {
  const key = x.newKey();
  const some = variables && Object.keys(variables).length > 0;
  x.emit({ type: 'SIGNAL_BROADCAST', key, name, ...(some && { variables }) });
  const hearers: [key: string, hear: () => void][] = [];
  const brought = (elementId: string) => ({ elementId, ...(some && { variables }) });
  for (const bpmnProcessId of x.state.versions.keys()) {
    const definition = latestDefinition(x.state, bpmnProcessId)!;
    for (const start of definition.signalStarts ?? [])
      if (start.name === name)
        hearers.push([
          definition.key,
          () => void createRoot(x, definition, {}, { trigger: brought(start.elementId) }),
        ]);
  }
  for (const s of x.state.signalsByName.get(name) ?? []) {
    const subscription = x.state.signals.get(s)!;
    hearers.push([subscription.elementInstanceKey, () => deliver(x, key, subscription, brought)]);
  }
  hearers.sort(([a], [b]) => Number(a) - Number(b));
  for (const [, hear] of hearers) hear();
  return key;
}

function deliver(
  x: Execution,
  signal: string,
  s: SignalSubscription,
  brought: (elementId: string) => { elementId: string; variables?: Vars },
): void {
  const e = x.get(s.elementInstanceKey);
  // One before it may have ended what this one waits for.
  if (e?.state !== 'ACTIVATED' || !x.state.signals.has(s.key)) return;
  const caught = x.process(s.pi).elements.get(s.elementId)!;
  if (!canTake(e, caught, x.model(e))) return;
  x.emit({
    type: 'SIGNAL_CAUGHT',
    signal,
    subscription: s.key,
    pi: s.pi,
    elementInstanceKey: e.key,
    elementId: s.elementId,
  });
  trigger(x, e, caught, brought(s.elementId));
}
