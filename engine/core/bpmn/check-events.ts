/** Rules of events: where each kind may be drawn, and what it needs, as Zeebe 8.5 validates them. */
import { evaluateFeel } from '../feel/index.ts';
import type { Report, Rule } from './check.ts';
import type { ElementModel, ElementType, EventDefinition, Expression } from './model.ts';
import { ACTIVITIES } from './types.ts';

type Kind = EventDefinition['kind'];

/** Where each kind may be. Starts: of a process, and of an event sub-process; of a sub-process only `none`. */
const PLACES: Partial<Record<ElementType, readonly Kind[]>> = {
  INTERMEDIATE_CATCH_EVENT: ['message', 'timer', 'signal', 'link'],
  INTERMEDIATE_THROW_EVENT: ['none', 'message', 'signal', 'escalation', 'compensation', 'link'],
  END_EVENT: ['none', 'message', 'error', 'terminate', 'signal', 'escalation', 'compensation'],
  BOUNDARY_EVENT: ['message', 'timer', 'error', 'signal', 'escalation', 'compensation'],
};
const PROCESS_STARTS: readonly Kind[] = ['none', 'message', 'timer', 'signal'];
const EVENT_SUB_PROCESS_STARTS: readonly Kind[] = ['message', 'timer', 'error', 'signal', 'escalation'];
const KIND_ZH: Record<Kind, string> = {
  none: '空白',
  message: '消息',
  timer: '定时',
  error: '错误',
  terminate: '终止',
  signal: '信号',
  escalation: '升级',
  link: '链接',
  compensation: '补偿',
};
const placesOf = (m: ElementModel): readonly Kind[] | undefined => {
  if (m.type !== 'START_EVENT') return PLACES[m.type];
  if (m.parent?.type === 'PROCESS') return PROCESS_STARTS;
  // A start of a sub-process is the scope's rule (check.ts).
  return m.parent?.type === 'EVENT_SUB_PROCESS' ? EVENT_SUB_PROCESS_STARTS : undefined;
};
const isRootStart = (m: ElementModel) => m.type === 'START_EVENT' && m.parent?.type === 'PROCESS';
const catches = (m: ElementModel) => m.type !== 'INTERMEDIATE_THROW_EVENT' && m.type !== 'END_EVENT';
const throws = (m: ElementModel) => !catches(m);
const textOf = (e: Expression | undefined) => (e ? ('text' in e ? e.text : `=${e.feel}`) : undefined);

export const EVENT_RULES: Rule[] = [
  function places(m, report) {
    const kind = m.event?.kind;
    if (!kind || m.type === 'RECEIVE_TASK') return;
    const places = placesOf(m);
    if (places && !places.includes(kind))
      report(
        'event-not-allowed',
        `an event of kind <${kind}> is not allowed here, only: ${places.join(', ')}`,
        `此处不能使用${KIND_ZH[kind]}事件，可用：${places.map((k) => KIND_ZH[k]).join('、')}`,
      );
    const mayGoOn = m.type === 'BOUNDARY_EVENT' || m.parent?.type === 'EVENT_SUB_PROCESS';
    if (mayGoOn && !m.interrupting && (kind === 'error' || kind === 'compensation'))
      report(
        `${kind}-not-interrupting`,
        `an event of kind <${kind}> must interrupt`,
        `${KIND_ZH[kind]}事件必须是中断的`,
      );
  },
  function signals(m, report) {
    if (m.event?.kind !== 'signal') return;
    if (!m.event.name) report('signal-missing', 'must refer to a signal with a name', '必须选定带名称的信号');
    else if (isRootStart(m)) constantName(m.event.name, '信号', report);
  },
  function messageStarts(m, report) {
    if (m.event?.kind === 'message' && m.event.name && isRootStart(m))
      constantName(m.event.name, '消息', report);
  },
  function codes(m, report) {
    if (m.event?.kind !== 'error' && m.event?.kind !== 'escalation') return;
    const { kind, code } = m.event;
    if (catches(m) && code && 'feel' in code)
      report(
        'code-not-static',
        `the code of a catching ${kind} event must not be an expression`,
        `捕获${KIND_ZH[kind]}的代码不能是表达式，请直接填写代码`,
      );
    if (throws(m) && !code)
      report(
        `${kind}-without-code`,
        `must refer to an ${kind} with a code`,
        `必须选定带代码的${KIND_ZH[kind]}`,
      );
  },
  function escalationBoundary(m, report) {
    if (m.type !== 'BOUNDARY_EVENT' || m.event?.kind !== 'escalation') return;
    if (m.attachedTo && m.attachedTo.type !== 'SUB_PROCESS' && m.attachedTo.type !== 'CALL_ACTIVITY')
      report(
        'escalation-boundary',
        'an escalation boundary event belongs on a sub-process or a call activity',
        '升级边界事件只能附着在子流程或调用活动上',
      );
  },
  function links(m, report) {
    if (m.event?.kind === 'link' && m.event.name === undefined)
      report('link-without-name', 'must have a link name', '链接事件必须填写链接名称');
    else if (m.event?.kind === 'link' && m.type === 'INTERMEDIATE_THROW_EVENT' && !m.linksTo)
      report(
        'link-without-catch',
        `no catching link event <${m.event.name}> in the same scope`,
        `同一范围内没有名为“${m.event.name}”的链接捕获事件`,
      );
  },
  function compensationBoundary(m, report) {
    if (m.type !== 'BOUNDARY_EVENT' || m.event?.kind !== 'compensation') return;
    if (m.outgoing.length || !m.handler)
      report(
        'compensation-boundary',
        'a compensation event has an association to its handler and no outgoing flow',
        '补偿边界事件须用关联线连到补偿处理活动，不能有离开的连线',
      );
    else if (!ACTIVITIES.has(m.handler.type))
      report(
        'compensation-handler',
        `<${m.handler.id}> cannot be a compensation handler`,
        `<${m.handler.id}> 不是任务、子流程或调用活动，不能作为补偿处理活动`,
      );
  },
  function compensationHandler(m, report) {
    if (m.forCompensation && (m.incoming.length || m.outgoing.length || m.boundaries.length))
      report(
        'compensation-handler',
        'a compensation handler has no sequence flows and no boundary events',
        '补偿处理活动不能有连线和边界事件',
      );
  },
  function compensationThrow(m, report) {
    if (m.event?.kind !== 'compensation' || catches(m)) return;
    if (!m.event.wait)
      report(
        'compensation-wait',
        'a compensation event must wait for completion',
        '补偿抛出事件必须等待补偿完成（waitForCompletion 不能为 false）',
      );
    const { activity } = m.event;
    if (activity === undefined) return;
    // From an event sub-process, an activity of the scope around it may be undone too.
    const around = m.parent?.type === 'EVENT_SUB_PROCESS' ? (m.parent.parent?.children ?? []) : [];
    const target = [...(m.parent?.children ?? []), ...around].find((c) => c.id === activity);
    if (!target)
      report(
        'compensation-activity',
        `the activity <${activity}> is not in the same scope`,
        `要补偿的活动 <${activity}> 不在同一范围内`,
      );
    else if (
      target.type !== 'SUB_PROCESS' &&
      !target.boundaries.some((b) => b.event?.kind === 'compensation')
    )
      report(
        'compensation-activity',
        `the activity <${activity}> has no compensation event and is no sub-process`,
        `要补偿的活动 <${activity}> 没有补偿边界事件，也不是子流程`,
      );
  },
  function twins(m, report) {
    const twice = (events: ElementModel[], where: string, zh: string) => {
      for (const name of doubled(events))
        report('event-twice', `two events <${name}> ${where}`, `${zh}有两个相同的事件：${name}`);
    };
    twice(m.boundaries, 'are attached to it', '活动上附着');
    twice(m.eventSubProcessStarts, 'start event sub-processes in it', '范围内的事件子流程');
    if (m.type === 'PROCESS') twice(m.starts, 'start it', '流程的开始事件中');
    if (m.type === 'EVENT_BASED_GATEWAY')
      twice(
        m.outgoing.map((f) => f.target),
        'follow it',
        '事件网关之后',
      );
    // Zeebe looks at the links of a scope together with those of the sub-processes in it.
    if (m.type === 'PROCESS' || m.type === 'SUB_PROCESS' || m.type === 'EVENT_SUB_PROCESS')
      twice(linkCatches(m), 'are in it', '范围内的链接捕获事件中');
  },
];

/** A process is started without variables, so what starts it must stand without any. Undefined: no text comes of it. */
export function constant(given: Expression): string | undefined {
  if ('text' in given) return given.text;
  const clock = { at: 0, zone: 'UTC' };
  const value = evaluateFeel(given.feel, { get: () => undefined, all: () => ({}) }, clock);
  return value.ok && typeof value.value === 'string' ? value.value : undefined;
}

function constantName(name: Expression, zh: string, report: Report): void {
  if ('feel' in name && constant(name) === undefined)
    report(
      'name-not-constant',
      `the name <=${name.feel}> that starts a process must be constant`,
      `启动流程的${zh}名称不能依赖变量：=${name.feel}`,
    );
}

function linkCatches(scope: ElementModel): ElementModel[] {
  return scope.children.flatMap((c) => {
    if (c.type === 'SUB_PROCESS' || c.type === 'EVENT_SUB_PROCESS') return linkCatches(c);
    return c.type === 'INTERMEDIATE_CATCH_EVENT' && c.event?.kind === 'link' ? [c] : [];
  });
}

/** What two of the events have alike, so that it would not be clear which one catches. */
function doubled(events: ElementModel[]): string[] {
  const seen = new Map<string, number>();
  for (const { event } of events) {
    let name: string | undefined;
    if (event?.kind === 'message' || event?.kind === 'signal') name = textOf(event.name);
    else if (event?.kind === 'error' || event?.kind === 'escalation') name = textOf(event.code) ?? '';
    else if (event?.kind === 'link') name = event.name;
    if (event && name !== undefined) {
      const both = `${event.kind} ${name}`.trim();
      seen.set(both, (seen.get(both) ?? 0) + 1);
    }
  }
  return [...seen].filter(([, n]) => n > 1).map(([name]) => name);
}
