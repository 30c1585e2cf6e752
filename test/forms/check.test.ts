import { describe, expect, it } from 'vitest';
import type { FormDocument } from '../../forms/document.ts';
import { checkForm } from '../../forms/index.ts';
import { replyForm } from './sample.ts';

/** The sample with one thing changed. */
function broken(change: (doc: FormDocument & { schema: { properties: Record<string, object> } }) => void) {
  const doc = structuredClone(replyForm()) as FormDocument & {
    schema: { properties: Record<string, object> };
  };
  change(doc);
  return checkForm(doc);
}

describe('checkForm', () => {
  it('accepts the sample', () => expect(checkForm(replyForm())).toEqual([]));

  const table: [string, Parameters<typeof broken>[0], string, string][] = [
    [
      'id',
      (d) => {
        d.id = 'Reply 1';
      },
      '/id',
      '小写字母',
    ],
    [
      'no title',
      (d) => {
        d.title = ' ';
      },
      '/title',
      '表单名称',
    ],
    [
      'not an object schema',
      (d) => {
        (d.schema as object) = { type: 'string' };
      },
      '/schema',
      'object',
    ],
    [
      'field without policy',
      (d) => {
        delete d.fields.amount;
      },
      '/fields/amount',
      '公开',
    ],
    [
      'policy without field',
      (d) => {
        d.fields.ghost = { visibility: 'public' };
      },
      '/fields/ghost',
      'ghost',
    ],
    [
      'required without field',
      (d) => {
        (d.schema.required as string[]).push('ghost');
      },
      '/schema/required/ghost',
      'ghost',
    ],
    [
      'field name',
      (d) => {
        d.schema.properties['a-b'] = { type: 'string' };
      },
      '/schema/properties/a-b',
      '字母',
    ],
    [
      'reserved name',
      (d) => {
        Object.assign(d.schema.properties, { constructor: { type: 'string' } });
      },
      '/schema/properties/constructor',
      '保留',
    ],
    [
      'unknown keyword',
      (d) => {
        d.schema.properties.content = { type: 'string', $ref: 'http://x' };
      },
      '/schema/properties/content/$ref',
      '$ref',
    ],
    [
      'if is refused',
      (d) => {
        d.schema.if = {};
      },
      '/schema/if',
      '显示条件',
    ],
    [
      'unknown widget',
      (d) => {
        d.uiSchema.content = { 'ui:widget': 'magic' };
      },
      '/uiSchema/content',
      'magic',
    ],
    [
      'widget and type',
      (d) => {
        d.uiSchema.content = { 'ui:widget': 'files' };
      },
      '/uiSchema/content',
      '类型不符',
    ],
    [
      'unknown format',
      (d) => {
        d.schema.properties.content = { type: 'string', format: 'ipv6' };
      },
      '/schema/properties/content/format',
      'ipv6',
    ],
    [
      'slow pattern',
      (d) => {
        d.schema.properties.content = { type: 'string', pattern: '^(a+)+$' };
      },
      '/schema/properties/content/pattern',
      '非常慢',
    ],
    [
      'broken pattern',
      (d) => {
        d.schema.properties.content = { type: 'string', pattern: '(' };
      },
      '/schema/properties/content/pattern',
      '括号',
    ],
    [
      'unknown field in showWhen',
      (d) => {
        d.fields.content!.showWhen = [{ field: 'ghost', op: 'filled' }];
      },
      '/fields/content/showWhen/0',
      'ghost',
    ],
    [
      'unknown choice in showWhen',
      (d) => {
        d.fields.content!.showWhen = [{ field: 'replyClass', op: 'eq', value: 'Z' }];
      },
      '/fields/content/showWhen/0',
      'Z',
    ],
    [
      'bad minLength is ajv’s to find',
      (d) => {
        d.schema.properties.content = { type: 'string', minLength: -1 };
      },
      '/schema',
      '不能使用',
    ],
  ];
  it.each(table)('finds: %s', (_, change, place, text) => {
    const problems = broken(change);
    expect(problems.map((p) => p.place)).toContain(place);
    expect(problems.find((p) => p.place === place)?.message).toContain(text);
  });

  it('names a cycle of show conditions by its titles', () => {
    const problems = broken((d) => {
      d.fields.content = { visibility: 'public', showWhen: [{ field: 'secret', op: 'filled' }] };
      d.fields.secret = { visibility: 'public', showWhen: [{ field: 'content', op: 'filled' }] };
    });
    expect(problems.map((p) => p.message).join()).toContain('答复内容 → 内部意见 → 答复内容');
  });
});
