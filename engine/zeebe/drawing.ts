/** What a drawing needs before the cluster takes it: our own report of problems, and what its schema asks for. */
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { plainXml } from '../core/bpmn/plain.ts';
import { checkDecisions, DEFAULT_LIMITS, inclusiveJoins, readDrawing } from '../core/index.ts';
import type { DrawingProblem } from '../engine.ts';

interface Node {
  $type: string;
  id?: string;
  incoming?: Node[];
  outgoing?: Node[];
  sourceRef?: Node;
  targetRef?: Node;
  [property: string]: unknown;
}

/** The problems that both engines report alike, and what only Zeebe 8.5 lacks: the inclusive join. */
export async function problemsOf(name: string, xml: string): Promise<DrawingProblem[]> {
  if (name.endsWith('.dmn')) return checkDecisions(name, xml);
  if (!name.endsWith('.bpmn')) return [];
  const drawing = await readDrawing(name, xml, DEFAULT_LIMITS);
  if (!drawing.ok) return drawing.problems;
  return drawing.processes.flatMap((p) => inclusiveJoins(name, p));
}

function* flowsOf(node: Node): Generator<Node> {
  for (const list of ['rootElements', 'flowElements'])
    for (const child of (node[list] as Node[] | undefined) ?? []) {
      if (child.$type === 'bpmn:SequenceFlow') yield child;
      yield* flowsOf(child);
    }
}

/** Whether other tools' liberties may be in it: their elements outside of extensions, artifacts and lanes in any order. */
function free(node: Node): boolean {
  if (['artifacts', 'laneSets'].some((list) => (node[list] as Node[] | undefined)?.length)) return true;
  return ['rootElements', 'flowElements'].some((list) => (node[list] as Node[] | undefined)?.some(free));
}

/**
 * Zeebe validates by BPMN's schema, which knows one order of children and no strangers, and reads `incoming` and
 * `outgoing` of each element, which BPMN leaves optional. A drawing that may lack of it is written anew as the schema
 * has it; any other is left as it is, to the letter.
 */
export async function bySchema(xml: string): Promise<string> {
  const moddle = new BpmnModdle({ zeebe });
  const plain = plainXml(xml);
  const { rootElement, warnings } = await moddle.fromXML(plain);
  let valid = plain === xml && warnings.length === 0 && !free(rootElement as unknown as Node);
  for (const flow of flowsOf(rootElement as unknown as Node))
    for (const [end, list] of [
      ['sourceRef', 'outgoing'],
      ['targetRef', 'incoming'],
    ] as const) {
      const node = flow[end];
      if (!node || node[list]?.includes(flow)) continue;
      valid = false;
      node[list] = [...(node[list] ?? []), flow];
    }
  return valid ? xml : (await moddle.toXML(rootElement)).xml;
}

/** `- Element: bm\n    - ERROR: Must have …`, as the broker lists them under each resource. */
export function brokerProblems(text: string): DrawingProblem[] {
  const problems: DrawingProblem[] = [];
  let resource = '';
  let elementId: string | undefined;
  for (const line of text.split('\n')) {
    resource = /^'([^']+)':/.exec(line)?.[1] ?? resource;
    elementId = /- Element: (.+)$/.exec(line)?.[1]?.split(' > ')[0]?.trim() ?? elementId;
    const message = /- ERROR: (.+)$/.exec(line)?.[1];
    if (!message) continue;
    problems.push({
      resource,
      ...(elementId && { elementId }),
      code: 'refused-by-zeebe',
      message,
      messageZh: `<${elementId ?? resource}>：Zeebe 不接受这张图纸（${message}）`,
    });
  }
  return problems;
}
