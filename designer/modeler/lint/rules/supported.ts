import type { ModdleElement } from '../../moddle.ts';
import { child, children, is } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** What neither engine runs (Zeebe 8.5's list, see design.md section 3, "Semantics"). */
const UNSUPPORTED: [type: string, what: string][] = [
  ['bpmn:Transaction', '事务子流程'],
  ['bpmn:AdHocSubProcess', '临时子流程'],
  ['bpmn:ComplexGateway', '复杂网关'],
  ['bpmn:CancelEventDefinition', '取消事件'],
  ['bpmn:ConditionalEventDefinition', '条件事件'],
  ['bpmn:StandardLoopCharacteristics', '标准循环'],
];

/** Elements that the engines cannot run are refused here already, not first at publishing. */
export const supported: RuleFactory = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:FlowNode')) return;
    const parts = [node, ...children(node, 'eventDefinitions'), child(node, 'loopCharacteristics')];
    for (const [type, what] of UNSUPPORTED)
      if (parts.some((part) => is(part, type)))
        reporter.report(node.id ?? '', `系统不能运行“${what}”，请改用其他画法`);
    if (node.get('instantiate') === true)
      reporter.report(node.id ?? '', '系统不能由接收任务或事件网关启动流程，请改用消息开始事件');
    if (isParallelMultiple(node))
      reporter.report(node.id ?? '', '系统不能运行“并行多重事件”，请改用其他画法');
  },
});

function isParallelMultiple(node: ModdleElement): boolean {
  return is(node, 'bpmn:CatchEvent') && node.get('parallelMultiple') === true;
}
