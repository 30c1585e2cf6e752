import { extension, is, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** A person's task must say who does it. */
export const taskAssigned: RuleFactory = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const assignment = extension(node, 'zeebe:AssignmentDefinition');
    const given = ['assignee', 'candidateGroups', 'candidateUsers'].some((name) =>
      text(assignment, name).trim(),
    );
    if (!given) reporter.report(node.id ?? '', '没有指定办理人或小组，请在右侧“办理”中选择');
  },
});
