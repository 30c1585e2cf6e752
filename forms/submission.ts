/** What becomes of submitted values: cleaned, routed to the drawing, shown to the public. */
import type { FormDocument } from './document.ts';
import { fieldNames, fieldSchema, isEmpty, isObject, own } from './schema.ts';
import { visibleFields } from './visibility.ts';

type Data = Record<string, unknown>;

/** Without blank texts, nulls and empty lists at any depth. Keys are copied as own properties, `__proto__` too. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks).filter((v) => v !== undefined && v !== null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([k, v]): [string, unknown] => [k, withoutBlanks(v)]);
  return Object.fromEntries(entries.filter(([, v]) => !isEmpty(v)));
}

/**
 * The data as it is stored: blanks dropped, and the values of hidden fields cleared, or kept where the field's policy
 * says so. Unknown keys stay, so that validation can refuse them.
 */
export function cleanSubmission(doc: FormDocument, data: Data): Data {
  const clean = withoutBlanks(data) as Data;
  const visible = new Set(visibleFields(doc, clean));
  const dropped = fieldNames(doc).filter(
    (n) => !visible.has(n) && own(own(doc.fields, n), 'whenHidden') !== 'keep',
  );
  return Object.fromEntries(Object.entries(clean).filter(([k]) => !dropped.includes(k)));
}

/**
 * Values that go on as process variables. A routed field without a value goes on as null (a list as `[]`), so that a
 * value of an earlier round cannot decide the way of this one.
 */
export function routedValues(doc: FormDocument, data: Data): Data {
  const routed = fieldNames(doc).filter((n) => own(own(doc.fields, n), 'routes') === true);
  return Object.fromEntries(
    routed.map((n) => [n, own(data, n) ?? (own(fieldSchema(doc, n), 'type') === 'array' ? [] : null)]),
  );
}

function valuesOf(doc: FormDocument, data: Data, wanted: (policy: unknown) => boolean): Data {
  const shown = visibleFields(doc, data).filter((n) => wanted(own(doc.fields, n)) && !isEmpty(own(data, n)));
  return Object.fromEntries(shown.map((n) => [n, own(data, n)]));
}

const isPublic = (policy: unknown): boolean => own(policy, 'visibility') === 'public';

/** Values that may appear on public pages: of public fields that are filled in and shown. */
export const publicValues = (doc: FormDocument, data: Data): Data => valuesOf(doc, data, isPublic);

/** Values for those whose matter it is: the public ones, and what is meant for them (see `FieldPolicy.parties`). */
export const partyValues = (doc: FormDocument, data: Data): Data =>
  valuesOf(doc, data, (policy) => isPublic(policy) || own(policy, 'parties') === true);
