/** A value as people read it: in read-only views, print, letters and lists. */
import type { FormDocument, JsonSchema, UiSchema } from './document.ts';
import { choicesOf, fieldSchema, isEmpty, isObject, own, propertiesOf, uiOf, widgetOf } from './schema.ts';

/** Names of organisations, people and groups by id. */
export interface Names {
  bodies?: Record<string, string>;
  users?: Record<string, string>;
  groups?: Record<string, string>;
}

const NAMED: Record<string, keyof Names> = {
  body: 'bodies',
  bodies: 'bodies',
  user: 'users',
  users: 'users',
  deputy: 'users',
  deputies: 'users',
  group: 'groups',
};

/** `2026-03-01` → `2026年3月1日`; other texts stay. */
export function describeDate(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  return year ? `${year}年${Number(month)}月${Number(day)}日` : text;
}

function describe(schema: JsonSchema, ui: UiSchema, value: unknown, names: Names): string {
  if (isEmpty(value)) return '';
  const widget = widgetOf(ui);
  const kind = widget === undefined ? undefined : own(NAMED, widget);
  if (kind) {
    const known = names[kind as keyof Names] ?? {};
    const ids = Array.isArray(value) ? value : [value];
    return ids.map((id) => String(own(known, String(id)) ?? id)).join('、');
  }
  if (widget === 'files' && Array.isArray(value))
    return value.map((f) => String(own(f, 'name') ?? '')).join('、');
  const choices = choicesOf(schema, ui);
  if (choices) {
    const values = Array.isArray(value) ? value : [value];
    return values.map((v) => choices.find((c) => c.value === v)?.title ?? String(v)).join('、');
  }
  if (Array.isArray(value)) {
    const items = own(schema, 'items');
    const texts = value.map((v) => describe(isObject(items) ? items : {}, {}, v, names));
    return texts.every((t) => !t.includes('='))
      ? texts.join('、')
      : texts.map((t, i) => `${i + 1}. ${t}`).join('\n');
  }
  if (isObject(value)) {
    const properties = Object.entries(propertiesOf(schema)).filter(([n]) => !isEmpty(own(value, n)));
    const parts = properties.map(
      ([n, s]) => `${String(own(s, 'title') ?? n)}=${describe(s, {}, value[n], names)}`,
    );
    return parts.join('；');
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number' && widget === 'money')
    return `${value.toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} 元`;
  const format = own(schema, 'format');
  return format === 'date' || widget === 'date' ? describeDate(String(value)) : String(value);
}

/** Empty text for a value that is not filled in or a field that does not exist. */
export function describeValue(doc: FormDocument, field: string, value: unknown, names: Names = {}): string {
  const schema = fieldSchema(doc, field);
  return schema ? describe(schema, uiOf(doc, field), value, names) : '';
}
