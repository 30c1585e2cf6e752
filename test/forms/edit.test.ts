import { describe, expect, it } from 'vitest';
import type { FieldKind, FieldRow } from '../../forms/index.ts';
import { checkForm, newForm, newRow, rowsOf, validateSubmission, withRows } from '../../forms/index.ts';

const row = (name: string, kind: FieldKind, more: Partial<FieldRow> = {}): FieldRow => ({
  ...newRow([], kind),
  name,
  title: `标题${name}`,
  ...more,
});

describe('a form as a table of fields', () => {
  const kinds: FieldKind[] = [
    'text',
    'textarea',
    'number',
    'integer',
    'money',
    'date',
    'yesNo',
    'choice',
    'choices',
    'body',
    'bodies',
    'deputy',
    'deputies',
    'user',
    'users',
    'files',
  ];

  it.each(kinds)('writes a field of kind %s that reads back the same and passes the check', (kind) => {
    const rows = [
      row('a', kind, { required: true, help: '说明', visibility: 'public', routes: kind !== 'files' }),
    ];
    const doc = withRows(newForm('f', '表单'), rows);
    expect(rowsOf(doc)).toEqual(rows);
    expect(checkForm(doc)).toEqual([]);
  });

  it('changes the kind of a field and forgets what only the old kind meant', () => {
    const doc = withRows(newForm('f', '表单'), [row('a', 'choice')]);
    const changed = withRows(doc, [row('a', 'number')]);
    expect(changed.schema).toMatchObject({ properties: { a: { type: 'number' } } });
    expect(validateSubmission(changed, { a: 3 })).toEqual({ ok: true, data: { a: 3 } });
  });

  it('keeps what the table does not show, and renames it in conditions too', () => {
    const start = withRows(newForm('f', '表单'), [
      row('a', 'text'),
      row('b', 'text', { showWhen: [{ field: 'a', op: 'filled' }] }),
    ]);
    const properties = start.schema.properties as Record<string, Record<string, unknown>>;
    properties.a = { ...properties.a, maxLength: 5 };
    const rows = rowsOf(start).map((r) => (r.name === 'a' ? { ...r, name: 'first' } : r));
    const doc = withRows(start, rows, { first: 'a' });
    expect(doc.schema).toMatchObject({ properties: { first: { maxLength: 5 } } });
    expect(doc.fields.b?.showWhen).toEqual([{ field: 'first', op: 'filled' }]);
    expect(validateSubmission(doc, { first: '六个字以上了' }).ok).toBe(false);
  });

  it('removes and orders fields as the table does', () => {
    const doc = withRows(newForm('f', '表单'), [row('a', 'text', { required: true }), row('b', 'text')]);
    const [a, b] = rowsOf(doc);
    expect(rowsOf(withRows(doc, [b!, a!])).map((r) => r.name)).toEqual(['b', 'a']);
    const only = withRows(doc, [b!]);
    expect(only.fields).not.toHaveProperty('a');
    expect(only.schema.required).toEqual([]);
  });
});
