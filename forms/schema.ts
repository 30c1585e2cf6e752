/** Reading a form document's JSON Schema: its fields in page order, their titles, types and choices. */
import type { FormDocument, JsonSchema, UiSchema } from './document.ts';

export interface Choice {
  value: string | number | boolean;
  title: string;
}

/** A plain object (not an array, not null), so that its keys may be read. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own property only: `constructor` and the like never reach the prototype. */
export function own(object: unknown, key: string): unknown {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The schema's properties by name; empty when it has none. */
export function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  const properties = own(schema, 'properties');
  return isObject(properties) ? (properties as Record<string, JsonSchema>) : {};
}

/** Names that the schema requires. */
export function requiredOf(schema: JsonSchema): string[] {
  const required = own(schema, 'required');
  return Array.isArray(required) ? required.filter((n): n is string => typeof n === 'string') : [];
}

/** Field names in the order in which the page shows them: `ui:order` (with `*` for the rest), else as written. */
export function fieldNames(doc: FormDocument): string[] {
  const names = Object.keys(propertiesOf(doc.schema));
  const order = own(doc.uiSchema, 'ui:order');
  if (!Array.isArray(order)) return names;
  const rest = names.filter((n) => !order.includes(n));
  const ordered = order.flatMap((n) => (n === '*' ? rest : names.includes(n) ? [n as string] : []));
  return order.includes('*') ? ordered : [...ordered, ...rest];
}

export function fieldSchema(doc: FormDocument, field: string): JsonSchema | undefined {
  const schema = own(propertiesOf(doc.schema), field);
  return isObject(schema) ? schema : undefined;
}

/** The field's title for people; its name when it has none. */
export function fieldTitle(doc: FormDocument, field: string): string {
  const title = own(fieldSchema(doc, field), 'title');
  return typeof title === 'string' && title !== '' ? title : field;
}

export function uiOf(doc: FormDocument, field: string): UiSchema {
  const ui = own(doc.uiSchema, field);
  return isObject(ui) ? ui : {};
}

/** The widget (or custom field) that shows the field, such as `body` or `files`; undefined for rjsf's default. */
export function widgetOf(ui: UiSchema): string | undefined {
  const widget = own(ui, 'ui:field') ?? own(ui, 'ui:widget') ?? own(own(ui, 'ui:options'), 'widget');
  return typeof widget === 'string' ? widget : undefined;
}

const scalar = (v: unknown): v is string | number | boolean =>
  typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean';

/**
 * Choices of a field: `oneOf` of `{const, title}`, else `enum` (titles by `ui:enumNames`); of the items for a list.
 * Undefined when the value is free.
 */
export function choicesOf(schema: JsonSchema, ui: UiSchema = {}): Choice[] | undefined {
  const items = own(schema, 'items');
  if (own(schema, 'type') === 'array' && isObject(items)) return choicesOf(items, ui);
  const oneOf = own(schema, 'oneOf');
  if (Array.isArray(oneOf)) {
    return oneOf.flatMap((option) => {
      const value = own(option, 'const');
      return scalar(value) ? [{ value, title: String(own(option, 'title') ?? value) }] : [];
    });
  }
  const values = own(schema, 'enum');
  if (!Array.isArray(values)) return undefined;
  const names = own(ui, 'ui:enumNames') ?? own(own(ui, 'ui:options'), 'enumNames');
  return values
    .filter(scalar)
    .map((value, i) => ({ value, title: String((Array.isArray(names) ? names[i] : undefined) ?? value) }));
}

/** Whether a value counts as not filled in: absent, null, blank text or an empty list. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** Structural equality of JSON values. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((v, i) => sameValue(v, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => sameValue(a[k], own(b, k)));
}
