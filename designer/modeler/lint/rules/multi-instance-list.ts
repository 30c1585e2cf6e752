import { child, extension, is, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** A step done once for each of several needs the list over which it runs. */
export const multiInstanceList: RuleFactory = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:Activity')) return;
    const loop = child(node, 'loopCharacteristics');
    if (!is(loop, 'bpmn:MultiInstanceLoopCharacteristics')) return;
    if (!text(extension(loop, 'zeebe:LoopCharacteristics'), 'inputCollection').trim())
      reporter.report(node.id ?? '', '多人办理没有选择名单，请在右侧“多人办理”中选择');
  },
});
