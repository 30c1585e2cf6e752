/** FEEL in a file of decisions, checked as it is read. */
import { type ModdleElement, str } from '../bpmn/moddle.ts';
import type { Problems } from '../bpmn/problems.ts';
import { type FeelProblem, feelProblems, unaryTestProblems } from '../feel/index.ts';

/** Where in the file the reader is. */
export interface At {
  problems: Problems;
  /** The decision or knowledge model. */
  elementId: string;
  /** Knowledge models by name. */
  knowledgeIds: Map<string, string>;
  /** Rules and expressions that may still come. */
  budget: { left: number };
  depth: number;
}

const FEEL = ['feel', 'https://www.omg.org/spec/dmn/20191111/feel/', 'http://www.omg.org/spec/feel/20140401'];

export function wrong(at: At, code: string, en: string, zh: string): void {
  at.problems.add(code, at.elementId, `<${at.elementId}>: ${en}`, `<${at.elementId}>：${zh}`);
}

/** Text of a literal expression, checked. `what` names it in a problem. */
export function feel(e: ModdleElement | undefined, at: At, what: string): string {
  const text = str(e, 'text')?.trim() ?? '';
  language(e, at);
  report(feelProblems(text), at, what, text);
  return text;
}

/** The same of unary tests; empty text: anything. */
export function unaryTests(e: ModdleElement | undefined, at: At, what: string): string {
  const text = str(e, 'text')?.trim() ?? '';
  language(e, at);
  report(unaryTestProblems(text), at, what, text);
  return text;
}

function report(found: FeelProblem[], at: At, what: string, text: string): void {
  for (const p of found)
    wrong(
      at,
      'feel-syntax',
      `${what} <${text.slice(0, 80)}>: ${p.message}`,
      `“${text.slice(0, 80)}”：${p.messageZh}`,
    );
}

function language(e: ModdleElement | undefined, at: At): void {
  const named = str(e, 'expressionLanguage');
  if (named && !FEEL.includes(named.toLowerCase()))
    wrong(
      at,
      'unsupported-language',
      `the expression language <${named}> is not supported, use FEEL`,
      `不支持表达式语言 ${named}，请改用 FEEL`,
    );
}
