import fc from 'fast-check';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { describe, expect, it } from 'vitest';
import type { Condition, FactDefinition, NamedCondition } from '../../../rules/index.ts';
import {
  checkCondition,
  checkFacts,
  describeCondition,
  evaluateCondition,
  followPath,
  pathSegments,
  traceCondition,
} from '../../../rules/index.ts';

const facts: FactDefinition[] = [
  { name: 'days', type: 'number', title: '办理天数', unit: '天' },
  { name: 'limit', type: 'number', title: '期限天数', unit: '天' },
  {
    name: 'class',
    type: 'string',
    title: '答复类别',
    options: ['A', 'B', 'C', 'D'].map((value) => ({ value, title: `${value}类` })),
  },
  { name: 'overdue', type: 'boolean', title: '已逾期' },
  { name: 'repliedOn', type: 'date', title: '答复日期' },
  { name: 'topics', type: 'array', itemType: 'string', title: '议题' },
  {
    name: 'reply',
    type: 'object',
    title: '答复',
    properties: [{ name: 'score', type: 'number', title: '得分' }],
  },
];

const number = fc.integer({ min: -5, max: 5 });
const cls = fc.constantFrom('A', 'B', 'C', 'D');
const date = fc.constantFrom('2026-01-05', '2026-03-01', '2026-11-23');
const topic = fc.constantFrom('教育', '交通', '环保');
const ordered = fc.constantFrom('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive');
const same = fc.constantFrom('equal', 'notEqual');
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constant('days'),
    operator: fc.oneof(ordered, same),
    value: fc.oneof(number, fc.constant({ fact: 'limit' })),
  }),
  fc.record({ fact: fc.constant('class'), operator: same, value: cls }),
  fc.record({
    fact: fc.constant('class'),
    operator: fc.constantFrom('in', 'notIn', 'not:in'),
    value: fc.array(cls, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ fact: fc.constant('overdue'), operator: same, value: fc.boolean() }),
  fc.record({ fact: fc.constant('repliedOn'), operator: fc.oneof(ordered, same), value: date }),
  fc.record({
    fact: fc.constant('topics'),
    operator: fc.constantFrom('contains', 'doesNotContain', 'someFact:equal', 'everyFact:notEqual'),
    value: topic,
  }),
  fc.record({
    fact: fc.constant('reply'),
    path: fc.constantFrom('/score', '$.score'),
    operator: ordered,
    value: number,
  }),
);
const { tree } = fc.letrec<{ tree: Condition; group: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('group'),
    fc.constant({ condition: 'late' }),
  ),
  group: fc.oneof(
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));
const someFacts = fc.record({
  days: number,
  limit: number,
  class: cls,
  overdue: fc.boolean(),
  repliedOn: date,
  topics: fc.array(topic, { maxLength: 3 }),
  reply: fc.record({ score: number }),
});
const shared: NamedCondition[] = [
  {
    name: 'late',
    title: '办理超期',
    conditions: { any: [{ fact: 'days', operator: 'greaterThan', value: { fact: 'limit' } }] },
  },
];

describe('the synchronous evaluator', () => {
  it('agrees with json-rules-engine as published, and its trace with itself', async () => {
    await fc.assert(
      fc.asyncProperty(tree, someFacts, async (condition, given) => {
        expect(checkCondition(condition, { facts, shared })).toEqual([]);
        const engine = new Engine([], { pathResolver: (v, p) => followPath(v, pathSegments(p)) });
        engine.setCondition('late', structuredClone(shared[0]?.conditions) as TopLevelCondition);
        const conditions = structuredClone({ all: [condition] }) as TopLevelCondition;
        engine.addRule({ conditions, event: { type: 'hit' } });
        const theirs = (await engine.run(structuredClone(given))).events.length === 1;
        expect(evaluateCondition(condition, given, shared)).toBe(theirs);
        expect(traceCondition(condition, given, shared).result).toBe(theirs);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Condition, unknown, boolean]>([
    ['what is not given is null', { fact: 'days', operator: 'equal', value: null }, {}, true],
    ['null is not 0', { fact: 'days', operator: 'greaterThan', value: -1 }, { days: null }, false],
    [
      'compared with what is not given',
      { fact: 'days', operator: 'greaterThan', value: { fact: 'limit' } },
      { days: 3 },
      false,
    ],
    [
      'in something that is no list',
      { fact: 'class', operator: 'in', value: { fact: 'topics' } },
      { class: 'A' },
      false,
    ],
    ['an empty any is true, as in json-rules-engine', { any: [] }, {}, true],
    ['inherited names are no facts', { fact: 'toString', operator: 'equal', value: null }, {}, true],
    [
      'NaN compares with nothing',
      { fact: 'days', operator: 'lessThan', value: 5 },
      { days: Number.NaN },
      false,
    ],
  ])('%s', (_title, condition, given, expected) => {
    expect(evaluateCondition(condition, given as Record<string, unknown>)).toBe(expected);
  });

  it('shares conditions without blowing up, and stops at circles', () => {
    const chain: NamedCondition[] = Array.from({ length: 20 }, (_, i) => ({
      name: `c${i}`,
      conditions:
        i === 19 ? { fact: 'days', operator: 'equal', value: 1 } : { all: [{ condition: `c${i + 1}` }] },
    }));
    // two references at each level would be 2^11 comparisons written out
    const doubled = chain.slice(0, 11).map((c, i) => ({
      ...c,
      conditions: i === 10 ? { all: [] } : { all: [{ condition: `c${i + 1}` }, { condition: `c${i + 1}` }] },
    }));
    expect(evaluateCondition({ condition: 'c0' }, {}, doubled)).toBe(true);
    const circle: NamedCondition[] = [{ name: 'a', conditions: { not: { condition: 'a' } } }];
    expect(() => evaluateCondition({ condition: 'a' }, {}, circle)).toThrow(/互相引用/);
  });
});

describe('checkCondition', () => {
  it.each<[unknown, string, string]>([
    [{ fact: 'dayz', operator: 'equal', value: 1 }, '/fact', '事实目录中没有“dayz”'],
    [{ fact: '__proto__', operator: 'equal', value: 1 }, '/fact', '事实目录中没有'],
    [{ fact: 'days', operator: 'matches', value: '.*' }, '/operator', '未知的比较方式“matches”'],
    [{ fact: 'days', operator: 'someValue:equal', value: [1] }, '/operator', '未知的比较方式'],
    [{ fact: 'days', operator: 'constructor', value: 1 }, '/operator', '未知的比较方式'],
    [{ fact: 'days', operator: 'equal', value: '90' }, '/value', '应为数值'],
    [{ fact: 'days', operator: 'lessThan', value: Number.NaN }, '/value', '应为数值'],
    [{ fact: 'days', operator: 'equal' }, '/value', '缺少'],
    [{ fact: 'days', operator: 'in', value: 3 }, '/value', '列表'],
    [{ fact: 'days', operator: 'in', value: [3, '4'] }, '/value/1', '应为数值'],
    [{ fact: 'class', operator: 'equal', value: 'E' }, '/value', '不在“答复类别”的选项中'],
    [{ fact: 'class', operator: 'lessThan', value: 'A' }, '/operator', '不能用“小于”'],
    [{ fact: 'days', operator: 'someFact:equal', value: 1 }, '/operator', '不是列表'],
    [{ fact: 'days', operator: 'lessThan', value: { fact: 'class' } }, '/value/fact', '应为数值'],
    [{ fact: 'reply', path: '/points', operator: 'equal', value: 1 }, '/path', '没有“/points”'],
    [{ fact: 'reply', path: '$..[?(@.a)]', operator: 'equal', value: 1 }, '/path', '不支持筛选'],
    [{ fact: 'reply', path: '/__proto__/x', operator: 'equal', value: 1 }, '/path', '无效'],
    [{ fact: 'days', path: '/a', operator: 'equal', value: 1 }, '/path', '没有'],
    [{ fact: 'days', params: {}, operator: 'equal', value: 1 }, '/params', '不认识'],
    [{ all: [] }, '/all', '空组'],
    [{ any: 'x' }, '/any', '列表'],
    [{ all: [{ not: [] }] }, '/all/0/not', '条件应为对象'],
    [{ all: [], any: [] }, '', '只能有'],
    [{ condition: 'nobody' }, '/condition', '没有名为“nobody”'],
    [null, '', '条件应为对象'],
    [{}, '', '只能有'],
  ])('%j', (condition, pointer, message) => {
    const problems = checkCondition(condition, { facts });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      severity: 'error',
      pointer,
      message: expect.stringContaining(message),
    });
  });

  it('does not overflow on a condition nested 100,000 deep', () => {
    let deep: Condition = { fact: 'days', operator: 'equal', value: 1 };
    for (let i = 0; i < 100_000; i++) deep = { not: deep };
    expect(checkCondition(deep, { facts }).map((p) => p.code)).toEqual(['condition-depth']);
    expect(() => evaluateCondition(deep, {})).toThrow(/嵌套超过/);
  });
});

describe('checkFacts', () => {
  it.each([
    [{ days: '90' }, '/days'],
    [{ days: Number.NaN }, '/days'],
    [{ days: Number.POSITIVE_INFINITY }, '/days'],
    [{ repliedOn: '2026-02-30' }, '/repliedOn'],
    [{ topics: ['教育', 1] }, '/topics/1'],
    [{ reply: { score: '1' } }, '/reply/score'],
    [{ reply: [] }, '/reply'],
  ])('%j', (given, pointer) => {
    expect(checkFacts(given, facts).map((p) => p.pointer)).toEqual([pointer]);
  });
  it('lets 1e308, null and unknown names pass', () => {
    expect(checkFacts(JSON.parse('{"days":1e308,"limit":null,"__proto__":1,"other":"x"}'), facts)).toEqual(
      [],
    );
  });
});

describe('paths', () => {
  it('follow own properties only', () => {
    expect(pathSegments('/a~1b/0')).toEqual(['a/b', '0']);
    expect(followPath({ a: [{ b: 1 }] }, pathSegments('/a/0/b'))).toBe(1);
    expect(followPath({ a: [1] }, ['a', 'length'])).toBeUndefined();
    expect(followPath({}, ['toString'])).toBeUndefined();
    for (const bad of ['', 'a', '/', '/constructor/x', '$', '$.a[0]', '/a~2'])
      expect(pathSegments(bad)).toBeUndefined();
  });
});

describe('describeCondition', () => {
  it('reads as plain Chinese', () => {
    const condition: Condition = {
      all: [
        { fact: 'class', operator: 'equal', value: 'B' },
        {
          any: [
            { fact: 'days', operator: 'greaterThan', value: 90 },
            { fact: 'overdue', operator: 'equal', value: true },
          ],
        },
        { not: { condition: 'late' } },
        { fact: 'reply', path: '/score', operator: 'lessThan', value: { fact: 'limit' } },
        { fact: 'topics', operator: 'contains', value: '教育' },
      ],
    };
    expect(describeCondition(condition, { facts, shared })).toBe(
      '答复类别等于“B类”，且（办理天数大于90天，或已逾期等于是），且并非符合“办理超期”，且答复·得分小于“期限天数”，且议题包含“教育”',
    );
  });
});
