/**
 * Editing a form as a table of fields: each row says what the field is in an administrator's words, and the document
 * (JSON Schema, uiSchema, policies) is written from it. What the table does not know of a field is kept as it stands.
 */
import type { FieldPolicy, FormDocument, JsonSchema, ShowCondition, UiSchema } from './document.ts';
import {
  type Choice,
  choicesOf,
  fieldNames,
  fieldSchema,
  own,
  requiredOf,
  uiOf,
  widgetOf,
} from './schema.ts';

/** What a field is, in an administrator's words. `other` is what only the JSON can say. */
export type FieldKind =
  | 'text'
  | 'textarea'
  | 'number'
  | 'integer'
  | 'money'
  | 'date'
  | 'yesNo'
  | 'choice'
  | 'choices'
  | 'body'
  | 'bodies'
  | 'deputy'
  | 'deputies'
  | 'user'
  | 'users'
  | 'files'
  | 'other';

interface KindForm {
  schema: JsonSchema;
  ui: UiSchema;
}

const idList: JsonSchema = { type: 'array', items: { type: 'string' }, uniqueItems: true };

/** How each kind stands in JSON Schema and uiSchema. */
export const KINDS: Record<Exclude<FieldKind, 'other'>, KindForm> = {
  text: { schema: { type: 'string' }, ui: {} },
  textarea: { schema: { type: 'string' }, ui: { 'ui:widget': 'textarea' } },
  number: { schema: { type: 'number' }, ui: {} },
  integer: { schema: { type: 'integer' }, ui: {} },
  money: { schema: { type: 'number', minimum: 0 }, ui: { 'ui:widget': 'money' } },
  date: { schema: { type: 'string', format: 'date' }, ui: { 'ui:widget': 'date' } },
  yesNo: { schema: { type: 'boolean' }, ui: { 'ui:widget': 'radio' } },
  choice: { schema: { type: 'string' }, ui: { 'ui:widget': 'radio' } },
  choices: { schema: { type: 'array', uniqueItems: true }, ui: { 'ui:widget': 'checkboxes' } },
  body: { schema: { type: 'string' }, ui: { 'ui:widget': 'body' } },
  bodies: { schema: idList, ui: { 'ui:widget': 'bodies' } },
  deputy: { schema: { type: 'string' }, ui: { 'ui:widget': 'deputy' } },
  deputies: { schema: idList, ui: { 'ui:widget': 'deputies' } },
  user: { schema: { type: 'string' }, ui: { 'ui:widget': 'user' } },
  users: { schema: idList, ui: { 'ui:widget': 'users' } },
  files: { schema: { type: 'array', items: { type: 'object' } }, ui: { 'ui:field': 'files' } },
};

/** Keywords that a kind decides; everything else of a schema survives a change of kind. */
const KIND_KEYWORDS = [
  'type',
  'format',
  'items',
  'uniqueItems',
  'oneOf',
  'enum',
  'minimum',
  'maxLength',
  'minItems',
];

export interface FieldRow {
  name: string;
  title: string;
  kind: FieldKind;
  required: boolean;
  /** For `choice` and `choices`. */
  options: { value: string; title: string }[];
  help: string;
  visibility: FieldPolicy['visibility'];
  routes: boolean;
  showWhen: ShowCondition[];
}

function kindOf(schema: JsonSchema, ui: UiSchema): FieldKind {
  const type = own(schema, 'type');
  const widget = widgetOf(ui);
  const listed = choicesOf(schema, ui) !== undefined;
  if (type === 'boolean') return 'yesNo';
  if (listed) return type === 'array' ? 'choices' : type === 'string' ? 'choice' : 'other';
  if (widget !== undefined && widget in KINDS) {
    const kind = widget as Exclude<FieldKind, 'other'>;
    return own(KINDS[kind].schema, 'type') === type || kind === 'files' || kind === 'money' ? kind : 'other';
  }
  if (type === 'string') return own(schema, 'format') === 'date' ? 'date' : 'text';
  if (type === 'number' || type === 'integer') return type;
  return 'other';
}

const text = (v: unknown): string => (typeof v === 'string' ? v : '');

/** The table of a form, in page order. */
export function rowsOf(doc: FormDocument): FieldRow[] {
  const required = requiredOf(doc.schema);
  return fieldNames(doc).map((name) => {
    const schema = fieldSchema(doc, name) ?? {};
    const ui = uiOf(doc, name);
    const policy = doc.fields[name];
    return {
      name,
      title: text(schema.title),
      kind: kindOf(schema, ui),
      required: required.includes(name),
      options: (choicesOf(schema, ui) ?? []).map((c: Choice) => ({ value: String(c.value), title: c.title })),
      help: text(ui['ui:help']),
      visibility: policy?.visibility ?? 'internal',
      routes: policy?.routes ?? false,
      showWhen: policy?.showWhen ?? [],
    };
  });
}

function without(object: Record<string, unknown>, keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([k]) => !keys.includes(k)));
}

function schemaOf(row: FieldRow, before: JsonSchema, changed: boolean): JsonSchema {
  const options = row.options.map((o) => ({ const: o.value, title: o.title || o.value }));
  if (row.kind === 'other') return { ...before, title: row.title };
  const kept = changed ? without(before, KIND_KEYWORDS) : before;
  const made: JsonSchema = changed ? { ...kept, ...KINDS[row.kind].schema } : { ...kept };
  if (row.kind === 'choice') Object.assign(made, { oneOf: options });
  if (row.kind === 'choices') Object.assign(made, { items: { type: 'string', oneOf: options } });
  if (row.kind === 'choice' || row.kind === 'choices') delete made.enum;
  return { ...made, title: row.title };
}

function uiOfRow(row: FieldRow, before: UiSchema, changed: boolean): UiSchema {
  const kept = without(before, changed ? ['ui:widget', 'ui:field', 'ui:help', 'ui:enumNames'] : ['ui:help']);
  const kind = changed && row.kind !== 'other' ? KINDS[row.kind].ui : {};
  return { ...kept, ...kind, ...(row.help === '' ? {} : { 'ui:help': row.help }) };
}

function policyOf(row: FieldRow, before: FieldPolicy | undefined): FieldPolicy {
  return {
    visibility: row.visibility,
    ...(before?.parties ? { parties: true } : {}),
    ...(row.routes ? { routes: true } : {}),
    ...(row.showWhen.length > 0 ? { showWhen: row.showWhen } : {}),
    ...(before?.whenHidden === undefined ? {} : { whenHidden: before.whenHidden }),
  };
}

/**
 * The document with this table: fields in the rows' order, those not listed removed. `renamed` maps a new name to the
 * name under which the field stood before, so that what the table does not show is carried over.
 */
export function withRows(
  doc: FormDocument,
  rows: FieldRow[],
  renamed: Record<string, string> = {},
): FormDocument {
  const before = new Map(rowsOf(doc).map((r) => [r.name, r]));
  const properties: Record<string, JsonSchema> = {};
  const uiSchema: UiSchema = Object.fromEntries(
    Object.entries(doc.uiSchema).filter(([k]) => k.startsWith('ui:') && k !== 'ui:order'),
  );
  const fields: Record<string, FieldPolicy> = {};
  for (const row of rows) {
    const old = Object.hasOwn(renamed, row.name) ? (renamed[row.name] as string) : row.name;
    const changed = before.get(old)?.kind !== row.kind;
    properties[row.name] = schemaOf(row, fieldSchema(doc, old) ?? {}, changed);
    const ui = uiOfRow(row, uiOf(doc, old), changed);
    if (Object.keys(ui).length > 0) uiSchema[row.name] = ui;
    const showWhen = row.showWhen.map((c) => {
      const now = Object.keys(renamed).find((n) => renamed[n] === c.field);
      return now === undefined ? c : { ...c, field: now };
    });
    fields[row.name] = policyOf({ ...row, showWhen }, doc.fields[old]);
  }
  return {
    ...doc,
    schema: {
      ...doc.schema,
      type: 'object',
      properties,
      required: rows.filter((r) => r.required).map((r) => r.name),
    },
    uiSchema,
    fields,
  };
}

/** A new field of this kind with a name that is not taken. */
export function newRow(rows: FieldRow[], kind: FieldKind = 'text'): FieldRow {
  let n = rows.length + 1;
  while (rows.some((r) => r.name === `field${n}`)) n += 1;
  const options =
    kind === 'choice' || kind === 'choices'
      ? [
          { value: '1', title: '选项一' },
          { value: '2', title: '选项二' },
        ]
      : [];
  return {
    name: `field${n}`,
    title: '新字段',
    kind,
    required: false,
    options,
    help: '',
    visibility: 'internal',
    routes: false,
    showWhen: [],
  };
}

/** An empty form. */
export const newForm = (id: string, title: string): FormDocument => ({
  id,
  title,
  schema: { type: 'object', properties: {}, required: [] },
  uiSchema: {},
  fields: {},
});
