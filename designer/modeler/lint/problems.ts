/** The live lint's findings as a flat list, errors first, for the page around the board. */
import type { DrawingProblem } from '../context.ts';
import type { Drawing } from '../drawing.ts';
import { text } from '../moddle.ts';

/** What bpmn-js-bpmnlint hands out: findings by the element on which they are shown. */
export type LintIssues = Record<
  string,
  { id: string; actualElementId?: string; message: string; category: string; rule: string }[]
>;

export function problemsOf(issues: LintIssues, drawing: Drawing): DrawingProblem[] {
  const translate = drawing.service<(text: string) => string>('translate');
  const problems = Object.values(issues)
    .flat()
    .map((issue): DrawingProblem => {
      const elementId = issue.actualElementId ?? issue.id;
      const elementName = text(drawing.element(elementId)?.businessObject, 'name');
      return {
        severity: issue.category === 'error' || issue.category === 'rule-error' ? 'error' : 'warning',
        elementId,
        ...(elementName && { elementName }),
        rule: issue.rule,
        message: translate(issue.message),
      };
    });
  return problems.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}
