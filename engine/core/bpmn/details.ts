/** The zeebe extension of an element: job, user task, script, call, loop, mappings, properties. */
import { expression, onlyFeel } from './expressions.ts';
import { attribute, extension, type ModdleElement, many, one, str } from './moddle.ts';
import type { ElementModel, Mapping } from './model.ts';
import type { Problems } from './problems.ts';

const NAME = /^[^\s.=+\-*/<>()[\]{}"',;:!?@#%&|\\^~`]+$/u;

export function readDetails(m: ElementModel, e: ModdleElement, problems: Problems): void {
  const at = (property: string) => ({ problems, elementId: m.id, property });
  const io = extension(e, 'zeebe:IoMapping');
  m.inputs = mappings(many(io, 'inputParameters'), 'input', m.id, problems);
  m.outputs = mappings(many(io, 'outputParameters'), 'output', m.id, problems);
  for (const p of many(extension(e, 'zeebe:Properties'), 'properties'))
    m.properties[attribute(p, 'name') ?? ''] = attribute(p, 'value') ?? '';

  const headers: Record<string, string> = {};
  for (const h of many(extension(e, 'zeebe:TaskHeaders'), 'values'))
    if (attribute(h, 'key')) headers[attribute(h, 'key')!] = attribute(h, 'value') ?? '';

  const task = extension(e, 'zeebe:TaskDefinition');
  const type = expression(attribute(task, 'type'), at('taskDefinition.type'));
  if (type)
    m.job = {
      type,
      retries: expression(attribute(task, 'retries') ?? '3', at('taskDefinition.retries'))!,
      headers,
    };
  if (m.type === 'USER_TASK') readUserTask(m, e, headers, problems);

  const script = extension(e, 'zeebe:Script');
  if (m.type === 'SCRIPT_TASK' && script) {
    const source = onlyFeel(attribute(script, 'expression'), at('script.expression'));
    const resultVariable = attribute(script, 'resultVariable');
    if (source && resultVariable) m.script = { expression: source, resultVariable };
  }
  const decision = extension(e, 'zeebe:CalledDecision');
  const decisionId = expression(attribute(decision, 'decisionId'), at('calledDecision.decisionId'));
  const resultVariable = attribute(decision, 'resultVariable');
  if (m.type === 'BUSINESS_RULE_TASK' && decisionId && resultVariable)
    m.decision = { decisionId, resultVariable };
  const called = extension(e, 'zeebe:CalledElement');
  const processId = expression(attribute(called, 'processId'), at('calledElement.processId'));
  if (m.type === 'CALL_ACTIVITY' && processId)
    m.call = {
      processId,
      propagateAllChildVariables: called?.propagateAllChildVariables !== false,
      propagateAllParentVariables: called?.propagateAllParentVariables !== false,
    };
  readLoop(m, e, problems);
}

function readUserTask(
  m: ElementModel,
  e: ModdleElement,
  headers: Record<string, string>,
  problems: Problems,
): void {
  const at = (property: string) => ({ problems, elementId: m.id, property });
  const who = extension(e, 'zeebe:AssignmentDefinition');
  const when = extension(e, 'zeebe:TaskSchedule');
  const formKey = attribute(extension(e, 'zeebe:FormDefinition'), 'formKey');
  const assignee = expression(attribute(who, 'assignee'), at('assignmentDefinition.assignee'));
  const candidateGroups = expression(
    attribute(who, 'candidateGroups'),
    at('assignmentDefinition.candidateGroups'),
  );
  const candidateUsers = expression(
    attribute(who, 'candidateUsers'),
    at('assignmentDefinition.candidateUsers'),
  );
  const dueDate = expression(attribute(when, 'dueDate'), at('taskSchedule.dueDate'));
  const followUpDate = expression(attribute(when, 'followUpDate'), at('taskSchedule.followUpDate'));
  m.job = { type: { text: 'io.camunda.zeebe:userTask' }, retries: { text: '1' }, headers };
  m.userTask = {
    ...(assignee && { assignee }),
    ...(candidateGroups && { candidateGroups }),
    ...(candidateUsers && { candidateUsers }),
    ...(dueDate && { dueDate }),
    ...(followUpDate && { followUpDate }),
    ...(formKey && { formKey }),
  };
}

function readLoop(m: ElementModel, e: ModdleElement, problems: Problems): void {
  const loop = one(e, 'loopCharacteristics');
  if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return;
  const at = (property: string) => ({ problems, elementId: m.id, property });
  const z = extension(loop, 'zeebe:LoopCharacteristics');
  const inputCollection = onlyFeel(
    attribute(z, 'inputCollection'),
    at('loopCharacteristics.inputCollection'),
  );
  if (!inputCollection) {
    problems.add(
      'loop-without-collection',
      m.id,
      `multi-instance <${m.id}> must have an input collection`,
      `多实例活动 <${m.id}> 必须填写输入集合（inputCollection）`,
    );
    return;
  }
  const inputElement = attribute(z, 'inputElement');
  const outputCollection = attribute(z, 'outputCollection');
  const outputElement = onlyFeel(attribute(z, 'outputElement'), at('loopCharacteristics.outputElement'));
  const completion = onlyFeel(str(one(loop, 'completionCondition'), 'body'), at('completionCondition'));
  m.loop = {
    sequential: loop.isSequential === true,
    inputCollection,
    ...(inputElement && { inputElement }),
    ...(outputCollection && { outputCollection }),
    ...(outputElement && { outputElement }),
    ...(completion && { completionCondition: completion }),
  };
}

function mappings(list: ModdleElement[], kind: string, id: string, problems: Problems): Mapping[] {
  return list.flatMap((e) => {
    const target = attribute(e, 'target');
    const source = expression(attribute(e, 'source'), {
      problems,
      elementId: id,
      property: `${kind} <${target ?? ''}>`,
    });
    const path = target?.split('.') ?? [];
    if (source && path.length && path.every((p) => NAME.test(p))) return [{ source, target: path }];
    problems.add(
      'mapping-invalid',
      id,
      `<${id}>: ${kind} mapping needs a source and a plain target name, found <${target ?? ''}>`,
      `<${id}> 的${kind === 'input' ? '输入' : '输出'}映射须有来源和合规的目标变量名，现为“${target ?? ''}”`,
    );
    return [];
  });
}
