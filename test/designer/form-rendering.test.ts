/** What the renderer draws of a form document, and where it shows errors. */
import { describe, expect, it } from 'vitest';
import { withQuery } from '../../designer/api/client.ts';
import { keysOf } from '../../designer/api/events.ts';
import { renderSchema } from '../../designer/forms/render-schema.ts';
import { inputId, toErrorSchema } from '../../designer/forms/validator.ts';
import { bytes, dateTime, daysUntil } from '../../designer/shared/format.ts';
import { visibleFields } from '../../forms/visibility.ts';
import { replyForm } from '../forms/sample.ts';

describe('renderSchema', () => {
  const doc = replyForm();
  const draw = (data: Record<string, unknown>) => renderSchema(doc, visibleFields(doc, data));
  it('draws only shown fields, and requires only those', () => {
    expect(draw({ replyClass: 'A' }).schema.required).toEqual(['replyClass', 'content']);
    expect(Object.keys(draw({ replyClass: 'A' }).schema.properties ?? {})).not.toContain('planDate');
    expect(draw({ replyClass: 'B' }).schema.required).toEqual(['replyClass', 'planDate', 'content']);
  });
  it('draws choices as an enumeration with titles, so that nothing must be compiled', () => {
    const { schema, uiSchema } = draw({});
    expect(schema.properties?.replyClass).toMatchObject({ enum: ['A', 'B', 'C'] });
    expect(JSON.stringify(schema)).not.toContain('oneOf');
    expect(uiSchema.replyClass).toMatchObject({ 'ui:enumNames': ['已解决', '正在解决', '留作参考'] });
  });
  it('names our own widgets, the date by its format, files given as a field', () => {
    const { uiSchema } = draw({ replyClass: 'B' });
    expect(uiSchema.helpers?.['ui:widget']).toBe('jd-bodies');
    expect(uiSchema.planDate?.['ui:widget']).toBe('jd-date');
    expect(uiSchema.attachments?.['ui:widget']).toBe('jd-files');
    expect(uiSchema.attachments).not.toHaveProperty('ui:field');
  });
});

describe('errors', () => {
  it('stand at their place, rows too', () => {
    const errors = [
      { field: '/content', message: '请填写“答复内容”。' },
      { field: '/rows/1/item', message: '请填写“项目”。' },
    ];
    expect(toErrorSchema(errors)).toEqual({
      content: { __errors: ['请填写“答复内容”。'] },
      rows: { 1: { item: { __errors: ['请填写“项目”。'] } } },
    });
    expect(inputId('/rows/1/item')).toBe('root_rows_1_item');
  });
});

describe('small things', () => {
  it('a live topic makes its queries stale', () => {
    expect(keysOf('tasks')).toEqual([['tasks']]);
    expect(keysOf('notices')).toEqual([['notices'], ['ballots', 'mine']]);
    expect(keysOf('case:c1')).toEqual([
      ['cases', 'c1'],
      ['cases', 'list'],
    ]);
  });
  it('a query carries filled values only', () => {
    expect(withQuery('/api/tasks', { q: '公交', lead: '', due: undefined, limit: 5 })).toBe(
      '/api/tasks?q=%E5%85%AC%E4%BA%A4&limit=5',
    );
  });
  it('times are those of the congress, whatever the zone of the machine', () => {
    expect(dateTime('2026-02-28T16:05:00Z')).toBe('2026-03-01 00:05');
    expect(daysUntil('2026-03-02', new Date('2026-02-28T16:05:00Z'))).toBe(1);
    expect(daysUntil('2026-02-27', new Date('2026-02-28T16:05:00Z'))).toBe(-2);
    expect([bytes(512), bytes(2048), bytes(3 * 1024 * 1024)]).toEqual(['512 B', '2 KB', '3.0 MB']);
  });
});
