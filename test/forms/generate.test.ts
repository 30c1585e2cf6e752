import { describe, expect, it } from 'vitest';
import { checkForm, describeValue, formFromElement, validateSubmission } from '../../forms/index.ts';
import { replyForm } from './sample.ts';

describe('formFromElement', () => {
  const element = {
    id: 'Task_Sign_1',
    name: '领导审签',
    inputs: [],
    outputs: [{ source: '=approved', target: 'approved' }],
    properties: [
      { name: 'stage', value: '签发' },
      { name: 'field.approved', value: '是否同意' },
      { name: 'field.approved.options', value: 'yes=同意，no=不同意' },
      { name: 'field.approved.required', value: 'true' },
      { name: 'field.opinion', value: '签发意见' },
      { name: 'field.opinion.type', value: 'textarea' },
      { name: 'field.opinion.routes', value: 'false' },
      { name: 'field.days', value: '天数' },
      { name: 'field.days.type', value: 'integer' },
      { name: 'field.days.default', value: '3' },
    ],
  };
  it('makes a form that passes its own check, with types, choices, defaults and routes', () => {
    const doc = formFromElement(element);
    expect(checkForm(doc)).toEqual([]);
    expect(doc).toMatchObject({
      id: 'task-task-sign-1',
      title: '领导审签',
      schema: { required: ['approved'] },
    });
    expect(doc.fields).toMatchObject({ approved: { routes: true }, days: { routes: true } });
    expect(doc.fields.opinion?.routes).toBeUndefined();
    expect(validateSubmission(doc, { approved: 'maybe' }).ok).toBe(false);
    expect(validateSubmission(doc, { approved: 'yes', days: 2 })).toEqual({
      ok: true,
      data: { approved: 'yes', days: 2 },
    });
  });
  it.each([
    'text',
    'textarea',
    'number',
    'integer',
    'boolean',
    'date',
    'body',
    'bodies',
    'user',
    'users',
    'deputy',
    'deputies',
    'group',
    'files',
    'money',
    'nonsense',
  ])('type %s gives a valid form', (type) => {
    const properties = [
      { name: 'field.x', value: '值' },
      { name: 'field.x.type', value: type },
    ];
    expect(checkForm(formFromElement({ id: 'T', inputs: [], outputs: [], properties }))).toEqual([]);
  });
  it('asks for an opinion when the drawing says nothing', () => {
    const doc = formFromElement({ id: 'T', inputs: [], outputs: [], properties: [] });
    expect(Object.keys(doc.fields)).toEqual(['opinion']);
    expect(checkForm(doc)).toEqual([]);
  });
});

describe('describeValue', () => {
  const names = { bodies: { b1: '市教育局', b2: '市财政局' } };
  const table: [string, unknown, string][] = [
    ['replyClass', 'B', '正在解决'],
    ['planDate', '2026-03-01', '2026年3月1日'],
    ['helpers', ['b1', 'b2', 'b9'], '市教育局、市财政局、b9'],
    ['amount', 1234.5, '1,234.50 元'],
    [
      'attachments',
      [
        { id: '1', name: '甲.pdf' },
        { id: '2', name: '乙.docx' },
      ],
      '甲.pdf、乙.docx',
    ],
    ['rows', [{ item: '甲', sum: 2 }], '1. 项目=甲；金额=2'],
    ['secret', undefined, ''],
    ['ghost', 'x', ''],
  ];
  it.each(table)('%s', (field, value, text) =>
    expect(describeValue(replyForm(), field, value, names)).toBe(text),
  );
});
