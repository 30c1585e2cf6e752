import { child, children, is, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** Each arrow out of a deciding gateway needs a condition or is the default one; the default needs none. */
export const flowCondition: RuleFactory = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:ExclusiveGateway') && !is(node, 'bpmn:InclusiveGateway')) return;
    const outgoing = children(node, 'outgoing');
    const fallback = child(node, 'default');
    for (const flow of outgoing) {
      const conditional = text(child(flow, 'conditionExpression'), 'body').trim() !== '';
      if (flow === fallback && conditional)
        reporter.report(flow.id ?? '', '默认走向不需要条件，请删去条件或取消默认');
      else if (outgoing.length > 1 && flow !== fallback && !conditional)
        reporter.report(flow.id ?? '', '分支后的箭头没有条件，请填写条件或设为默认走向', [
          'conditionExpression',
        ]);
    }
  },
});
