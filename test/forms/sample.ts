import type { FormDocument } from '../../forms/document.ts';

/** A reply form with every kind of field that the tests need. */
export function replyForm(change: Partial<FormDocument> = {}): FormDocument {
  return {
    id: 'reply',
    title: '答复',
    schema: {
      type: 'object',
      properties: {
        replyClass: {
          type: 'string',
          title: '答复类别',
          oneOf: [
            { const: 'A', title: '已解决' },
            { const: 'B', title: '正在解决' },
            { const: 'C', title: '留作参考' },
          ],
        },
        planDate: { type: 'string', format: 'date', title: '计划完成日期' },
        planNote: { type: 'string', title: '计划说明', maxLength: 10 },
        content: { type: 'string', title: '答复内容', minLength: 2 },
        helpers: { type: 'array', title: '会办单位', items: { type: 'string' }, uniqueItems: true },
        amount: { type: 'number', title: '金额', minimum: 0 },
        attachments: { type: 'array', title: '附件', items: { type: 'object' }, maxItems: 2 },
        rows: {
          type: 'array',
          title: '费用明细',
          items: {
            type: 'object',
            properties: { item: { type: 'string', title: '项目' }, sum: { type: 'number', title: '金额' } },
            required: ['item'],
          },
        },
        secret: { type: 'string', title: '内部意见' },
      },
      required: ['replyClass', 'planDate', 'content'],
    },
    uiSchema: {
      replyClass: { 'ui:widget': 'radio' },
      helpers: { 'ui:widget': 'bodies' },
      attachments: { 'ui:field': 'files' },
      amount: { 'ui:widget': 'money' },
    },
    fields: {
      replyClass: { visibility: 'public', routes: true },
      planDate: {
        visibility: 'public',
        routes: true,
        showWhen: [{ field: 'replyClass', op: 'eq', value: 'B' }],
      },
      planNote: {
        visibility: 'internal',
        showWhen: [{ field: 'planDate', op: 'empty' }],
        whenHidden: 'keep',
      },
      content: { visibility: 'public' },
      helpers: { visibility: 'internal', routes: true },
      amount: { visibility: 'internal' },
      attachments: { visibility: 'internal' },
      rows: { visibility: 'internal' },
      secret: { visibility: 'internal' },
    },
    ...change,
  };
}
