import { extension, is, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** Ids that exist in the package around the drawing. */
export interface KnownIds {
  forms: string[];
  processes: string[];
}

/** Forms and called processes must exist in the package. */
export const knownReference: RuleFactory<KnownIds> = (known) => ({
  check(node, reporter) {
    if (!known) return;
    const form = text(extension(node, 'zeebe:FormDefinition'), 'formKey');
    if (form && !form.startsWith('=') && !known.forms.includes(form))
      reporter.report(node.id ?? '', `配置包里没有表单“${form}”，请重新选择或新建`);
    const called = is(node, 'bpmn:CallActivity')
      ? text(extension(node, 'zeebe:CalledElement'), 'processId')
      : '';
    if (called && !called.startsWith('=') && !known.processes.includes(called))
      reporter.report(node.id ?? '', `配置包里没有流程“${called}”，请重新选择`);
  },
});
