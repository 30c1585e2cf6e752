/**
 * A form document: what an administrator edits in the form builder, what a clerk fills in, and what the server checks
 * submitted data against. JSON Schema (draft 2020-12 as ajv reads it) says what is valid, uiSchema (rjsf's) how it
 * looks, `fields` what becomes of each value.
 */

export type JsonSchema = { [keyword: string]: unknown };
export type UiSchema = { [keyword: string]: unknown };

/** A comparison with another field of the same form; a list of them holds when all hold. */
export interface ShowCondition {
  field: string;
  op: 'eq' | 'ne' | 'in' | 'notIn' | 'filled' | 'empty';
  value?: unknown;
}

export interface FieldPolicy {
  /** `public` values may appear on public pages; everything else never leaves the offices. */
  visibility: 'public' | 'internal';
  /** An internal value that those whose matter it is (提出人、附议人、测评人) may read too, such as the reply to them. */
  parties?: boolean;
  /**
   * The value goes on as a process variable of the same name when the task is completed, so that the drawing can route
   * by it. Everything else stays in the Store (a process variable carries only what routes the case).
   */
  routes?: boolean;
  /** Shown only when all of these hold. */
  showWhen?: ShowCondition[];
  /** What becomes of the value of a hidden field on submit. Default `clear`. */
  whenHidden?: 'clear' | 'keep';
}

export interface FormDocument {
  id: string;
  title: string;
  /** Shown above the fields: what to do here, in plain words. */
  description?: string;
  /** Text of the button that submits, such as 提交 or 签发. */
  submitLabel?: string;
  /** An object schema; the order of `properties` is the order on the page unless `ui:order` says otherwise. */
  schema: JsonSchema;
  uiSchema: UiSchema;
  fields: Record<string, FieldPolicy>;
}

/**
 * Widgets beyond rjsf's own, by `ui:widget` (or `ui:field` for `files`). Values are plain ids, so that data stays small:
 * `body` one organisation id, `bodies` an array of them; `user`, `users`, `deputy`, `deputies` user ids; `group` a group id;
 * `files` an array of FileReference; `textarea`, `radio`, `select`, `checkboxes`, `date`, `money` as their names say.
 */
export type JianduWidget =
  | 'body'
  | 'bodies'
  | 'user'
  | 'users'
  | 'deputy'
  | 'deputies'
  | 'group'
  | 'files'
  | 'textarea'
  | 'radio'
  | 'select'
  | 'checkboxes'
  | 'date'
  | 'money';

/** A file of a case, by reference: the bytes are never in form data. */
export interface FileReference {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** Media type as sniffed by the server. */
  type: string;
}
