/** From a form document to what rjsf draws: only the shown fields, choices as enumerations, widgets by name. */
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { FormDocument, UiSchema as FormUi, JsonSchema } from '../../forms/document.ts';
import {
  choicesOf,
  fieldSchema,
  isObject,
  propertiesOf,
  requiredOf,
  uiOf,
  widgetOf,
} from '../../forms/schema.ts';

/** Widgets of our own in `widgets/`; others are rjsf's. */
const OWN = [
  'body',
  'bodies',
  'user',
  'users',
  'deputy',
  'deputies',
  'group',
  'files',
  'date',
  'textarea',
  'money',
];

/** `oneOf` of constants becomes `enum`, so that nothing has to be validated to draw a list of choices. */
function drawn(schema: JsonSchema, ui: FormUi): { schema: JsonSchema; ui: FormUi } {
  const { oneOf: _, ...rest } = schema;
  const items = schema.items;
  if (schema.type === 'array' && isObject(items)) {
    const inner = drawn(items, isObject(ui.items) ? ui.items : {});
    const choices = choicesOf(items);
    // A list of choices is drawn as one widget; its titles belong to the list.
    const names = choices ? { 'ui:enumNames': choices.map((c) => c.title) } : {};
    return {
      schema: { ...rest, items: inner.schema, ...(choices ? { uniqueItems: true } : {}) },
      ui: { ...ui, ...names, ...(choices ? {} : { items: inner.ui }) },
    };
  }
  if (schema.type === 'object') {
    const parts = Object.entries(propertiesOf(schema)).map(
      ([name, s]) => [name, drawn(s, isObject(ui[name]) ? (ui[name] as FormUi) : {})] as const,
    );
    return {
      schema: { ...rest, properties: Object.fromEntries(parts.map(([n, p]) => [n, p.schema])) },
      ui: { ...ui, ...Object.fromEntries(parts.map(([n, p]) => [n, p.ui])) },
    };
  }
  const choices = choicesOf(schema, ui);
  if (!choices) return { schema: rest, ui };
  return {
    schema: { ...rest, enum: choices.map((c) => c.value) },
    ui: { ...ui, 'ui:enumNames': choices.map((c) => c.title) },
  };
}

/** Schema and uiSchema of the fields in `visible`, in that order. */
export function renderSchema(
  doc: FormDocument,
  visible: string[],
): { schema: RJSFSchema; uiSchema: UiSchema } {
  const properties: Record<string, JsonSchema> = {};
  const uiSchema: UiSchema = { 'ui:label': false };
  for (const field of visible) {
    const { schema, ui } = drawn(fieldSchema(doc, field) ?? {}, uiOf(doc, field));
    const { 'ui:field': _, ...options } = ui;
    const widget = widgetOf(ui) ?? (schema.format === 'date' ? 'date' : undefined);
    properties[field] = schema;
    uiSchema[field] = {
      ...options,
      ...(widget ? { 'ui:widget': OWN.includes(widget) ? `jd-${widget}` : widget } : {}),
    };
  }
  const required = requiredOf(doc.schema).filter((n) => visible.includes(n));
  return { schema: { type: 'object', properties, required } as RJSFSchema, uiSchema };
}
