/** Edits of a form document beyond `withRows`, and what the table does not show of a field. Pure. */
import type { FormDocument, JsonSchema, ShowCondition } from '../../../forms/document.ts';
import { type FieldRow, newRow, rowsOf, withRows } from '../../../forms/edit.ts';
import { fieldSchema, isObject, own, propertiesOf, uiOf } from '../../../forms/schema.ts';

export function moveRow(rows: FieldRow[], from: number, to: number): FieldRow[] {
  const next = [...rows];
  const [row] = next.splice(from, 1);
  if (row) next.splice(Math.max(0, Math.min(to, next.length)), 0, row);
  return next;
}

/** A name with a number after it that no row has. */
export function freeName(rows: FieldRow[], name: string): string {
  const stem = name.replace(/\d+$/, '') || 'field';
  let n = 2;
  while (rows.some((r) => r.name === `${stem}${n}`)) n += 1;
  return `${stem}${n}`;
}

/** A copy of the field below it, with everything that the table does not show. */
export function duplicateField(doc: FormDocument, name: string, title: string): FormDocument {
  const rows = rowsOf(doc);
  const at = rows.findIndex((r) => r.name === name);
  const row = rows[at];
  if (!row) return doc;
  const copy = { ...row, name: freeName(rows, name), title };
  const next = withRows(doc, [...rows.slice(0, at + 1), copy, ...rows.slice(at + 1)]);
  const ui = uiOf(doc, name);
  return {
    ...next,
    schema: {
      ...next.schema,
      properties: {
        ...propertiesOf(next.schema),
        [copy.name]: { ...structuredClone(fieldSchema(doc, name) ?? {}), title },
      },
    },
    uiSchema: { ...next.uiSchema, ...(Object.keys(ui).length ? { [copy.name]: structuredClone(ui) } : {}) },
    fields: { ...next.fields, [copy.name]: structuredClone(doc.fields[name] ?? { visibility: 'internal' }) },
  };
}

/** A row of another kind, with options to begin with where the kind has them. */
export function ofKind(row: FieldRow, kind: FieldRow['kind']): FieldRow {
  const options = kind === 'choice' || kind === 'choices' ? newRow([], kind).options : [];
  return { ...row, kind, options: row.options.length > 0 && options.length > 0 ? row.options : options };
}

/** Keywords of JSON Schema that limit a value; the table keeps them as they stand. */
const LIMITS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern', 'default'];
const SHOWN = ['type', 'title', 'format', 'oneOf', 'enum', 'uniqueItems'];

export interface Kept {
  /** Limits by keyword. */
  limits: [string, unknown][];
  /** Keywords and settings that only the JSON shows. */
  others: string[];
}

/** What a field has besides what its row shows. */
export function keptOf(doc: FormDocument, row: FieldRow): Kept {
  const schema: JsonSchema = fieldSchema(doc, row.name) ?? {};
  const implied = row.kind === 'money' ? ['minimum'] : [];
  const limits = Object.entries(schema).filter(([k]) => LIMITS.includes(k) && !implied.includes(k));
  const inItems = isObject(schema.items) && row.kind === 'other' ? ['items'] : [];
  const others = Object.keys(schema).filter(
    (k) => !LIMITS.includes(k) && !SHOWN.includes(k) && !(k === 'items') && !k.startsWith('x-'),
  );
  const ui = Object.keys(uiOf(doc, row.name)).filter(
    (k) => !['ui:widget', 'ui:field', 'ui:help', 'ui:enumNames'].includes(k),
  );
  const hidden = own(doc.fields[row.name], 'whenHidden') === 'keep' ? ['whenHidden'] : [];
  return { limits, others: [...inItems, ...others, ...ui, ...hidden] };
}

/** Fields that a field's conditions may name: every other one. */
export const conditionTargets = (rows: FieldRow[], name: string): FieldRow[] =>
  rows.filter((r) => r.name !== name && r.kind !== 'files' && r.kind !== 'other');

/** The condition fitted to its field: comparisons without a value lose theirs, lists and single values change over. */
export function fitted(condition: ShowCondition, target: FieldRow | undefined): ShowCondition {
  const { field, op } = condition;
  if (op === 'filled' || op === 'empty') return { field, op };
  const many = op === 'in' || op === 'notIn';
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  const allowed =
    target && target.options.length > 0
      ? values.filter((v) => target.options.some((o) => o.value === v))
      : values.filter((v) => v !== undefined && (target?.kind === 'yesNo') === (typeof v === 'boolean'));
  if (many) return { field, op, value: allowed };
  const first = allowed[0];
  if (first !== undefined) return { field, op, value: first };
  const fallback = target?.kind === 'yesNo' ? true : (target?.options[0]?.value ?? '');
  return { field, op, value: fallback };
}
