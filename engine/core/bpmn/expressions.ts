import { feelProblems } from '../feel/index.ts';
import type { Expression } from './model.ts';
import type { Problems } from './problems.ts';

/** Reads Zeebe's convention: a leading `=` makes an expression. Checks its syntax, naming element and property. */
export function expression(
  raw: string | undefined,
  at: { problems: Problems; elementId: string; property: string },
): Expression | undefined {
  if (raw === undefined) return undefined;
  if (!raw.startsWith('=')) return { text: raw };
  const feel = raw.slice(1).trim();
  for (const p of feelProblems(feel))
    at.problems.add(
      'feel-syntax',
      at.elementId,
      `<${at.elementId}> ${at.property}: ${p.message}`,
      `<${at.elementId}> 的 ${at.property}：${p.messageZh}`,
    );
  return { feel };
}

/** The same where a static text makes no sense. */
export function onlyFeel(
  raw: string | undefined,
  at: { problems: Problems; elementId: string; property: string },
): Expression | undefined {
  const e = expression(raw, at);
  if (e && 'text' in e)
    at.problems.add(
      'not-an-expression',
      at.elementId,
      `<${at.elementId}> ${at.property}: expected an expression but found the text <${e.text}>; begin it with =`,
      `<${at.elementId}> 的 ${at.property} 应是表达式，现为文字“${e.text}”，请以 = 开头`,
    );
  return e;
}
