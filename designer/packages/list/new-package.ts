/** Files of a new package: a small valid one, or a copy of another under a name of its own. Pure. */
import { type FieldRow, newForm, newRow, withRows } from '../../../forms/edit.ts';
import type { Manifest, PackageFiles } from '../../../processes/format.ts';
import { readObject } from '../file-kinds.ts';
import { escapeXml, newDrawing } from './new-drawing.ts';

const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export interface Naming {
  id: string;
  title: string;
  description: string;
}

export interface TemplateRoles {
  /** Who may start a case, and who works on it: ids with their titles. */
  start: { id: string; title: string };
  work: { id: string; title: string };
}

const row = (name: string, title: string, more: Partial<FieldRow>): FieldRow => ({
  ...newRow([], more.kind),
  name,
  title,
  ...more,
});

/** Start, one step, end; a form to submit and one to handle. Passes 检查 as it is. */
export function templateFiles(naming: Naming, roles: TemplateRoles): PackageFiles {
  const { id, title, description } = naming;
  const distinct = [roles.start, roles.work].filter((r, i, all) => all.findIndex((o) => o.id === r.id) === i);
  const manifest: Partial<Manifest> & Record<string, unknown> = {
    id,
    title,
    description,
    version: '1.0.0',
    order: 100,
    main: { file: 'main.bpmn', process: id },
    start: {
      form: 'submit',
      roles: [roles.start.id],
      titleField: 'title',
      noun: '事项',
      number: '{year}-{seq:4}',
    },
    parties: { deputies: [] },
    parameters: {
      type: 'object',
      properties: {
        handleDays: {
          type: 'integer',
          title: '办理期限（工作日）',
          default: 10,
          minimum: 1,
          maximum: 366,
          description: '初设，按本地规定调整。',
        },
      },
    },
    roles: distinct,
    blocks: [],
  };
  const submit = withRows({ ...newForm('submit', '提出事项'), submitLabel: '提交' }, [
    row('title', '标题', { required: true, visibility: 'public' }),
    row('content', '内容', { kind: 'textarea', required: true }),
    row('attachments', '附件', { kind: 'files' }),
  ]);
  const handle = withRows(newForm('handle', '办理'), [
    row('opinion', '办理意见', { kind: 'textarea', required: true }),
  ]);
  const due = `
        <zeebe:ioMapping>
          <zeebe:input source="={amount: params.handleDays, unit: &#34;workday&#34;, remind: 1}" target="taskDue" />
        </zeebe:ioMapping>
        <zeebe:properties>`;
  const drawing = newDrawing({ processId: id, title, step: '办理', form: 'handle', role: roles.work.id });
  return {
    'manifest.json': toText(manifest),
    'main.bpmn': drawing.replace('\n        <zeebe:properties>', due),
    'forms/submit.json': toText(submit),
    'forms/handle.json': toText(handle),
  };
}

const PROCESS_ID = /<bpmn:process\b[^>]*?\bid="([^"]+)"/g;

/**
 * Another package's files under a name of their own. Processes and messages carry the package's name, since they are
 * known to the whole engine, so both get the new one; the sample cases, which belong to the original, stay behind.
 */
export function copyFiles(files: PackageFiles, naming: Naming): PackageFiles {
  const manifest = readObject(files['manifest.json']) as unknown as Manifest | undefined;
  if (!manifest) return files;
  const before = manifest.id;
  const drawings = Object.keys(files).filter((f) => f.endsWith('.bpmn'));
  const processes = drawings.flatMap((f) =>
    [...(files[f] ?? '').matchAll(PROCESS_ID)].map((m) => m[1] ?? ''),
  );
  const renamed = new Map(
    processes.map((p) => [p, p === before || p === manifest.main.process ? naming.id : `${naming.id}-${p}`]),
  );
  const rename = (xml: string): string =>
    xml
      .replace(/(<bpmn:process\b[^>]*?\bid=")([^"]+)"/g, (_, head, p) => `${head}${renamed.get(p) ?? p}"`)
      .replace(/<bpmn:process\b[^>]*>/g, (tag) =>
        tag.replace(` name="${escapeXml(manifest.title)}"`, () => ` name="${escapeXml(naming.title)}"`),
      )
      .replace(
        /\b(bpmnElement|processRef|processId)="([^"]+)"/g,
        (_, name, p) => `${name}="${renamed.get(p) ?? p}"`,
      )
      .replace(/(<bpmn:message\b[^>]*?\bname=")([^"]+)"/g, (_, head: string, name: string) =>
        name.startsWith(`${before}.`)
          ? `${head}${naming.id}${name.slice(before.length)}"`
          : `${head}${name}"`,
      );
  const copied = Object.entries(files)
    .filter(([path]) => !path.startsWith('sample/'))
    .map(([path, text]) => {
      if (path.endsWith('.bpmn')) return [path, rename(text)];
      if (path.startsWith('cases/')) return [path, text.replaceAll(`"${before}.`, `"${naming.id}.`)];
      return [path, text];
    });
  return {
    ...Object.fromEntries(copied),
    'manifest.json': toText({
      ...manifest,
      ...naming,
      titleEn: undefined,
      version: '1.0.0',
      main: { ...manifest.main, process: naming.id },
    }),
  };
}
