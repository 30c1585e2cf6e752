/** Messages meet their subscriptions and the processes they start. A process gets each message once. */
import type { Execution } from './execution.ts';
import { createRoot } from './instances.ts';
import { latestDefinition, type Message, pair, type Subscription } from './state.ts';
import { canTake, trigger } from './transitions.ts';

const brought = (message: Message, elementId: string) => ({
  elementId,
  ...(message.variables && { variables: message.variables }),
});

/** False: the subscriber is no longer able to take it. */
function deliver(x: Execution, message: Message, s: Subscription): boolean {
  const e = x.get(s.elementInstanceKey);
  if (e?.state !== 'ACTIVATED') return false;
  const caught = x.process(s.pi).elements.get(s.elementId)!;
  if (!canTake(e, caught, x.model(e))) return false;
  x.emit({
    type: 'MESSAGE_CORRELATED',
    message: message.key,
    subscription: s.key,
    bpmnProcessId: s.bpmnProcessId,
    pi: s.pi,
    elementInstanceKey: e.key,
    elementId: s.elementId,
  });
  trigger(x, e, caught, brought(message, s.elementId));
  return true;
}

/** A message just published: to one subscription per process, then to the processes that it starts. */
export function correlateMessage(x: Execution, message: Message): void {
  const keys = x.state.subscriptionsByMessage.get(pair(message.name, message.correlationKey));
  for (const key of [...(keys ?? [])]) {
    const s = x.state.subscriptions.get(key);
    if (s && !message.correlated.includes(s.bpmnProcessId)) deliver(x, message, s);
  }
  for (const bpmnProcessId of x.state.versions.keys()) startByMessage(x, message, bpmnProcessId);
}

/** A subscription just opened: the oldest buffered message that its process has not had. */
export function correlateSubscription(x: Execution, key: string): void {
  const s = x.state.subscriptions.get(key);
  if (!s) return;
  const messages = x.state.messagesByName.get(pair(s.name, s.correlationKey));
  for (const messageKey of messages ?? []) {
    const message = x.state.messages.get(messageKey)!;
    if (message.expiresAt <= x.env.at || message.correlated.includes(s.bpmnProcessId)) continue;
    if (!deliver(x, message, s)) continue;
    // Who hears more than one has all that wait, one after the other.
    if (!s.interrupting) x.later({ kind: 'correlate', subscription: key });
    return;
  }
}

function startByMessage(x: Execution, message: Message, bpmnProcessId: string): boolean {
  const definition = latestDefinition(x.state, bpmnProcessId)!;
  const start = definition.messageStarts.find((s) => s.name === message.name);
  if (!start || message.correlated.includes(bpmnProcessId)) return false;
  const { correlationKey } = message;
  if (correlationKey !== '' && x.state.startLocks.has(pair(bpmnProcessId, correlationKey))) return false;
  const pi = createRoot(x, definition, {}, { trigger: brought(message, start.elementId) });
  x.emit({
    type: 'MESSAGE_STARTED_PROCESS',
    message: message.key,
    bpmnProcessId,
    correlationKey,
    pi,
    elementId: start.elementId,
  });
  return true;
}

/**
 * The instance that held the lock has ended: the next buffered message of that key may start the next. The oldest of
 * all names that start the process, as on Zeebe.
 */
export function startByBuffered(x: Execution, bpmnProcessId: string, correlationKey: string): void {
  const starts = latestDefinition(x.state, bpmnProcessId)?.messageStarts ?? [];
  let oldest: Message | undefined;
  for (const { name } of starts) {
    const first = firstBuffered(x, bpmnProcessId, pair(name, correlationKey));
    if (first && (!oldest || Number(first.key) < Number(oldest.key))) oldest = first;
  }
  if (oldest) startByMessage(x, oldest, bpmnProcessId);
}

/** The oldest message of a name and key that the process has not had. */
function firstBuffered(x: Execution, bpmnProcessId: string, nameAndKey: string): Message | undefined {
  for (const key of x.state.messagesByName.get(nameAndKey) ?? []) {
    const message = x.state.messages.get(key)!;
    if (message.expiresAt > x.env.at && !message.correlated.includes(bpmnProcessId)) return message;
  }
  return undefined;
}
