/** Random rule sets and facts, for properties. Values are few, so that conditions meet, exclude and repeat one another. */
import fc from 'fast-check';
import type {
  Condition,
  FactDefinition,
  NamedCondition,
  RuleSet,
  TopCondition,
} from '../../../rules/index.ts';

export const facts: FactDefinition[] = [
  { name: 'total', type: 'number', title: '总分', unit: '分' },
  { name: 'overdue', type: 'number', title: '逾期件数', unit: '件' },
  {
    name: 'class',
    type: 'string',
    title: '答复类别',
    options: ['A', 'B', 'C'].map((value) => ({ value, title: `${value}类` })),
  },
  { name: 'open', type: 'boolean', title: '公开' },
  { name: 'repliedOn', type: 'date', title: '答复日期' },
  { name: 'topics', type: 'array', itemType: 'string', title: '议题' },
  {
    name: 'body',
    type: 'object',
    title: '单位',
    properties: [{ name: 'size', type: 'number', title: '人数' }],
  },
];

const number = fc.constantFrom(0, 1, 2, 3);
const cls = fc.constantFrom('A', 'B', 'C');
const date = fc.constantFrom('2026-01-05', '2026-03-01', '2026-11-23');
const topic = fc.constantFrom('教育', '交通');
const ordered = fc.constantFrom('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive');
const same = fc.constantFrom('equal', 'notEqual', 'not:equal');
const priority = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
const some = <T extends object>(c: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(c, priority).map(([x, p]) => (p === undefined ? x : { ...x, priority: p }));

const leaf: fc.Arbitrary<Condition> = some(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        fact: fc.constantFrom('total', 'overdue'),
        operator: fc.oneof(ordered, same),
        value: number,
      }),
    },
    fc
      .record({
        fact: fc.constant('total'),
        operator: fc.oneof(ordered, same),
        value: fc.constantFrom({ fact: 'overdue' }, null),
      })
      .filter((c) => c.value !== null || c.operator.endsWith('qual')),
    fc.record({ fact: fc.constant('class'), operator: same, value: fc.option(cls, { nil: null, freq: 8 }) }),
    fc.record({
      fact: fc.constant('class'),
      operator: fc.constantFrom('in', 'notIn', 'not:in'),
      value: fc.uniqueArray(cls, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      fact: fc.constant('overdue'),
      operator: fc.constantFrom('in', 'notIn'),
      value: fc.uniqueArray(number, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ fact: fc.constant('open'), operator: same, value: fc.boolean() }),
    fc.record({ fact: fc.constant('repliedOn'), operator: fc.oneof(ordered, same), value: date }),
    fc.record({
      fact: fc.constant('topics'),
      operator: fc.constantFrom(
        'contains',
        'doesNotContain',
        'someFact:equal',
        'everyFact:notEqual',
        'not:contains',
      ),
      value: topic,
    }),
    fc.record({
      fact: fc.constant('body'),
      path: fc.constantFrom('/size', '$.size'),
      operator: ordered,
      value: number,
    }),
  ),
);
const { group } = fc.letrec<{ tree: Condition; group: TopCondition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('group'),
    fc.constantFrom<Condition>({ condition: 'late' }, { condition: 'plain' }),
  ),
  group: some(
    fc.oneof(
      { weight: 2, arbitrary: fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }) },
      fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  ) as fc.Arbitrary<TopCondition>,
}));
const shared: NamedCondition[] = [
  {
    name: 'late',
    title: '逾期较多',
    conditions: {
      any: [
        { fact: 'overdue', operator: 'greaterThan', value: 2, priority: 2 },
        { fact: 'total', operator: 'lessThan', value: 1 },
      ],
    },
  },
  { name: 'plain', title: '普通', conditions: { not: { condition: 'late' } } },
];

export const someRuleSet: fc.Arbitrary<RuleSet> = fc.record({
  kind: fc.constant('ruleset' as const),
  id: fc.constant('x'),
  title: fc.constant('随机'),
  facts: fc.constant(facts),
  conditions: fc.constant(shared),
  combine: fc.constantFrom('first' as const, 'all' as const),
  rules: fc
    .array(
      fc.record({
        conditions: group,
        event: fc.record({
          type: fc.constantFrom('grade', 'veto'),
          params: fc.record({ grade: fc.constantFrom<unknown>('优', '良', { fact: 'total' }) }),
        }),
        priority: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((rules) => rules.map((r, i) => ({ ...r, name: `r${i}`, title: `规则${i}` }))),
  defaultOutcome: fc.constantFrom({ type: 'grade', params: { grade: '中' } }),
});

/** Between the values of the conditions, on them, far off, missing. */
export const someFacts = fc.record(
  {
    total: fc.constantFrom<number | null>(-1e308, -1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 1e308, null),
    overdue: fc.constantFrom<number | null>(-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, null),
    class: fc.constantFrom<string | null>('A', 'B', 'C', 'D', null),
    open: fc.constantFrom<boolean | null>(true, false, null),
    repliedOn: fc.constantFrom<string | null>(
      '1999-01-01',
      '2026-01-05',
      '2026-01-05T08:00:00Z',
      '2026-02-01',
      '2026-03-01',
      '2026-12-01',
      null,
    ),
    topics: fc.option(fc.subarray(['教育', '交通', '环保']), { nil: null }),
    body: fc.constantFrom<object | null>({ size: -1 }, { size: 1.5 }, { size: 3 }, {}, null),
  },
  { requiredKeys: [] },
);
