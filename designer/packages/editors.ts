/**
 * Editors of a package's files, by kind. A file without one is edited as text (JSON) with the problems of 检查 beside it.
 *
 * To add an editor, write a component that takes `EditorProps` as the **default export** of a file of your own and add
 * one line to `EDITORS`, keyed by the file's kind (`kindOfFile` in `file-kinds.ts`: `ruleset`, `scheme`, `ballot`, `weighting`,
 * `register`, `document`, `publication`, `case`, `sample`, `dmn`):
 *
 *     ruleset: lazy(() => import('../rules/RuleSetEditor.tsx')),
 *
 * The page does the rest: it loads the component when such a file is opened, keeps the draft, shows the switch between
 * your editor and the JSON, checks, saves. An editor is controlled: it holds no copy of `value` that could grow stale,
 * and calls `onChange` with the whole next document (a new object; `value` is never changed in place).
 */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { PackageFiles, PackageProblem } from '../../processes/format.ts';
import type { FileKind } from './file-kinds.ts';

export interface EditorProps<T = unknown> {
  /**
   * The parsed JSON of the file; of a file that is no JSON its text. It may have problems: nothing of its shape is certain.
   */
  value: T;
  onChange(next: T): void;
  /** What 检查 found in this file; `place` is a JSON pointer into `value`. */
  problems: PackageProblem[];
  /** All files of the draft (path → text), to offer what the package has: forms, rules, parameters. */
  files: PackageFiles;
  /** The file's path in the package, such as `rules/satisfaction.json`. */
  file: string;
  packageId: string;
  readOnly: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: what `value` is follows from the file's ending
type Editor = LazyExoticComponent<ComponentType<EditorProps<any>>>;

export const EDITORS: Partial<Record<FileKind, Editor>> = {
  ballot: lazy(() => import('../rules/ballot/BallotEditor.tsx')),
  dmn: lazy(() => import('../decisions/DecisionEditor.tsx')),
  scheme: lazy(() => import('../rules/scheme/SchemeEditor.tsx')),
  ruleset: lazy(() => import('../rules/ruleset/RuleSetEditor.tsx')),
  weighting: lazy(() => import('../rules/weighting/WeightingEditor.tsx')),
};

/** The editor of a kind of file; undefined: as text. */
export const editorOf = (kind: FileKind): Editor | undefined => EDITORS[kind];
