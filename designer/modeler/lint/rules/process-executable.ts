import { children, is } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** A process that is not marked executable is not deployed. */
export const processExecutable: RuleFactory = () => ({
  check(node, reporter) {
    if (
      is(node, 'bpmn:Process') &&
      node.get('isExecutable') !== true &&
      children(node, 'flowElements').length
    )
      reporter.report(node.id ?? '', '流程没有标为“可运行”，请点画布空白处，在右侧打开“可运行”');
  },
});
