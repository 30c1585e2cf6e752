import { describe, expect, it } from 'vitest';
import {
  cleanSubmission,
  publicValues,
  routedValues,
  validateSubmission,
  visibleFields,
} from '../../forms/index.ts';
import { replyForm } from './sample.ts';

const file = (id: string) => ({ id, name: '附件.pdf', size: 10, type: 'application/pdf' });

describe('validateSubmission', () => {
  const valid: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ['least', { replyClass: 'A', content: '已办结' }, { replyClass: 'A', content: '已办结' }],
    [
      'a hidden value is cleared',
      { replyClass: 'A', content: '已办结', planDate: '2026-01-01' },
      { replyClass: 'A', content: '已办结' },
    ],
    [
      'blanks are dropped',
      { replyClass: 'A', content: '已办结', secret: '  ', amount: null, helpers: [] },
      { replyClass: 'A', content: '已办结' },
    ],
    [
      'a hidden value that is kept but no longer valid is dropped, not reported',
      { replyClass: 'A', content: '已办结', planNote: '这是一段超过十个字的说明文字' },
      { replyClass: 'A', content: '已办结' },
    ],
    [
      'files and rows',
      { replyClass: 'A', content: '已办结', attachments: [file('1')], rows: [{ item: '甲', sum: 1.5 }] },
      { replyClass: 'A', content: '已办结', attachments: [file('1')], rows: [{ item: '甲', sum: 1.5 }] },
    ],
  ];
  it.each(valid)('accepts: %s', (_, data, stored) => {
    expect(validateSubmission(replyForm(), data)).toEqual({ ok: true, data: stored });
  });

  const invalid: [string, unknown, { field: string; message: string }[]][] = [
    ['not a form', 7, [{ field: '', message: '提交的内容不是一张表单，请刷新页面后重试。' }]],
    [
      'required, plain and conditional',
      { replyClass: 'B' },
      [
        { field: '/content', message: '请填写“答复内容”。' },
        { field: '/planDate', message: '请填写“计划完成日期”。' },
      ],
    ],
    [
      'a date that does not exist',
      { replyClass: 'B', content: '已办结', planDate: '2026-02-30' },
      [{ field: '/planDate', message: '“计划完成日期”应为日期（如 2026-03-01）。' }],
    ],
    [
      'no such choice',
      { replyClass: 'Z', content: '已办结' },
      [{ field: '/replyClass', message: '“答复类别”的值不在可选范围内，请重新选择。' }],
    ],
    [
      'extra fields',
      { replyClass: 'A', content: '已办结', role: 'admin' },
      [{ field: '/role', message: '“role”不是本表单的字段，请删去。' }],
    ],
    [
      'a row is named',
      { replyClass: 'A', content: '已办结', rows: [{ item: '甲' }, { sum: 1 }] },
      [{ field: '/rows/1/item', message: '请填写“费用明细第 2 行的项目”。' }],
    ],
    [
      'an extra key in a file reference (no bytes inside data)',
      { replyClass: 'A', content: '已办结', attachments: [{ ...file('1'), data: 'AAAA' }] },
      [{ field: '/attachments/0/data', message: '“附件第 1 行的data”不是本表单的字段，请删去。' }],
    ],
  ];
  it.each(invalid)('refuses: %s', (_, data, errors) => {
    const result = validateSubmission(replyForm(), data);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.errors).toEqual(expect.arrayContaining(errors));
    expect(result.ok ? 0 : result.errors.length).toBe(errors.length);
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses the key %s and pollutes nothing', (key) => {
    const data = JSON.parse(`{"replyClass":"A","content":"已办结","${key}":{"polluted":true}}`);
    const result = validateSubmission(replyForm(), data);
    expect(result).toMatchObject({ ok: false, errors: [{ field: `/${key}` }] });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('visibility and values', () => {
  it('a hidden field hides what depends on it', () => {
    expect(visibleFields(replyForm(), { replyClass: 'A' })).not.toContain('planNote');
    expect(visibleFields(replyForm(), { replyClass: 'B' })).toContain('planNote');
    expect(visibleFields(replyForm(), { replyClass: 'B', planDate: '2026-01-01' })).not.toContain('planNote');
  });
  it('keeps a hidden value where the policy says so', () => {
    const data = { replyClass: 'A', planNote: '稍后', planDate: '2026-01-01' };
    expect(cleanSubmission(replyForm(), data)).toEqual({ replyClass: 'A', planNote: '稍后' });
  });
  it('routes only routed fields, and what is empty as null or an empty list', () => {
    expect(routedValues(replyForm(), { replyClass: 'A', content: '已办结', secret: '密' })).toEqual({
      replyClass: 'A',
      planDate: null,
      helpers: [],
    });
  });
  it('shows the public only public fields that are shown', () => {
    const data = { replyClass: 'A', planDate: '2026-01-01', content: '已办结', secret: '密', amount: 3 };
    expect(publicValues(replyForm(), data)).toEqual({ replyClass: 'A', content: '已办结' });
  });
});
