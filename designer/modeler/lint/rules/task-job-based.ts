import { extension, is, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** `zeebe:userTask` makes no job and `formId` asks the engine for a form that it does not have. */
export const taskJobBased: RuleFactory = () => ({
  check(node, reporter) {
    if (is(node, 'bpmn:UserTask') && extension(node, 'zeebe:UserTask'))
      reporter.report(
        node.id ?? '',
        '使用了引擎自带的用户任务（zeebe:userTask），不会生成待办；请在专家模式中改为“作业”方式',
      );
    const form = extension(node, 'zeebe:FormDefinition');
    if (text(form, 'formId'))
      reporter.report(node.id ?? '', '表单用 formId 引用，引擎找不到；请重新选择表单（formKey）');
  },
});
