import { child, children, is } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** Without a default arrow a case stops (an incident) when no condition holds. */
export const gatewayDefault: RuleFactory = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:ExclusiveGateway') && !is(node, 'bpmn:InclusiveGateway')) return;
    if (children(node, 'outgoing').length > 1 && !child(node, 'default'))
      reporter.report(node.id ?? '', '没有默认走向：条件都不满足时事项会停在这里，建议设一条默认走向');
  },
});
