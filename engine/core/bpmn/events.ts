/** Event definitions: one function per kind; a new kind is one more. */
import { expression, onlyFeel } from './expressions.ts';
import { attribute, extension, type ModdleElement, many, one, str } from './moddle.ts';
import type { EventDefinition } from './model.ts';
import type { Problems } from './problems.ts';
import { REFUSED } from './types.ts';

type Reader = (definition: ModdleElement, id: string, problems: Problems) => EventDefinition | undefined;

const READERS: Record<string, Reader> = {
  'bpmn:MessageEventDefinition': (d, id, problems) => readMessage(one(d, 'messageRef'), id, problems),
  'bpmn:TimerEventDefinition': readTimer,
  'bpmn:ErrorEventDefinition': readError,
  'bpmn:TerminateEventDefinition': () => ({ kind: 'terminate' }),
  'bpmn:SignalEventDefinition': readSignal,
  'bpmn:EscalationEventDefinition': readEscalation,
  'bpmn:LinkEventDefinition': readLink,
  'bpmn:CompensateEventDefinition': readCompensation,
};

/** Undefined: a problem was added. */
export function readEvent(
  element: ModdleElement,
  id: string,
  problems: Problems,
): EventDefinition | undefined {
  const definitions = many(element, 'eventDefinitions');
  if (definitions.length === 0) return { kind: 'none' };
  if (definitions.length > 1) {
    problems.add(
      'several-event-definitions',
      id,
      `<${id}> has ${definitions.length} event definitions, one is allowed`,
      `事件 <${id}> 有 ${definitions.length} 个事件定义，只能有一个`,
    );
    return undefined;
  }
  const definition = definitions[0]!;
  const reader = READERS[definition.$type];
  if (reader) return reader(definition, id, problems);
  const named = REFUSED[definition.$type];
  problems.add(
    'unsupported-element',
    id,
    `<${id}>: ${named?.en ?? definition.$type} is not supported`,
    `<${id}>：不支持${named?.zh ?? definition.$type}，请改用其他事件`,
  );
  return undefined;
}

/** Message of an event or a receive task. Name and correlation key may be absent (then the caller objects). */
export function readMessage(
  message: ModdleElement | undefined,
  id: string,
  problems: Problems,
): EventDefinition & { kind: 'message' } {
  const subscription = message && extension(message, 'zeebe:Subscription');
  const name = expression(attribute(message, 'name'), { problems, elementId: id, property: 'message.name' });
  const correlationKey = onlyFeel(attribute(subscription, 'correlationKey'), {
    problems,
    elementId: id,
    property: 'subscription.correlationKey',
  });
  return { kind: 'message', ...(name && { name }), ...(correlationKey && { correlationKey }) };
}

function readTimer(d: ModdleElement, id: string, problems: Problems): EventDefinition | undefined {
  const given = (['timeDate', 'timeDuration', 'timeCycle'] as const).filter((p) => str(one(d, p), 'body'));
  if (given.length !== 1) {
    problems.add(
      'timer-undefined',
      id,
      `<${id}> must have exactly one of date, duration and cycle`,
      `定时事件 <${id}> 必须填写日期、时长、周期三者之一`,
    );
    return undefined;
  }
  const property = given[0]!;
  const kind = property === 'timeDate' ? 'date' : property === 'timeDuration' ? 'duration' : 'cycle';
  const value = expression(str(one(d, property), 'body')!.trim(), { problems, elementId: id, property })!;
  return { kind: 'timer', timer: { kind, value } };
}

function readError(d: ModdleElement, id: string, problems: Problems): EventDefinition {
  const code = expression(attribute(one(d, 'errorRef'), 'errorCode'), {
    problems,
    elementId: id,
    property: 'errorCode',
  });
  return { kind: 'error', ...(code && { code }) };
}

function readSignal(d: ModdleElement, id: string, problems: Problems): EventDefinition {
  const name = expression(attribute(one(d, 'signalRef'), 'name'), {
    problems,
    elementId: id,
    property: 'signal.name',
  });
  return { kind: 'signal', ...(name && { name }) };
}

function readEscalation(d: ModdleElement, id: string, problems: Problems): EventDefinition {
  const code = expression(attribute(one(d, 'escalationRef'), 'escalationCode'), {
    problems,
    elementId: id,
    property: 'escalationCode',
  });
  return { kind: 'escalation', ...(code && { code }) };
}

function readLink(d: ModdleElement, id: string, problems: Problems): EventDefinition {
  needsId(d, id, problems);
  const name = attribute(d, 'name');
  return { kind: 'link', ...(name && { name }) };
}

function readCompensation(d: ModdleElement, id: string, problems: Problems): EventDefinition {
  needsId(d, id, problems);
  const activity = one(d, 'activityRef')?.id;
  return { kind: 'compensation', ...(activity && { activity }), wait: d.waitForCompletion !== false };
}

/** Zeebe looks these definitions up by id, and breaks off over one that has none (`"value" is null`). */
function needsId(d: ModdleElement, id: string, problems: Problems): void {
  if (d.id) return;
  const name = d.$type.replace('bpmn:', '');
  problems.add(
    'event-definition-without-id',
    id,
    `<${id}>: its ${name} must have an id`,
    `事件 <${id}> 的定义（${name}）缺少 id，请补上，或在画布上重新绘制该事件`,
  );
}
