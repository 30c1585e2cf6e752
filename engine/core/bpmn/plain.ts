/**
 * Spellings that BPMN allows and moddle does not read: `1` and `0` for xsd:boolean, and references by qualified name
 * (`tns:Message_1`, whose prefix stands for the file's own target namespace). Rewritten as moddle knows them.
 */

const BOOLEAN =
  /(\s(?:isExecutable|isInterrupting|cancelActivity|isForCompensation|triggeredByEvent|isSequential|instantiate|waitForCompletion|isHorizontal|isExpanded|isMarkerVisible)\s*=\s*)(["'])([01])\2/g;
const ROOT = /<(?:[\w.-]+:)?definitions\b[^>]*>/;

function ownPrefixes(xml: string): string[] {
  const root = ROOT.exec(xml)?.[0] ?? '';
  const target = /\stargetNamespace\s*=\s*(["'])(.*?)\1/.exec(root)?.[2];
  if (!target) return [];
  return [...root.matchAll(/\sxmlns:([\w.-]+)\s*=\s*(["'])(.*?)\2/g)]
    .filter((m) => m[3] === target)
    .map((m) => m[1]!);
}

/** The same drawing in the spellings that moddle reads; the very text when it has no others. */
export function plainXml(xml: string): string {
  let plain = xml.replace(BOOLEAN, (_, name, quote, digit) => `${name}${quote}${digit === '1'}${quote}`);
  const prefixes = ownPrefixes(xml);
  if (!prefixes.length) return plain;
  const ids = new Set([...xml.matchAll(/\sid\s*=\s*(["'])(.*?)\1/g)].map((m) => m[2]!));
  for (const prefix of prefixes) {
    const qualified = `${prefix.replaceAll('.', '\\.')}:([\\w.-]+)`;
    // Only what is an id of this file: a type such as `tns:Letter` is none.
    const own = (whole: string, before: string, id: string, after: string) =>
      ids.has(id) ? before + id + after : whole;
    plain = plain
      .replace(new RegExp(`(\\s(?:\\w*Ref|bpmnElement|default)\\s*=\\s*["'])${qualified}(["'])`, 'g'), own)
      .replace(
        new RegExp(`(<(?:[\\w.-]+:)?(?:\\w+Refs?|incoming|outgoing)>\\s*)${qualified}(\\s*<)`, 'g'),
        own,
      );
  }
  return plain;
}
