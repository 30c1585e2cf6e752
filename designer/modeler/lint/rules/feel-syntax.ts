import { parser } from 'lezer-feel';
import type { ModdleElement } from '../../moddle.ts';
import { child, children, extension, is, text } from '../../moddle.ts';
import type { RuleFactory } from '../rule.ts';

/** Expressions that cannot be parsed would only show as an incident in a running case. */
export const feelSyntax: RuleFactory = () => ({
  check(node, reporter) {
    for (const [where, expression] of expressionsOf(node))
      if (expression.startsWith('=') && !parses(expression.slice(1)))
        reporter.report(node.id ?? '', `${where}的表达式写法有误，请改正`);
  },
});

function expressionsOf(node: ModdleElement): [where: string, expression: string][] {
  if (is(node, 'bpmn:SequenceFlow')) return [['条件', text(child(node, 'conditionExpression'), 'body')]];
  if (!is(node, 'bpmn:FlowNode')) return [];
  const mapping = extension(node, 'zeebe:IoMapping');
  const assignment = extension(node, 'zeebe:AssignmentDefinition');
  const loop = extension(child(node, 'loopCharacteristics'), 'zeebe:LoopCharacteristics');
  return [
    ...children(mapping, 'inputParameters').map((input): [string, string] => ['输入', text(input, 'source')]),
    ...children(mapping, 'outputParameters').map((output): [string, string] => [
      '输出',
      text(output, 'source'),
    ]),
    ['办理人', text(assignment, 'assignee')],
    ['办理小组', text(assignment, 'candidateGroups')],
    ['多人办理名单', text(loop, 'inputCollection')],
  ];
}

function parses(expression: string): boolean {
  let good = expression.trim() !== '';
  parser.parse(expression).iterate({
    enter: (part) => {
      if (part.type.isError) good = false;
    },
  });
  return good;
}
