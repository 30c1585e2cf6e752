import { extension, is, isAny, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

const JOB_TASKS = ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask'];

/** An automatic step must say which building block (job type) does it, or what is evaluated. */
export const jobType: RuleFactory = () => ({
  check(node, reporter) {
    if (!isAny(node, JOB_TASKS)) return;
    if (text(extension(node, 'zeebe:TaskDefinition'), 'type').trim()) return;
    if (is(node, 'bpmn:BusinessRuleTask') && text(extension(node, 'zeebe:CalledDecision'), 'decisionId'))
      return;
    if (is(node, 'bpmn:ScriptTask') && text(extension(node, 'zeebe:Script'), 'expression')) return;
    reporter.report(node.id ?? '', '没有选择业务模块，请在右侧选择这一步自动做什么');
  },
});
