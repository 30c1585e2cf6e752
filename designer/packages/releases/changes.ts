/** What differs between two states of a package, in an administrator's terms. Pure. */

import type { FormDocument } from '../../../forms/document.ts';
import { rowsOf } from '../../../forms/edit.ts';
import { sameValue } from '../../../forms/schema.ts';
import type { PackageFiles } from '../../../processes/format.ts';
import { kindOfFile, readObject } from '../file-kinds.ts';

export interface FileChange {
  file: string;
  change: 'added' | 'removed' | 'changed';
  /** Names of the parts that came, went or changed: fields of a form, steps of a drawing, parts of any other document. */
  added: string[];
  removed: string[];
  changed: string[];
}

/** Files that say something else. Text that differs only in its layout does not count. */
export function changesBetween(before: PackageFiles, after: PackageFiles): FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.flatMap((file): FileChange[] => {
    const [was, is] = [before[file], after[file]];
    if (was === is) return [];
    if (was === undefined) return [{ file, change: 'added', added: [], removed: [], changed: [] }];
    if (is === undefined) return [{ file, change: 'removed', added: [], removed: [], changed: [] }];
    const parts = compare(partsOf(file, before), partsOf(file, after));
    return parts ? [{ file, change: 'changed', ...parts }] : [];
  });
}

type Part = { name: string; value: unknown };

/** The parts of a file by a key that survives renaming where there is one. */
function partsOf(file: string, files: PackageFiles): Map<string, Part> {
  const text = files[file] ?? '';
  const kind = kindOfFile(file, files);
  if (kind === 'drawing') return elementsOf(text);
  const doc = readObject(text);
  if (!doc) return new Map([['', { name: '', value: text.trim() }]]);
  if (kind === 'form' && typeof doc.schema === 'object' && typeof doc.fields === 'object')
    return fieldsOf(doc);
  return new Map(Object.entries(doc).map(([key, value]) => [key, { name: key, value }]));
}

function fieldsOf(doc: Record<string, unknown>): Map<string, Part> {
  const form = { uiSchema: {}, ...doc } as unknown as FormDocument;
  const rows = rowsOf(form);
  const parts = rows.map((row, at): [string, Part] => [
    row.name,
    { name: row.title || row.name, value: { row, at, schema: part(form.schema, row.name) } },
  ]);
  const { schema: _, uiSchema: __, fields: ___, ...rest } = doc;
  return new Map([...parts, ['', { name: '表单的名称、提示或按钮', value: rest }]]);
}

const part = (schema: Record<string, unknown>, name: string): unknown =>
  (schema.properties as Record<string, unknown> | undefined)?.[name];

const ELEMENT =
  /<bpmn2?:(process|userTask|serviceTask|sendTask|receiveTask|manualTask|scriptTask|businessRuleTask|callActivity|subProcess|startEvent|endEvent|boundaryEvent|intermediateCatchEvent|intermediateThrowEvent|exclusiveGateway|parallelGateway|inclusiveGateway|eventBasedGateway|sequenceFlow|message)\b([^>]*?)(\/>|>([\s\S]*?)<\/bpmn2?:\1>)/g;
const attribute = (text: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];

/** Elements of a drawing by id. The diagram's coordinates are one part of their own. */
function elementsOf(xml: string): Map<string, Part> {
  const parts = new Map<string, Part>();
  const read = (text: string) => {
    for (const [, type, attributes = '', , body = ''] of text.matchAll(ELEMENT)) {
      const id = attribute(attributes, 'id');
      if (id === undefined) continue;
      const scope = type === 'subProcess' || type === 'process';
      const own = scope ? (/^([\s\S]*?<\/bpmn2?:extensionElements>)?/.exec(body)?.[1] ?? '') : body;
      const links = own.replace(/<bpmn2?:(incoming|outgoing)>[^<]*<\/bpmn2?:\1>/g, '');
      const value = [type, words(attributes), words(links)];
      parts.set(id, { name: unescapeXml(attribute(attributes, 'name') ?? ''), value });
      if (scope) read(body);
    }
  };
  read(xml);
  parts.set('', { name: '图形的位置', value: words(/<bpmndi:BPMNDiagram[\s\S]*$/.exec(xml)?.[0] ?? '') });
  return parts;
}

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
const unescapeXml = (text: string): string =>
  text
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

function compare(
  before: Map<string, Part>,
  after: Map<string, Part>,
): Pick<FileChange, 'added' | 'removed' | 'changed'> | undefined {
  const named = (keys: string[], from: Map<string, Part>) => [
    ...new Set(keys.map((k) => from.get(k)?.name ?? '').filter((n) => n !== '')),
  ];
  const added = [...after.keys()].filter((k) => !before.has(k));
  const removed = [...before.keys()].filter((k) => !after.has(k));
  const changed = [...after.keys()].filter(
    (k) => before.has(k) && !sameValue(before.get(k)?.value, after.get(k)?.value),
  );
  if (added.length + removed.length + changed.length === 0) return undefined;
  return { added: named(added, after), removed: named(removed, before), changed: named(changed, after) };
}
