/** XML → ProcessModels, or the problems that keep the drawing from being deployed. */
import type { DrawingProblem } from '../../engine.ts';
import { check } from './check.ts';
import { readDetails } from './details.ts';
import { readEvent, readMessage } from './events.ts';
import { onlyFeel } from './expressions.ts';
import { DEFAULT_LIMITS, type DrawingLimits } from './limits.ts';
import { extension, type ModdleElement, many, one, str } from './moddle.ts';
import type { ElementModel, ElementType, FlowModel, ProcessModel } from './model.ts';
import { Problems } from './problems.ts';
import { REFUSED, RUN, SKIP } from './types.ts';
import { parseXml } from './xml.ts';

export type Drawing = { ok: true; processes: ProcessModel[] } | { ok: false; problems: DrawingProblem[] };

/** References that a token follows; others may lead out of the file (types, stores, roles), as in other tools' files. */
const RUN_REFERENCES = new Set([
  ...['sourceRef', 'targetRef', 'incoming', 'outgoing', 'default', 'attachedToRef'],
  ...['messageRef', 'signalRef', 'errorRef', 'escalationRef', 'activityRef'],
]);

/** Asynchronous only because moddle is. `rules: false` for what was deployed before: today's rules came later. */
export async function readDrawing(
  resource: string,
  xml: string,
  limits: DrawingLimits = DEFAULT_LIMITS,
  { rules = true } = {},
): Promise<Drawing> {
  const parsed = await parseXml(resource, xml, limits);
  if (!parsed.ok) return parsed;
  const problems = new Problems(resource);
  for (const w of parsed.warnings) {
    const at = w.element?.$type.endsWith('EventDefinition') ? w.element.$parent : w.element;
    const id = at?.id;
    const property = w.property?.replace(/^bpmn:/, '') ?? '';
    if (/unresolved reference/.test(w.message) && id && RUN_REFERENCES.has(property))
      problems.add(
        'dangling-reference',
        id,
        `<${id}>: ${property} points to <${w.value ?? ''}>, which does not exist`,
        `<${id}> 的 ${property} 指向不存在的 <${w.value ?? ''}>，请重新连接`,
      );
    else if (/duplicate ID/i.test(w.message))
      problems.add('duplicate-id', id, w.message, `标识重复：${w.message}`);
  }
  const executable = many(parsed.definitions, 'rootElements').filter(
    (e) => e.$type === 'bpmn:Process' && e.isExecutable === true,
  );
  if (!executable.length)
    problems.add(
      'no-executable-process',
      undefined,
      'the drawing has no executable process',
      '图纸中没有可执行的流程，请在流程属性里勾选“可执行”',
    );
  const budget = { left: limits.maxElements };
  const processes = executable.map((e) => readProcess(e, problems, budget));
  if (budget.left < 0)
    problems.add(
      'too-many-elements',
      undefined,
      `the drawing has more than ${limits.maxElements} elements`,
      `图纸的元素超过 ${limits.maxElements} 个，请拆成几个流程`,
    );
  else if (rules) for (const p of processes) check(p, problems);
  return problems.list.length ? { ok: false, problems: problems.list } : { ok: true, processes };
}

/** Everything that keeps a drawing from being deployed; empty: nothing does. */
export async function checkDrawing(resource: string, xml: string): Promise<DrawingProblem[]> {
  const drawing = await readDrawing(resource, xml);
  return drawing.ok ? [] : drawing.problems;
}

function element(id: string, type: ElementType, e: ModdleElement, parent?: ElementModel): ElementModel {
  const name = str(e, 'name');
  return {
    id,
    type,
    ...(name && { name }),
    ...(parent && { parent }),
    incoming: [],
    outgoing: [],
    inputs: [],
    outputs: [],
    interrupting: true,
    boundaries: [],
    children: [],
    eventSubProcessStarts: [],
    starts: [],
    properties: {},
  };
}

function readProcess(e: ModdleElement, problems: Problems, budget: { left: number }): ProcessModel {
  const process = element(e.id ?? '', 'PROCESS', e);
  const elements = new Map([[process.id, process]]);
  readDetails(process, e, problems);
  const scopes: [ElementModel, ModdleElement][] = [[process, e]];
  const flows: ModdleElement[] = [];
  const drawn: [ElementModel, ModdleElement][] = [];
  const associations: ModdleElement[] = [];
  for (let next = scopes.pop(); next; next = scopes.pop()) {
    const [scope, source] = next;
    associations.push(...many(source, 'artifacts').filter((a) => a.$type === 'bpmn:Association'));
    for (const child of many(source, 'flowElements')) {
      if (--budget.left < 0) return { bpmnProcessId: process.id, process, elements };
      if (child.$type === 'bpmn:SequenceFlow') flows.push(child);
      if (SKIP.has(child.$type)) continue;
      const m = readElement(child, scope, problems);
      if (!m) continue;
      elements.set(m.id, m);
      drawn.push([m, child]);
      if (m.type === 'SUB_PROCESS' || m.type === 'EVENT_SUB_PROCESS') scopes.push([m, child]);
    }
  }
  const flowOf = connect(flows, elements, problems);
  for (const [m, source] of drawn) link(m, source, elements, flowOf);
  for (const a of associations) associate(a, elements);
  return { bpmnProcessId: process.id, process, elements };
}

function readElement(e: ModdleElement, parent: ElementModel, problems: Problems): ElementModel | undefined {
  const id = e.id;
  if (!id) {
    problems.add(
      'missing-id',
      undefined,
      `an element of type <${e.$type}> has no id`,
      `有一个 ${e.$type} 没有标识`,
    );
    return undefined;
  }
  const type = RUN[e.$type];
  if (!type) {
    const named = REFUSED[e.$type];
    problems.add(
      'unsupported-element',
      id,
      `<${id}>: ${named?.en ?? e.$type} is not supported`,
      `<${id}>：不支持${named?.zh ?? e.$type}，请改用其他画法`,
    );
    return undefined;
  }
  const m = element(id, type === 'SUB_PROCESS' && e.triggeredByEvent ? 'EVENT_SUB_PROCESS' : type, e, parent);
  parent.children.push(m);
  if (type.endsWith('_EVENT')) {
    const event = readEvent(e, id, problems);
    if (event) m.event = event;
  }
  if (type === 'RECEIVE_TASK') m.event = readMessage(one(e, 'messageRef'), id, problems);
  if (type === 'BOUNDARY_EVENT') m.interrupting = e.cancelActivity !== false;
  if (type === 'START_EVENT') {
    m.interrupting = e.isInterrupting !== false;
    parent.starts.push(m);
    if (parent.type === 'EVENT_SUB_PROCESS') parent.parent?.eventSubProcessStarts.push(m);
  }
  if (e.isForCompensation === true) m.forCompensation = true;
  refuseExtras(e, id, problems);
  readDetails(m, e, problems);
  return m;
}

/** What Zeebe has but which here would do nothing or something else. */
function refuseExtras(e: ModdleElement, id: string, problems: Problems): void {
  const refuse = (code: string, en: string, zh: string) =>
    problems.add(code, id, `<${id}>: ${en}`, `<${id}>：${zh}`);
  if (extension(e, 'zeebe:UserTask'))
    refuse(
      'zeebe-user-task',
      'zeebe:userTask makes no job; remove it, user tasks are job-based',
      '不支持 zeebe:userTask（引擎式用户任务），请改为作业式用户任务',
    );
  if (str(extension(e, 'zeebe:FormDefinition'), 'formId'))
    refuse('zeebe-form-id', 'formId is not supported, use formKey', '不支持 formId，请改用 formKey 选择表单');
  if (one(e, 'loopCharacteristics')?.$type === 'bpmn:StandardLoopCharacteristics')
    refuse(
      'unsupported-element',
      'the standard loop is not supported',
      '不支持标准循环，请用多实例或回退连线',
    );
  if (e.instantiate === true)
    refuse(
      'unsupported-element',
      'an element that starts the process by itself (instantiate) is not supported',
      '不支持由接收任务或事件网关启动流程（instantiate），请改用消息开始事件',
    );
  for (const called of ['zeebe:CalledElement', 'zeebe:CalledDecision']) {
    const binding = str(extension(e, called), 'bindingType');
    if (binding && binding !== 'latest')
      refuse('unsupported-binding', `binding <${binding}> is not supported`, `不支持绑定方式 ${binding}`);
  }
}

function connect(flows: ModdleElement[], elements: Map<string, ElementModel>, problems: Problems) {
  const known = new Map<string, FlowModel>();
  for (const f of flows) {
    const id = f.id ?? '';
    const source = elements.get(one(f, 'sourceRef')?.id ?? '');
    const target = elements.get(one(f, 'targetRef')?.id ?? '');
    if (!source || !target) {
      if (!problems.list.some((p) => p.elementId === id))
        problems.add(
          'dangling-flow',
          id,
          `sequence flow <${id}> does not connect two elements`,
          `连线 <${id}> 没有连到两个元素，请重新连接`,
        );
      continue;
    }
    if (source.parent !== target.parent)
      problems.add(
        'flow-across-scopes',
        id,
        `sequence flow <${id}> crosses the border of a sub-process`,
        `连线 <${id}> 越过了子流程的边界`,
      );
    const condition = onlyFeel(str(one(f, 'conditionExpression'), 'body')?.trim(), {
      problems,
      elementId: id,
      property: 'conditionExpression',
    });
    const flow: FlowModel = { id, source, target, ...(condition && { condition }) };
    // The last drawn comes first: Zeebe's order (its model walker puts children at the head), which decides when
    // several conditions hold.
    source.outgoing.unshift(flow);
    target.incoming.push(flow);
    known.set(id, flow);
  }
  return known;
}

function link(
  m: ElementModel,
  e: ModdleElement,
  elements: Map<string, ElementModel>,
  flows: Map<string, FlowModel>,
): void {
  const chosen = flows.get(one(e, 'default')?.id ?? '');
  if (chosen) m.defaultFlow = chosen;
  if (m.type === 'INTERMEDIATE_THROW_EVENT' && m.event?.kind === 'link') {
    const { name } = m.event;
    const catches = (c: ElementModel) =>
      c.type === 'INTERMEDIATE_CATCH_EVENT' && c.event?.kind === 'link' && c.event.name === name;
    const target = name === undefined ? undefined : m.parent?.children.find(catches);
    if (target) m.linksTo = target;
  }
  const host = m.type === 'BOUNDARY_EVENT' ? elements.get(one(e, 'attachedToRef')?.id ?? '') : undefined;
  if (host) {
    m.attachedTo = host;
    host.boundaries.push(m);
  }
}

/** The dotted line from a compensation boundary event to its handler; other associations are remarks. */
function associate(a: ModdleElement, elements: Map<string, ElementModel>): void {
  const source = elements.get(one(a, 'sourceRef')?.id ?? '');
  const target = elements.get(one(a, 'targetRef')?.id ?? '');
  if (source?.type === 'BOUNDARY_EVENT' && source.event?.kind === 'compensation' && target && !source.handler)
    source.handler = target;
}
