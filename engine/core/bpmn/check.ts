/**
 * Rules of a drawing beyond its parts, as Zeebe 8.5 validates them at deployment. The one exception: an inclusive
 * gateway may join, which Zeebe has from 8.6.
 */
import type { DrawingProblem } from '../../engine.ts';
import { parseInstant, timerProblem } from '../time/timer.ts';
import { constant, EVENT_RULES } from './check-events.ts';
import type { ElementModel, ProcessModel } from './model.ts';
import type { Problems } from './problems.ts';
import { ACTIVITIES } from './types.ts';

export type Report = (code: string, en: string, zh: string) => void;
export type Rule = (m: ElementModel, report: Report) => void;

/** Zeebe's, for all mappings alike. */
const MAPPING_TARGET = /^[a-zA-Z_]\w*(\.[a-zA-Z_]\w*)*$/;
const RESERVED = new Set('null true false function if then else for between instance of'.split(' '));
const isInstant = (text: string) =>
  /T.*(Z|[+-]\d\d:\d\d)(\[.*\])?$/.test(text) && parseInstant(text, 'UTC') !== undefined;

const eventKind = (m: ElementModel) => m.event?.kind;

const RULES: Rule[] = [
  function starts(m, report) {
    const none = m.starts.filter((s) => eventKind(s) === 'none').length;
    if (m.type === 'PROCESS') {
      if (!m.starts.length) report('no-start-event', 'the process has no start event', '流程没有开始事件');
      if (none > 1)
        report('several-start-events', 'several none start events', '流程有多个空白开始事件，只能有一个');
    } else if (m.type === 'SUB_PROCESS' && (none !== 1 || m.starts.length !== 1))
      report(
        'no-start-event',
        'must have exactly one none start event',
        '子流程必须有且只有一个空白开始事件',
      );
    else if (m.type === 'EVENT_SUB_PROCESS') {
      if (m.starts.length !== 1)
        report(
          'event-sub-process-start',
          'must have exactly one start event of type message, timer, error, signal or escalation',
          '事件子流程必须有且只有一个消息、定时、错误、信号或升级开始事件',
        );
      if (m.incoming.length || m.outgoing.length)
        report('flow-not-allowed', 'an event sub-process has no sequence flows', '事件子流程不能有连线');
    }
  },
  function flows(m, report) {
    if ((m.type === 'START_EVENT' || m.type === 'BOUNDARY_EVENT') && m.incoming.length)
      report('flow-not-allowed', 'must have no incoming flow', '不能有进入的连线');
    if (m.type === 'END_EVENT' && m.outgoing.length)
      report('flow-not-allowed', 'must have no outgoing flow', '结束事件不能有离开的连线');
    if (m.type === 'BOUNDARY_EVENT' && eventKind(m) !== 'compensation' && !m.outgoing.length)
      report('missing-flow', 'must have an outgoing flow', '边界事件没有离开的连线，请补画');
  },
  function mappings(m, report) {
    for (const { target } of [...m.inputs, ...m.outputs]) {
      const name = target.join('.');
      if (!MAPPING_TARGET.test(name) || RESERVED.has(name))
        report(
          'mapping-target',
          `the target <${name}> of a mapping needs letters a to z, digits and _, and must be no word of FEEL`,
          `映射的目标变量“${name}”只能用英文字母、数字和下划线，且不能是 FEEL 的保留字`,
        );
    }
  },
  function loops(m, report) {
    if (m.loop && !m.loop.outputCollection !== !m.loop.outputElement)
      report(
        'loop-output',
        'outputCollection and outputElement belong together, one is missing',
        '多实例的输出集合（outputCollection）和输出元素（outputElement）须同时填写',
      );
  },
  function userTasks(m, report) {
    for (const property of ['candidateGroups', 'candidateUsers'] as const) {
      const given = m.userTask?.[property];
      if (given && 'text' in given && given.text.split(',').some((name) => !name.trim()))
        report(
          'names-invalid',
          `${property} <${given.text}> is no list of names parted by commas`,
          `${property} 应为用逗号分隔的名称，现为“${given.text}”`,
        );
    }
    for (const property of ['dueDate', 'followUpDate'] as const) {
      const given = m.userTask?.[property];
      if (given && 'text' in given && !isInstant(given.text))
        report(
          'date-invalid',
          `${property} <${given.text}> is no date and time with an offset, such as 2026-03-02T15:35+08:00`,
          `${property} 应为带时区的日期时间，例如 2026-03-02T15:35+08:00，现为“${given.text}”`,
        );
    }
  },
  function conditions(m, report) {
    if (m.type !== 'EXCLUSIVE_GATEWAY' && m.type !== 'INCLUSIVE_GATEWAY') {
      for (const f of m.outgoing)
        if (f.condition)
          report(
            'condition-not-allowed',
            `its flow <${f.id}> has a condition, which only exclusive and inclusive gateways look at`,
            `离开它的连线 <${f.id}> 写有条件，但只有排他网关和包容网关会判断条件，请改用网关`,
          );
      return;
    }
    for (const f of m.outgoing)
      if (!f.condition && f !== m.defaultFlow && m.outgoing.length > 1)
        report(
          'flow-without-condition',
          `its flow <${f.id}> has no condition and is not the default`,
          `离开网关的连线 <${f.id}> 没有条件，也不是默认连线`,
        );
    if (m.defaultFlow?.condition)
      report(
        'default-flow-with-condition',
        `its default flow <${m.defaultFlow.id}> must have no condition`,
        `默认连线 <${m.defaultFlow.id}> 不能再写条件`,
      );
  },
  function eventBasedGateway(m, report) {
    if (m.type !== 'EVENT_BASED_GATEWAY') return;
    if (m.outgoing.length < 2)
      report('missing-flow', 'must have at least two outgoing flows', '事件网关至少要有两条离开的连线');
    for (const { target } of m.outgoing)
      if (
        target.type !== 'INTERMEDIATE_CATCH_EVENT' ||
        eventKind(target) === 'link' ||
        target.incoming.length > 1
      )
        report(
          'event-gateway-target',
          `must lead only to catch events of their own, found <${target.id}>`,
          `事件网关只能连到专属的中间捕获事件，现连到 <${target.id}>`,
        );
  },
  function boundary(m, report) {
    if (m.type !== 'BOUNDARY_EVENT') return;
    if (!m.attachedTo || !ACTIVITIES.has(m.attachedTo.type))
      report('boundary-unattached', 'is not attached to an activity', '边界事件没有附着在任务或子流程上');
  },
  function timers(m, report) {
    if (m.event?.kind !== 'timer') return;
    const { kind } = m.event.timer;
    const cycleFits = m.type === 'START_EVENT' || m.type === 'BOUNDARY_EVENT';
    const rootStart = m.type === 'START_EVENT' && m.parent?.type === 'PROCESS';
    if (kind === 'cycle' && (!cycleFits || (!rootStart && m.interrupting)))
      report(
        'timer-cycle',
        'a cycle needs a non-interrupting event',
        '周期定时只能用于非中断事件或流程的开始事件',
      );
    const { value } = m.event.timer;
    const wrong = 'text' in value ? timerProblem(kind, value.text) : undefined;
    if (wrong && 'text' in value) report('timer-invalid', wrong, `定时的写法无法识别：${value.text}`);
    if (rootStart && 'feel' in value) {
      const text = constant(value);
      if (text === undefined || timerProblem(kind, text) !== undefined)
        report(
          'timer-not-constant',
          `its timer <=${value.feel}> gives no ${kind} without variables, and a process starts without any`,
          `启动流程的定时不能依赖变量，且须能识别：=${value.feel}`,
        );
    }
  },
  function messages(m, report) {
    const catches = ['START_EVENT', 'INTERMEDIATE_CATCH_EVENT', 'BOUNDARY_EVENT', 'RECEIVE_TASK'].includes(
      m.type,
    );
    if (m.event?.kind !== 'message' || !catches) return;
    if (!m.event.name)
      report('message-missing', 'must refer to a message with a name', '必须选定带名称的消息');
    const rootStart = m.type === 'START_EVENT' && m.parent?.type === 'PROCESS';
    if (!rootStart && !m.event.correlationKey)
      report(
        'message-without-key',
        'its message must have a correlation key',
        '消息必须填写关联键（correlationKey）',
      );
  },
  function jobs(m, report) {
    const sends =
      (m.type === 'END_EVENT' || m.type === 'INTERMEDIATE_THROW_EVENT') && m.event?.kind === 'message';
    const needs = ['SERVICE_TASK', 'SEND_TASK'].includes(m.type) || sends;
    if (needs && !m.job)
      report(
        'job-type-missing',
        'must have a task definition with a type',
        '必须填写作业类型（taskDefinition type）',
      );
    if (m.type === 'BUSINESS_RULE_TASK' && !m.job === !m.decision)
      report(
        'decision-missing',
        'must have either a called decision with a result variable, or a task definition with a type',
        '业务规则任务须填写调用的决策和结果变量，或作业类型，二者只能有一个',
      );
    if (m.type === 'SCRIPT_TASK' && !m.job === !m.script)
      report(
        'script-missing',
        'must have either a script with a result variable, or a job type',
        '脚本任务须填写表达式和结果变量，或作业类型，二者只能有一个',
      );
    if (m.type === 'CALL_ACTIVITY' && !m.call)
      report('called-process-missing', 'must name the called process', '调用活动必须填写被调用流程的标识');
  },
];

export function check(process: ProcessModel, problems: Problems): void {
  for (const m of process.elements.values())
    for (const rule of [...RULES, ...EVENT_RULES])
      rule(m, (code, en, zh) => problems.add(code, m.id, `<${m.id}> ${en}`, `<${m.id}>：${zh}`));
}

/** What an engine without the capability `inclusiveJoin` (Zeebe 8.5) cannot run of a process. */
export function inclusiveJoins(resource: string, process: ProcessModel): DrawingProblem[] {
  return [...process.elements.values()]
    .filter((m) => m.type === 'INCLUSIVE_GATEWAY' && m.incoming.length > 1)
    .map(({ id }) => ({
      resource,
      elementId: id,
      code: 'inclusive-join',
      message: `<${id}> an inclusive gateway that joins runs on the embedded engine only`,
      messageZh: `<${id}>：汇合的包容网关只能在内置引擎上运行，请改用并行网关或内置引擎`,
    }));
}
