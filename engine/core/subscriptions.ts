/** Waiting for events: opens and closes the timers, message and signal subscriptions of an element instance. */
import type { ElementModel, EventDefinition } from './bpmn/model.ts';
import type { EngineEvent, EventOf } from './events.ts';
import type { Execution } from './execution.ts';
import { type Failure, failure, type Outcome } from './failure.ts';
import { isText, typeName } from './messages.ts';
import type { ElementInstance } from './state.ts';
import { timerDue } from './time/timer.ts';

/** The events that an instance listens to while it is active. */
function caughtBy(x: Execution, e: ElementInstance, m: ElementModel): ElementModel[] {
  const out: ElementModel[] = [];
  if (e.type === 'MULTI_INSTANCE_BODY') return m.boundaries;
  if (m.type === 'EVENT_BASED_GATEWAY') out.push(...m.outgoing.map((f) => f.target));
  else if (m.type === 'INTERMEDIATE_CATCH_EVENT' || m.type === 'RECEIVE_TASK') out.push(m);
  else out.push(...m.eventSubProcessStarts);
  if (!x.isInner(e)) out.push(...m.boundaries);
  return out;
}

/** Evaluates everything first, so that a failure leaves nothing open. */
export function subscribe(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined {
  const events: EngineEvent[] = [];
  for (const caught of caughtBy(x, e, m)) {
    const kind = caught.event?.kind;
    const open = kind && OPENERS[kind];
    if (!open) continue;
    const event = open(x, e, caught);
    if ('failure' in event) return event.failure;
    events.push(event.value);
  }
  for (const event of events) {
    x.emit(event);
    if (event.type === 'MESSAGE_SUBSCRIBED') x.later({ kind: 'correlate', subscription: event.key });
  }
  return undefined;
}

type Opener = (x: Execution, e: ElementInstance, caught: ElementModel) => Outcome<EngineEvent>;
/** What an instance must listen to; errors and escalations find their catcher by themselves. */
const OPENERS: { [K in EventDefinition['kind']]?: Opener } = {
  timer: timerFor,
  message: messageFor,
  signal: signalFor,
};

/** Whether the event ends what listens for it, hence is taken once. */
const takenOnce = (caught: ElementModel) =>
  caught.attachedTo || caught.type === 'START_EVENT' ? caught.interrupting : true;

function timerFor(x: Execution, e: ElementInstance, caught: ElementModel): Outcome<EngineEvent> {
  if (caught.event?.kind !== 'timer') throw new Error(`<${caught.id}> is no timer`);
  const { kind, value } = caught.event.timer;
  const text = x.evaluateAs(value, e.key, 'STRING', isText);
  if ('failure' in text) return text;
  const due = timerDue(kind, text.value, x.env.at, x.env.zone);
  if (typeof due === 'string') return { failure: failure('EXTRACT_VALUE_ERROR', due) };
  return {
    value: {
      type: 'TIMER_CREATED',
      key: x.newKey(),
      pi: e.pi,
      elementInstanceKey: e.key,
      elementId: caught.id,
      ...due,
    },
  };
}

/** What waiting for a message would write; nothing is opened. */
export function messageFor(
  x: Execution,
  e: ElementInstance,
  caught: ElementModel,
): Outcome<EventOf<'MESSAGE_SUBSCRIBED'>> {
  if (caught.event?.kind !== 'message') throw new Error(`<${caught.id}> is no message event`);
  const name = x.evaluateAs(caught.event.name!, e.key, 'STRING', isText);
  if ('failure' in name) return name;
  // A boundary event's correlation key is read in the scope around its activity.
  const keyScope = caught.attachedTo ? e.scope! : e.key;
  const key = x.evaluate(caught.event.correlationKey!, keyScope);
  if ('failure' in key) return key;
  if (typeof key.value !== 'string' && typeof key.value !== 'number') {
    const expression = caught.event.correlationKey!;
    const text = 'feel' in expression ? expression.feel : expression.text;
    return {
      failure: failure(
        'EXTRACT_VALUE_ERROR',
        `Failed to extract the correlation key for '${text}': ` +
          `The value must be either a string or a number, but was '${typeName(key.value)}'.`,
      ),
    };
  }
  return {
    value: {
      type: 'MESSAGE_SUBSCRIBED',
      key: x.newKey(),
      pi: e.pi,
      elementInstanceKey: e.key,
      elementId: caught.id,
      bpmnProcessId: x.get(e.pi)!.root!.bpmnProcessId,
      name: name.value,
      correlationKey: String(key.value),
      interrupting: takenOnce(caught),
    },
  };
}

function signalFor(x: Execution, e: ElementInstance, caught: ElementModel): Outcome<EngineEvent> {
  if (caught.event?.kind !== 'signal') throw new Error(`<${caught.id}> is no signal event`);
  const name = x.evaluateAs(caught.event.name!, e.key, 'STRING', isText);
  if ('failure' in name) return name;
  return {
    value: {
      type: 'SIGNAL_SUBSCRIBED',
      key: x.newKey(),
      pi: e.pi,
      elementInstanceKey: e.key,
      elementId: caught.id,
      name: name.value,
      interrupting: takenOnce(caught),
    },
  };
}

/** Closes what an instance listens to; with `which`, only the events of those elements. */
export function unsubscribe(
  x: Execution,
  e: ElementInstance,
  which: (elementId: string) => boolean = () => true,
): void {
  for (const timerKey of [...(e.timers ?? [])]) {
    const timer = x.state.timers.get(timerKey)!;
    if (which(timer.elementId))
      x.emit({
        type: 'TIMER_CANCELED',
        timerKey,
        pi: e.pi,
        elementInstanceKey: e.key,
        elementId: timer.elementId,
      });
  }
  for (const key of [...(e.subscriptions ?? [])]) {
    const { elementId } = x.state.subscriptions.get(key)!;
    if (which(elementId))
      x.emit({
        type: 'MESSAGE_UNSUBSCRIBED',
        subscription: key,
        pi: e.pi,
        elementInstanceKey: e.key,
        elementId,
      });
  }
  for (const key of [...(e.signals ?? [])]) {
    const { elementId } = x.state.signals.get(key)!;
    if (which(elementId))
      x.emit({
        type: 'SIGNAL_UNSUBSCRIBED',
        subscription: key,
        pi: e.pi,
        elementInstanceKey: e.key,
        elementId,
      });
  }
}
