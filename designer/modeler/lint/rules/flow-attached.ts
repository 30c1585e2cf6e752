import { child, is } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** An arrow must lead from one step to another. */
export const flowAttached: RuleFactory = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:SequenceFlow')) return;
    if (!child(node, 'sourceRef') || !child(node, 'targetRef'))
      reporter.report(node.id ?? '', '箭头的一端没有连到步骤，请重新连接或删去');
  },
});
