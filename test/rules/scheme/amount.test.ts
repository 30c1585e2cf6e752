import { expect, it } from 'vitest';
import { amountInWords } from '../../../rules/index.ts';

const rubric = {
  kind: 'rubric' as const,
  levels: [
    { id: 'good', title: '好', score: 100 },
    { id: 'plain', title: '一般', score: 60 },
    { id: 'late', title: '有拖延', score: 0 },
    { id: 'poor', title: '差', score: 0 },
  ],
};

it.each([
  ['a level by its points', { scale: rubric, unit: '' }, 100, '好'],
  ['a mean of several marks as a number', { scale: rubric, unit: '分' }, 85.714, '85.71分'],
  ['points that two levels share as a number', { scale: rubric }, 0, '0'],
  ['a quantity with its unit', { scale: { kind: 'rank' as const }, unit: '%' }, 100, '100%'],
  ['what is no indicator', undefined, 2, '2'],
])('%s', (_, of, value, words) => expect(amountInWords(of, value)).toBe(words));
