/** Which kind of part a file of a package is, by its place and, for rules, by what it says of itself. */
import type { PackageFiles } from '../../processes/format.ts';

export type FileKind =
  | 'manifest'
  | 'drawing'
  | 'dmn'
  | 'form'
  | 'ruleset'
  | 'scheme'
  | 'ballot'
  | 'weighting'
  | 'rule'
  | 'register'
  | 'document'
  | 'publication'
  | 'case'
  | 'sample'
  | 'readme';

const FOLDERS: Record<string, FileKind> = {
  forms: 'form',
  rules: 'rule',
  registers: 'register',
  documents: 'document',
  publications: 'publication',
  cases: 'case',
  sample: 'sample',
};
const RULES: readonly string[] = ['ruleset', 'scheme', 'ballot', 'weighting'] satisfies FileKind[];

/** Identifiers of packages, and of their parts, which are names of files (as `processes/format.ts` has it). */
export const ID = /^[a-z][a-z0-9-]{0,63}$/;

/** A JSON object of the file, or undefined when it is none (or no JSON). */
export function readObject(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The kind of a file; a rule document of no known kind is `rule`. */
export function kindOfFile(path: string, files: PackageFiles): FileKind {
  if (path === 'manifest.json') return 'manifest';
  if (path.endsWith('.bpmn')) return 'drawing';
  if (path.endsWith('.dmn')) return 'dmn';
  const kind = FOLDERS[path.split('/')[0] ?? ''] ?? 'readme';
  if (kind !== 'rule') return kind;
  const said = readObject(files[path])?.kind;
  return typeof said === 'string' && RULES.includes(said) ? (said as FileKind) : 'rule';
}

/** What the file calls itself: its `title`, or its name without folder and ending. */
export function titleOfFile(path: string, files: PackageFiles): string {
  const title = path.endsWith('.json') ? readObject(files[path])?.title : nameInXml(files[path]);
  return typeof title === 'string' && title !== '' ? title : nameOfFile(path);
}

/** Of decisions: the name of the whole file. Read on each keystroke, so without a parser; a name with entities is left. */
const nameInXml = (text = ''): string | undefined =>
  /<(?:[\w.-]+:)?definitions\s[^>]*?\sname="([^"&]*)"/.exec(text)?.[1];

/** `forms/reply.json` → `reply`. */
export const nameOfFile = (path: string): string =>
  path
    .split('/')
    .at(-1)
    ?.replace(/\.(json|bpmn|dmn|md)$/, '') ?? path;

/** Paths of a kind, in order. */
export const filesOfKind = (files: PackageFiles, ...kinds: FileKind[]): string[] =>
  Object.keys(files)
    .filter((path) => kinds.includes(kindOfFile(path, files)))
    .sort();
