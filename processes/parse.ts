/**
 * Package files → typed parts, or the problems with file and place. Browser-safe; what refers to what is `check.ts`'s.
 */
import type { z } from 'zod';
import type { FormDocument } from '../forms/document.ts';
import { deeperThan, MOST_LEVELS } from './depth.ts';
import {
  type DocumentDefinition,
  DocumentSchema,
  type Manifest,
  ManifestSchema,
  type PackageFiles,
  type PackageProblem,
  type PublicationDefinition,
  PublicationSchema,
  type RegisterDefinition,
  RegisterSchema,
  type Sample,
  SampleSchema,
  type Scenario,
  ScenarioSchema,
} from './format.ts';
import { zhErrors } from './zod-zh.ts';

export interface RuleDocument {
  kind: string;
  id: string;
  title: string;
  [part: string]: unknown;
}

export interface ParsedPackage {
  manifest: Manifest;
  /** File name → XML. */
  drawings: Map<string, string>;
  /** File name of decisions (DMN) → XML. */
  decisions: Map<string, string>;
  forms: Map<string, FormDocument>;
  rules: Map<string, RuleDocument>;
  registers: Map<string, RegisterDefinition>;
  documents: Map<string, DocumentDefinition>;
  publications: Map<string, PublicationDefinition>;
  /** File name → its scenarios, in order. */
  cases: Map<string, Scenario[]>;
  samples: Map<string, Sample>;
}

export interface ParseResult {
  /** Present unless the manifest cannot be read; parts with problems are left out of it. */
  parsed?: ParsedPackage;
  problems: PackageProblem[];
}

/** Characters per file and files per package: a package is text that people edit, not a store. */
export const PACKAGE_LIMITS = { files: 500, charactersPerFile: 5_000_000, characters: 20_000_000 };

const FILE =
  /^(manifest\.json|[a-z0-9][a-z0-9-]*\.(bpmn|dmn)|(forms|rules|registers|documents|publications|cases|sample)\/[a-z0-9][a-z0-9-]*\.json|README(\.[a-zA-Z-]+)?\.md)$/;

/** What XML 1.0 does not allow (section 2.2, Char), and halves of a surrogate pair: no text, and no store keeps it safely. */
const NO_TEXT = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

class Reader {
  readonly problems: PackageProblem[] = [];
  readonly #files: PackageFiles;

  constructor(files: PackageFiles) {
    this.#files = files;
  }

  error(file: string, code: string, message: string, place?: string): void {
    this.problems.push({ severity: 'error', file, code, message, ...(place === undefined ? {} : { place }) });
  }

  json(file: string): unknown {
    try {
      const value: unknown = JSON.parse(this.#files[file] ?? '');
      if (!deeperThan(value, MOST_LEVELS)) return value;
      this.error(file, 'too-deep', `内容嵌套过深（最多 ${MOST_LEVELS} 层），请减少层级。`);
      return undefined;
    } catch (e) {
      this.error(file, 'malformed-json', `不是正确的 JSON:${(e as Error).message}。请按提示的位置修改。`);
      return undefined;
    }
  }

  shaped<S extends z.ZodType>(file: string, value: unknown, schema: S): z.output<S> | undefined {
    const r = schema.safeParse(value, { error: zhErrors });
    if (r.success) return r.data;
    for (const issue of r.error.issues)
      this.error(file, 'wrong-shape', issue.message, `/${issue.path.map(String).join('/')}`);
    return undefined;
  }

  folder(name: string): { file: string; id: string }[] {
    return Object.keys(this.#files)
      .filter((f) => f.startsWith(`${name}/`) && f.endsWith('.json'))
      .sort()
      .map((file) => ({ file, id: file.slice(name.length + 1, -'.json'.length) }));
  }

  /** Each document of a folder, with its id held against the file's name. */
  documents<T extends { id: string }>(name: string, read: (file: string, value: unknown) => T | undefined) {
    const found = new Map<string, T>();
    for (const { file, id } of this.folder(name)) {
      const value = this.json(file);
      const doc = value === undefined ? undefined : read(file, value);
      if (!doc) continue;
      if (doc.id !== id)
        this.error(file, 'id-differs', `文件名是“${id}”，内容里的 id 却是“${doc.id}”，请改成一致。`, '/id');
      found.set(id, doc);
    }
    return found;
  }

  samples(): Map<string, Sample> {
    const found = new Map<string, Sample>();
    for (const { file, id } of this.folder('sample')) {
      const value = this.json(file);
      const read = value === undefined ? undefined : this.shaped(file, value, SampleSchema);
      if (read) found.set(id, read);
    }
    return found;
  }

  cases(): Map<string, Scenario[]> {
    const found = new Map<string, Scenario[]>();
    for (const { file, id } of this.folder('cases')) {
      const value = this.json(file);
      if (value === undefined) continue;
      const list = Array.isArray(value) ? value : [value];
      const read = list.map((one) => this.shaped(file, one, ScenarioSchema));
      found.set(
        id,
        read.filter((s) => s !== undefined),
      );
    }
    return found;
  }
}

function isRecord(v: unknown): v is Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v);
}

/** The outline of a rule document; what stands in it is checked by its kind in `check.ts`. */
function ruleOutline(reader: Reader, file: string, value: unknown): RuleDocument | undefined {
  if (isRecord(value) && ['kind', 'id', 'title'].every((k) => typeof value[k] === 'string'))
    return value as RuleDocument;
  reader.error(file, 'wrong-shape', '规则文件要有 kind、id 和 title 三项文字。', '/');
  return undefined;
}

function formOutline(reader: Reader, file: string, value: unknown): FormDocument | undefined {
  if (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.title === 'string' &&
    isRecord(value.schema) &&
    isRecord(value.fields)
  )
    return { uiSchema: {}, ...value } as unknown as FormDocument;
  reader.error(file, 'wrong-shape', '表单文件要有 id、title、schema 和 fields。', '/');
  return undefined;
}

export function parsePackage(files: PackageFiles): ParseResult {
  const reader = new Reader(files);
  const names = Object.keys(files);
  const total = names.reduce((n, f) => n + (files[f]?.length ?? 0), 0);
  if (names.length > PACKAGE_LIMITS.files || total > PACKAGE_LIMITS.characters)
    reader.error(
      'manifest.json',
      'too-large',
      '配置包过大：最多 500 个文件、共 2000 万字符。请删去不用的文件。',
    );
  for (const file of names)
    if (!FILE.test(file))
      reader.error(file, 'unknown-file', '配置包里不应有这个文件，请删去或改名（小写字母、数字、连字符）。');
  if (reader.problems.length) return { problems: reader.problems };

  if (files['manifest.json'] === undefined) {
    reader.error('manifest.json', 'missing-file', '缺少 manifest.json。');
    return { problems: reader.problems };
  }
  for (const file of names) {
    const at = files[file]!.search(NO_TEXT);
    if (at < 0) continue;
    const line = files[file]!.slice(0, at).split('\n').length;
    reader.error(file, 'no-text', `第 ${line} 行有不可见的控制字符或残缺的字，请删去。`, `第 ${line} 行`);
  }
  const outline = reader.json('manifest.json');
  const manifest =
    outline === undefined ? undefined : reader.shaped('manifest.json', outline, ManifestSchema);
  const named = (ending: string) => names.filter((f) => f.endsWith(ending)).sort();
  const texts = (ending: string) => new Map(named(ending).map((f) => [f, files[f] ?? '']));
  const parts = {
    drawings: texts('.bpmn'),
    decisions: texts('.dmn'),
    forms: reader.documents('forms', (f, v) => formOutline(reader, f, v)),
    rules: reader.documents('rules', (f, v) => ruleOutline(reader, f, v)),
    registers: reader.documents('registers', (f, v) => reader.shaped(f, v, RegisterSchema)),
    documents: reader.documents('documents', (f, v) => reader.shaped(f, v, DocumentSchema)),
    publications: reader.documents('publications', (f, v) => reader.shaped(f, v, PublicationSchema)),
    cases: reader.cases(),
    samples: reader.samples(),
  };
  return { ...(manifest ? { parsed: { manifest, ...parts } } : {}), problems: reader.problems };
}
