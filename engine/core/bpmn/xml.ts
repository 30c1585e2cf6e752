/** XML → moddle tree. Refuses what no drawing needs and attackers use, before any parser sees it. */
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { DrawingProblem } from '../../engine.ts';
import type { DrawingLimits } from './limits.ts';
import { type ModdleElement, many } from './moddle.ts';
import { plainXml } from './plain.ts';
import { Problems } from './problems.ts';
import { xmlReason } from './xml-reasons.ts';

export interface ModdleWarning {
  message: string;
  element?: ModdleElement;
  property?: string;
  value?: string;
}

export type XmlResult =
  | { ok: true; definitions: ModdleElement; warnings: ModdleWarning[] }
  | { ok: false; problems: DrawingProblem[] };

/** Made once: it costs as much as reading a small drawing, and keeps nothing of what it reads. */
const moddle = new BpmnModdle({ zeebe });

/** `unparsable content <a> detected\n\tline: 3\n\tcolumn: 20\n\tnested error: …` with both counted from 0. */
const PARSE_ERROR = /line: (\d+)\s+column: (\d+)\s+nested error: ([\s\S]*)/;

function place(message: string): { line: number; column: number; reason: string } | undefined {
  const m = PARSE_ERROR.exec(message);
  return m ? { line: Number(m[1]) + 1, column: Number(m[2]) + 1, reason: m[3]!.trim() } : undefined;
}

/** Reads XML text into moddle's tree. */
type FromXml = (xml: string) => Promise<{ rootElement: object; warnings: object[] }>;
const fromBpmn: FromXml = (xml) => moddle.fromXML(plainXml(xml));

/**
 * Elements that other tools put where BPMN's schema has no room for them. They carry no meaning for the engine, unlike
 * one of BPMN's own or of ours that is not understood (a misspelt event definition, say).
 */
const idle = (message: string): boolean => {
  const name = /unrecognized element <([^>]+)>/.exec(message)?.[1];
  return name !== undefined && (!/^(bpmn|zeebe):/.test(name) || name === 'bpmn:documentation');
};

export async function parseXml(
  resource: string,
  xml: string,
  limits: DrawingLimits,
  fromXml = fromBpmn,
): Promise<XmlResult> {
  const problems = new Problems(resource);
  if (xml.length > limits.maxXmlLength)
    problems.add(
      'xml-too-large',
      undefined,
      `the drawing has ${xml.length} characters, more than ${limits.maxXmlLength}`,
      `图纸有 ${xml.length} 个字符，超过上限 ${limits.maxXmlLength}，请拆成几个流程`,
    );
  else if (/<!DOCTYPE|<!ENTITY/i.test(xml))
    problems.add(
      'xml-doctype',
      undefined,
      'the drawing declares a DOCTYPE or entities, which are not allowed',
      '图纸含有 DOCTYPE 或实体声明，不允许使用，请删去',
    );
  if (problems.list.length) return { ok: false, problems: problems.list };
  try {
    const { rootElement, warnings } = await fromXml(xml);
    const broken = (warnings as ModdleWarning[]).filter(
      (w) => PARSE_ERROR.test(w.message) && !idle(w.message),
    );
    for (const w of broken) unreadable(problems, w.message);
    const definitions = rootElement as unknown as ModdleElement;
    checkLevels(problems, definitions, limits.maxLevels ?? 100);
    if (problems.list.length) return { ok: false, problems: problems.list };
    return {
      ok: true,
      definitions,
      warnings: warnings as ModdleWarning[],
    };
  } catch (e) {
    const { message, warnings = [] } = e as Error & { warnings?: ModdleWarning[] };
    const root = warnings.map((w) => /unexpected element <([^>]+)>/.exec(w.message)?.[1]).find(Boolean);
    const kind = resource.endsWith('.dmn') ? 'DMN' : 'BPMN 2.0';
    if (root)
      problems.add(
        'not-a-drawing',
        undefined,
        `not ${kind}: the root element is <${root}>, or its namespace is another`,
        `这不是 ${kind} 文件：根元素是 <${root}>，应为 ${kind} 命名空间里的 <definitions>`,
      );
    else unreadable(problems, message);
    return { ok: false, problems: problems.list };
  }
}

/** Without recursion: a drawing may nest deeper than the stack holds. */
function checkLevels(problems: Problems, definitions: ModdleElement, most: number): void {
  let level = many(definitions, 'rootElements');
  for (let n = 0; level.length > 0; n++) {
    if (n > most) {
      problems.add(
        'nested-too-deeply',
        level[0]?.id,
        `sub-processes are nested more than ${most} levels deep`,
        `子流程嵌套超过 ${most} 层，请减少层级`,
      );
      return;
    }
    level = level.flatMap((e) => many(e, 'flowElements'));
  }
}

function unreadable(problems: Problems, message: string): void {
  const at = place(message);
  const twice = /duplicate ID <([^>]+)>/.exec(message)?.[1];
  const illegal = /illegal ID <([^>]+)>/.exec(message)?.[1];
  if (illegal !== undefined)
    problems.add(
      'illegal-id',
      illegal,
      `the id <${illegal}> may only have Latin letters, digits, underscore, hyphen and dot, and begins with a letter`,
      `标识 ${illegal} 只能由英文字母、数字、下划线、连字符和点组成，并以字母或下划线开头，请修改`,
    );
  else if (twice !== undefined)
    problems.add('duplicate-id', twice, `the id <${twice}> occurs twice`, `标识 ${twice} 重复，请改成不同的`);
  else if (at)
    problems.add(
      'xml-malformed',
      undefined,
      `malformed XML at line ${at.line}, column ${at.column}: ${at.reason}`,
      `XML 第 ${at.line} 行第 ${at.column} 列有误：${xmlReason(at.reason)}`,
    );
  else problems.add('xml-malformed', undefined, `malformed XML: ${message}`, `XML 无法读取：${message}`);
}
