/** Compact BPMN for tests: `process('p', start('s'), service('a', 'work'), end('e'), flows('s a e'))`. */

type Part = string;

export const ext = (inner: string) =>
  inner ? `<bpmn:extensionElements>${inner}</bpmn:extensionElements>` : '';
export const xmlText = (s: string) =>
  s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Pair = [source: string, target: string];
export const mappings = (inputs: Pair[], outputs: Pair[] = []) => {
  const one =
    (kind: string) =>
    ([s, t]: Pair) =>
      `<zeebe:${kind} source="${xmlText(s)}" target="${t}"/>`;
  return `<zeebe:ioMapping>${[...inputs.map(one('input')), ...outputs.map(one('output'))].join('')}</zeebe:ioMapping>`;
};

export const el = (type: string, id: string, inner = '', attributes = ''): Part =>
  `<bpmn:${type} id="${id}" ${attributes}>${inner}</bpmn:${type}>`;
export const start = (id: string, inner = '', attributes = '') => el('startEvent', id, inner, attributes);
export const end = (id: string, inner = '') => el('endEvent', id, inner);
export const service = (id: string, type = id, extra = '', inner = '') =>
  el('serviceTask', id, ext(`<zeebe:taskDefinition type="${xmlText(type)}"/>${extra}`) + inner);
export const user = (id: string, extra = '', inner = '') => el('userTask', id, ext(extra) + inner);
export const manual = (id: string) => el('manualTask', id);
export const script = (id: string, expression: string, resultVariable: string) =>
  el(
    'scriptTask',
    id,
    ext(`<zeebe:script expression="${xmlText(expression)}" resultVariable="${resultVariable}"/>`),
  );
export const exclusive = (id: string, defaultFlow?: string) =>
  el('exclusiveGateway', id, '', defaultFlow ? `default="${defaultFlow}"` : '');
export const inclusive = (id: string, defaultFlow?: string) =>
  el('inclusiveGateway', id, '', defaultFlow ? `default="${defaultFlow}"` : '');
export const parallel = (id: string) => el('parallelGateway', id);
export const boundary = (id: string, on: string, event: string, cancel = true, extra = '') =>
  el('boundaryEvent', id, ext(extra) + event, `attachedToRef="${on}" cancelActivity="${cancel}"`);
export const catcher = (id: string, event: string, extra = '') =>
  el('intermediateCatchEvent', id, ext(extra) + event);
export const sub = (id: string, ...parts: Part[]) => el('subProcess', id, parts.join(''));
export const eventSub = (id: string, ...parts: Part[]) =>
  el('subProcess', id, parts.join(''), 'triggeredByEvent="true"');
export const call = (id: string, processId: string, attributes = '', extra = '') =>
  el(
    'callActivity',
    id,
    ext(`<zeebe:calledElement processId="${xmlText(processId)}" ${attributes}/>${extra}`),
  );
export const loop = (o: {
  sequential?: boolean;
  items: string;
  element?: string;
  into?: string;
  output?: string;
  until?: string;
}) =>
  `<bpmn:multiInstanceLoopCharacteristics isSequential="${o.sequential ?? false}">${ext(
    `<zeebe:loopCharacteristics inputCollection="${xmlText(o.items)}"${o.element ? ` inputElement="${o.element}"` : ''}${
      o.into ? ` outputCollection="${o.into}" outputElement="${xmlText(o.output ?? '')}"` : ''
    }/>`,
  )}${o.until ? `<bpmn:completionCondition>${xmlText(o.until)}</bpmn:completionCondition>` : ''}</bpmn:multiInstanceLoopCharacteristics>`;

export const timer = (kind: 'Date' | 'Duration' | 'Cycle', value: string) =>
  `<bpmn:timerEventDefinition><bpmn:time${kind}>${xmlText(value)}</bpmn:time${kind}></bpmn:timerEventDefinition>`;
export const message = (ref: string) => `<bpmn:messageEventDefinition messageRef="${ref}"/>`;
export const error = (ref?: string) => `<bpmn:errorEventDefinition ${ref ? `errorRef="${ref}"` : ''}/>`;
export const terminate = '<bpmn:terminateEventDefinition/>';
export const signal = (ref: string) => `<bpmn:signalEventDefinition signalRef="${ref}"/>`;
export const escalation = (ref?: string) =>
  `<bpmn:escalationEventDefinition ${ref ? `escalationRef="${ref}"` : ''}/>`;
/** Zeebe finds links and compensations by the definition's id; `id` tells those of one drawing apart. */
export const link = (name: string, id: string) => `<bpmn:linkEventDefinition id="${id}-l" name="${name}"/>`;
export const compensation = (id: string, activity?: string) =>
  `<bpmn:compensateEventDefinition id="${id}-c" ${activity ? `activityRef="${activity}"` : ''}/>`;
export const thrower = (id: string, event = '', extra = '') =>
  el('intermediateThrowEvent', id, ext(extra) + event);
/** A compensation boundary event `b` on `on`, with its handler, a service task `handler` of that type. */
export const compensated = (on: string, handler: string, inner = '') =>
  boundary(`b-${on}`, on, compensation(`b-${on}`)) +
  el(
    'serviceTask',
    handler,
    ext(`<zeebe:taskDefinition type="${handler}"/>`) + inner,
    'isForCompensation="true"',
  ) +
  association(`b-${on}`, handler);
export const association = (from: string, to: string) =>
  `<bpmn:association id="${from}.${to}" sourceRef="${from}" targetRef="${to}"/>`;

export const flow = (from: string, to: string, condition?: string, id = `${from}-${to}`): Part =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${
    condition ? `<bpmn:conditionExpression>${xmlText(condition)}</bpmn:conditionExpression>` : ''
  }</bpmn:sequenceFlow>`;
/** `flows('a b c')`: a → b → c, with ids `a-b`, `b-c`. */
export const flows = (...chains: string[]): Part =>
  chains
    .map((c) => c.split(' '))
    .flatMap((ids) => ids.slice(1).map((to, i) => flow(ids[i]!, to)))
    .join('');

export const process = (id: string, ...parts: Part[]): string =>
  `<bpmn:process id="${id}" isExecutable="true">${parts.join('')}</bpmn:process>`;
export const messageRoot = (id: string, name: string, key?: string) =>
  `<bpmn:message id="${id}" name="${xmlText(name)}">${key ? ext(`<zeebe:subscription correlationKey="${xmlText(key)}"/>`) : ''}</bpmn:message>`;
export const signalRoot = (id: string, name: string) => `<bpmn:signal id="${id}" name="${xmlText(name)}"/>`;
export const escalationRoot = (id: string, code: string) =>
  `<bpmn:escalation id="${id}" escalationCode="${xmlText(code)}"/>`;
export const errorRoot = (id: string, code: string) =>
  `<bpmn:error id="${id}" errorCode="${xmlText(code)}"/>`;

export const definitions = (...roots: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">${roots.join('\n')}</bpmn:definitions>`;
