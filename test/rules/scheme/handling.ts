import type { EvaluatedObject, Scheme } from '../../../rules/index.ts';

/** How well bodies handle deputies' suggestions, cut down to what the tests need. */
export const handling: Scheme = {
  kind: 'scheme',
  id: 'suggestion-handling',
  title: '代表建议办理评价',
  objectKind: '承办单位',
  facts: [
    { name: 'closed', type: 'boolean', title: '已办结' },
    { name: 'onTime', type: 'boolean', title: '按期答复' },
    { name: 'days', type: 'number', title: '办理天数', unit: '天' },
    {
      name: 'result',
      type: 'string',
      title: '结果测评',
      options: [
        { value: 'satisfied', title: '满意' },
        { value: 'unsatisfied', title: '不满意' },
      ],
    },
  ],
  conditions: [
    {
      name: 'done',
      title: '已办结',
      conditions: { all: [{ fact: 'closed', operator: 'equal', value: true }] },
    },
  ],
  indicators: [
    {
      id: 'speed',
      title: '办理时效',
      weight: 60,
      children: [
        {
          id: 'onTimeShare',
          title: '按期答复率',
          weight: 50,
          unit: '%',
          direction: 'higher',
          scale: { kind: 'linear', min: 0, max: 100 },
          missing: 'exclude',
          source: {
            kind: 'caseShare',
            base: { condition: 'done' },
            hit: { all: [{ fact: 'onTime', operator: 'equal', value: true }] },
          },
        },
        {
          id: 'meanDays',
          title: '平均办理天数',
          weight: 50,
          unit: '天',
          direction: 'lower',
          scale: { kind: 'target', target: 30, limit: 90 },
          missing: 'zero',
          source: { kind: 'caseMean', of: { fact: 'days' }, base: { condition: 'done' } },
        },
      ],
    },
    {
      id: 'ballot',
      title: '代表测评',
      weight: 40,
      direction: 'higher',
      scale: { kind: 'banded', bands: [{ score: 0 }, { from: 60, score: 60 }, { from: 90, score: 100 }] },
      missing: 'lowest',
      source: { kind: 'given' },
    },
  ],
  grades: [
    { id: 'good', title: '良好', atLeast: 75 },
    { id: 'excellent', title: '优秀', atLeast: 90 },
  ],
};

const c = (id: string, closed: boolean, onTime: boolean, days: number | null) => ({
  id,
  facts: { closed, onTime, days },
});

export const bodies: EvaluatedObject[] = [
  {
    id: 'edu',
    title: '教育局',
    cases: [c('e1', true, true, 30), c('e2', true, false, 90), c('e3', false, true, 5)],
    given: { ballot: 92 },
  },
  {
    id: 'road',
    title: '交通局',
    cases: [c('r1', true, true, 20), c('r2', true, true, null)],
    given: { ballot: 60 },
  },
  { id: 'env', title: '环保局', cases: [], given: {} },
];
