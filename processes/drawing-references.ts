/** What a drawing refers to outside itself: forms, roles, blocks, rules, processes, decisions, messages. Browser-safe. */
import { attribute, extension, type ModdleElement, many, str } from '../engine/core/bpmn/moddle.ts';

export interface DrawnBlock {
  elementId: string;
  name: string;
  type: string;
  headers: Record<string, string>;
  /** Input mappings: target → FEEL source. */
  inputs: Record<string, string>;
}

export interface DrawingReferences {
  processes: { id: string; name: string; executable: boolean }[];
  userTasks: {
    elementId: string;
    name: string;
    formKey?: string;
    groups?: string;
    users?: string;
    assignee?: string;
    stage?: string;
  }[];
  blocks: DrawnBlock[];
  calls: { elementId: string; processId: string }[];
  /** Decisions that business rule tasks call. */
  decisions: { elementId: string; name: string; decisionId: string; resultVariable?: string }[];
  messages: { name: string }[];
  /** All flow elements, for names in lists. */
  elements: { id: string; name: string; type: string }[];
}

function headersOf(e: ModdleElement): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const h of many(extension(e, 'zeebe:TaskHeaders'), 'values')) {
    const key = attribute(h, 'key');
    if (key !== undefined) headers[key] = attribute(h, 'value') ?? '';
  }
  return headers;
}

function inputsOf(e: ModdleElement): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const i of many(extension(e, 'zeebe:IoMapping'), 'inputParameters')) {
    const target = attribute(i, 'target');
    if (target !== undefined) inputs[target] = attribute(i, 'source') ?? '';
  }
  return inputs;
}

/** A `zeebe:property` of an element. */
export function propertyOf(e: ModdleElement, name: string): string | undefined {
  const found = many(extension(e, 'zeebe:Properties'), 'properties').find(
    (p) => attribute(p, 'name') === name,
  );
  return attribute(found, 'value');
}

function readElement(e: ModdleElement, into: DrawingReferences): void {
  const elementId = str(e, 'id') ?? '';
  const name = str(e, 'name') ?? '';
  into.elements.push({ id: elementId, name, type: e.$type });
  const job = extension(e, 'zeebe:TaskDefinition');
  const type = attribute(job, 'type');
  if (type !== undefined && e.$type !== 'bpmn:UserTask')
    into.blocks.push({ elementId, name, type, headers: headersOf(e), inputs: inputsOf(e) });
  if (e.$type === 'bpmn:UserTask') {
    const who = extension(e, 'zeebe:AssignmentDefinition');
    const optional = {
      formKey: attribute(extension(e, 'zeebe:FormDefinition'), 'formKey'),
      groups: attribute(who, 'candidateGroups'),
      users: attribute(who, 'candidateUsers'),
      assignee: attribute(who, 'assignee'),
      stage: propertyOf(e, 'stage'),
    };
    into.userTasks.push({
      elementId,
      name,
      ...Object.fromEntries(Object.entries(optional).filter(([, v]) => v !== undefined)),
    });
  }
  if (e.$type === 'bpmn:CallActivity') {
    const processId = attribute(extension(e, 'zeebe:CalledElement'), 'processId');
    if (processId !== undefined) into.calls.push({ elementId, processId });
  }
  const called = extension(e, 'zeebe:CalledDecision');
  const decisionId = attribute(called, 'decisionId');
  const resultVariable = attribute(called, 'resultVariable');
  if (decisionId !== undefined)
    into.decisions.push({
      elementId,
      name,
      decisionId,
      ...(resultVariable !== undefined && { resultVariable }),
    });
  for (const child of many(e, 'flowElements')) readElement(child, into);
}

export function drawingReferences(definitions: ModdleElement): DrawingReferences {
  const found: DrawingReferences = {
    processes: [],
    userTasks: [],
    blocks: [],
    calls: [],
    decisions: [],
    messages: [],
    elements: [],
  };
  for (const root of many(definitions, 'rootElements')) {
    if (root.$type === 'bpmn:Message') found.messages.push({ name: str(root, 'name') ?? '' });
    if (root.$type !== 'bpmn:Process') continue;
    found.processes.push({
      id: str(root, 'id') ?? '',
      name: str(root, 'name') ?? '',
      executable: root.isExecutable === true,
    });
    for (const e of many(root, 'flowElements')) readElement(e, found);
  }
  return found;
}
