/** The server's check of submitted data, by the same document that made the page. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FormDocument } from './document.ts';
import { effectiveSchema } from './effective.ts';
import { FORMATS } from './formats.ts';
import { type FieldError, fieldErrors, type RawError } from './messages.ts';
import { isObject, propertiesOf } from './schema.ts';
import { cleanSubmission } from './submission.ts';
import { visibleFields } from './visibility.ts';

export type SubmissionResult =
  | { ok: true; data: Record<string, unknown> }
  | { ok: false; errors: FieldError[] };

/** Options of every validator of forms, here and in the code compiled for the page. */
export const AJV_OPTIONS = { allErrors: true, strict: false, ownProperties: true, validateFormats: true };

/** An ajv (draft 2020-12) with the formats that forms know. */
export function formAjv(options: Record<string, unknown> = {}): Ajv2020 {
  const ajv = new Ajv2020({ ...AJV_OPTIONS, ...options });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format.pattern);
  return ajv;
}

const compiled = new WeakMap<FormDocument, ValidateFunction>();

/** Compiles a document's effective schema, once for each document object. Throws on a schema that ajv refuses. */
export function validatorOf(doc: FormDocument): ValidateFunction {
  const known = compiled.get(doc);
  if (known) return known;
  const validate = formAjv().compile(effectiveSchema(doc));
  compiled.set(doc, validate);
  return validate;
}

function rawErrors(doc: FormDocument, data: Record<string, unknown>): RawError[] {
  const validate = validatorOf(doc);
  if (validate(data)) return [];
  return (validate.errors ?? []) as RawError[];
}

/**
 * Cleans (see `cleanSubmission`) and checks. A value that is kept while hidden and no longer valid is dropped rather
 * than reported, since nobody could mend it. The data returned is a copy with known keys only.
 */
export function validateSubmission(doc: FormDocument, data: unknown): SubmissionResult {
  if (!isObject(data))
    return { ok: false, errors: [{ field: '', message: '提交的内容不是一张表单，请刷新页面后重试。' }] };
  const clean = cleanSubmission(doc, data);
  const shown = new Set(visibleFields(doc, clean));
  const known = propertiesOf(doc.schema);
  const all = fieldErrors(doc, rawErrors(doc, clean));
  const top = (e: FieldError) => e.field.split('/')[1] ?? '';
  const unseen = all.filter((e) => Object.hasOwn(known, top(e)) && !shown.has(top(e))).map(top);
  const errors = all.filter((e) => !unseen.includes(top(e)));
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, data: Object.fromEntries(Object.entries(clean).filter(([k]) => !unseen.includes(k))) };
}
