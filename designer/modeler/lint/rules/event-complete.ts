import type { ModdleElement } from '../../moddle.ts';
import { child, eventDefinition, extension, is, messageOf, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** Timer and message events must say when, or for what, they wait. */
export const eventComplete: RuleFactory = () => ({
  check(node, reporter) {
    const definition = eventDefinition(node);
    if (is(definition, 'bpmn:TimerEventDefinition') && !hasTime(definition))
      reporter.report(node.id ?? '', '没有填写时间，请在右侧“时间”中填写');
    const waits =
      is(node, 'bpmn:ReceiveTask') || (is(definition, 'bpmn:MessageEventDefinition') && catches(node));
    if (!waits) return;
    const message = messageOf(node);
    if (!text(message, 'name').trim())
      reporter.report(node.id ?? '', '没有选择等待的消息，请在右侧“消息”中选择');
    else if (needsKey(node) && !text(extension(message, 'zeebe:Subscription'), 'correlationKey').trim())
      reporter.report(node.id ?? '', '消息没有关联到事项，请在右侧“消息”中补上关联值（一般为 =caseId）');
  },
});

function hasTime(definition: ModdleElement | undefined): boolean {
  return ['timeDuration', 'timeDate', 'timeCycle'].some((name) =>
    text(child(definition, name), 'body').trim(),
  );
}

function catches(node: ModdleElement): boolean {
  return is(node, 'bpmn:CatchEvent');
}

/** A message that starts a whole process belongs to no case yet. */
function needsKey(node: ModdleElement): boolean {
  return !is(node, 'bpmn:StartEvent') || node.$parent?.get('triggeredByEvent') === true;
}
