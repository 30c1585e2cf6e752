import { extension, is, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** A call activity must name the process that it calls. */
export const callTarget: RuleFactory = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:CallActivity')) return;
    const called = extension(node, 'zeebe:CalledElement');
    if (!text(called, 'processId').trim())
      reporter.report(node.id ?? '', '没有选择要调用的流程，请在右侧选择');
  },
});
