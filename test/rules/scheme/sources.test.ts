/** Rubrics, ballots, registers, formulas as sources; numbers that parameters set; what the checks say of them. */
import { describe, expect, it } from 'vitest';
import { feelFormulas } from '../../../processes/formulas.ts';
import {
  diffSchemes,
  type EvaluatedBallot,
  type EvaluatedObject,
  type IndicatorLeaf,
  lintMeasured,
  lintScheme,
  measure,
  numberAt,
  parseScheme,
  type Scheme,
  type Source,
  score,
  withParameters,
  withWeights,
} from '../../../rules/index.ts';

const leaf = (id: string, source: Source, more: Partial<IndicatorLeaf> = {}): IndicatorLeaf => ({
  id,
  title: id,
  weight: 0,
  direction: 'higher',
  scale: { kind: 'linear', min: 0, max: 100 },
  missing: 'exclude',
  source,
  ...more,
});
const given = (id: string, more: Partial<IndicatorLeaf> = {}) => leaf(id, { kind: 'given' }, more);
const formula = (id: string, expression: string, more: Partial<IndicatorLeaf> = {}) =>
  leaf(id, { kind: 'formula', expression }, more);
const scheme = (indicators: IndicatorLeaf[], more: Partial<Scheme> = {}): Scheme => ({
  kind: 'scheme',
  id: 'test',
  title: '测试',
  objectKind: '部门',
  facts: [],
  indicators: indicators.map((x, i) => (i === 0 ? { ...x, weight: 100 } : x)),
  ...more,
});
const object = (more: Partial<EvaluatedObject> = {}): EvaluatedObject => ({ id: 'a', cases: [], ...more });
const valuesOf = (s: Scheme, o: Partial<EvaluatedObject>) =>
  measure(s, [object(o)], { formulas: feelFormulas }).objects[0]!.values;
const problems = (s: Scheme) => parseScheme(s, { formulas: feelFormulas }).problems;
const codes = (s: Scheme) => problems(s).map((p) => `${p.severity} ${p.code} ${p.pointer}`);

describe('formulas', () => {
  it('reckon over raw values, in whatever order they stand', () => {
    const s = scheme([
      formula('twice', 'rate * 2'),
      formula('rate', 'done / planned * 100'),
      given('done'),
      given('planned'),
    ]);
    expect(codes(s)).toEqual([]);
    const v = valuesOf(s, { given: { done: 3, planned: 4 } });
    expect(v.rate).toEqual({ value: 75, base: [], hit: [], of: ['done', 'planned'] });
    expect(v.twice?.value).toBe(150);
  });

  it('name indicators whose ids FEEL would take for something else', () => {
    const s = scheme([
      formula('x', 'on_time + a_b + 办结率'),
      given('on-time'),
      given('a.b'),
      given('办结率'),
    ]);
    expect(codes(s)).toEqual([]);
    expect(valuesOf(s, { given: { 'on-time': 1, 'a.b': 2, 办结率: 3 } }).x?.value).toBe(6);
  });

  it.each<[string, Record<string, number | null>, string]>([
    ['a / b', { a: 1, b: 0 }, 'formula-null'],
    ['a / b', { a: 0, b: 0 }, 'formula-null'],
    ['a + b', { a: 1, b: null }, 'formula-null'],
    ['a * b', { a: 1e308, b: 1e308 }, 'formula-null'],
    ['if a > b then "高" else "低"', { a: 1, b: 0 }, 'formula-error'],
    ['[a, b]', { a: 1, b: 0 }, 'formula-error'],
  ])('without a finite number it is missing, never 0: %s of %o', (expression, values, reason) => {
    const s = scheme([formula('x', expression), given('a'), given('b')]);
    expect(valuesOf(s, { given: values }).x).toMatchObject({ value: null, reason });
    const measured = measure(s, [object({ given: values })], { formulas: feelFormulas });
    expect(score(s, measured)[0]!.nodes[0]).toMatchObject({ normalised: null, missing: 'exclude' });
    expect(measured.problems.some((p) => p.code === 'formula-value')).toBe(reason === 'formula-error');
  });

  it('tell a cycle by its path, once', () => {
    const s = scheme([
      formula('a', 'b + 1', { title: '甲' }),
      formula('b', 'c', { title: '乙' }),
      formula('c', 'a', { title: '丙' }),
    ]);
    const cycles = problems(s).filter((p) => p.code === 'formula-cycle');
    expect(cycles).toHaveLength(1);
    expect(cycles[0]!.message).toContain('甲 → 乙 → 丙 → 甲');
    expect(() => measure(s, [object()], { formulas: feelFormulas })).toThrow('甲 → 乙 → 丙 → 甲');
    expect(codes(scheme([formula('a', 'a')]))).toEqual([
      'error formula-cycle /indicators/0/source/expression',
    ]);
  });

  it('tell unknown names, groups, syntax, clashing names and the clock', () => {
    const message = (s: Scheme) => problems(s).map((p) => p.message);
    expect(message(scheme([formula('a', 'nobody + 1')]))).toEqual([
      '“a”的公式引用了不存在的指标“nobody”，请从可用指标中选择；公式里写指标的编号，不写名称。',
    ]);
    expect(message(scheme([formula('a', '1 +')]))[0]).toContain('表达式不完整');
    expect(message(scheme([formula('a', 'x_y'), given('x-y'), given('x_y')]))[0]).toContain('分不清');
    expect(message(scheme([formula('a', 'today()')]))[0]).toContain('当前时间');
    const grouped: Scheme = {
      ...scheme([formula('a', 'g')]),
      indicators: [
        { id: 'g', title: '大项', weight: 50, children: [{ ...given('b'), weight: 100 }] },
        { ...formula('a', 'g'), weight: 50 },
      ],
    };
    expect(message(grouped)).toEqual(['“a”的公式引用了“大项”，它还有下级指标，请改引用末级指标。']);
  });

  it('own names (iterations, contexts) are no indicators', () => {
    const s = scheme([formula('x', 'sum(for i in [a, b] return i * 2)'), given('a'), given('b')]);
    expect(codes(s)).toEqual([]);
    expect(valuesOf(s, { given: { a: 1, b: 2 } }).x?.value).toBe(6);
  });

  it('need FEEL handed in', () => {
    expect(() => measure(scheme([formula('a', '1')]), [object()])).toThrow('公式');
    expect(codes(scheme([formula('a', '')]))).toEqual(['error schema /indicators/0/source/expression']);
  });
});

const levels = [
  { id: 'good', title: '好', score: 100 },
  { id: 'fair', title: '一般', score: 60 },
  { id: 'poor', title: '差', score: 0 },
];
const ballot = (more: Partial<EvaluatedBallot> = {}): EvaluatedBallot => ({
  round: 'r1',
  score: 88,
  questions: {
    overall: { mean: 70, answered: 4, shares: { good: 0.5, fair: 0.25, poor: 0.25 } },
    work: { mean: 90, answered: 2, shares: { good: 1 } },
  },
  ...more,
});

describe('rubrics and ballots', () => {
  const rubric = (source: Source) => scheme([leaf('r', source, { scale: { kind: 'rubric', levels } })]);

  it('a level by its id or title, or the mean of many', () => {
    const s = rubric({ kind: 'given' });
    expect(valuesOf(s, { given: { r: 'fair' } }).r?.value).toBe(60);
    expect(valuesOf(s, { given: { r: '好' } }).r?.value).toBe(100);
    expect(valuesOf(s, { given: { r: 82.5 } }).r?.value).toBe(82.5);
    const wrong = measure(s, [object({ given: { r: '85' } })]);
    expect(wrong.objects[0]!.values.r).toMatchObject({ value: null, reason: 'not-given' });
    expect(wrong.problems.map((p) => p.code)).toEqual(['given-type']);
  });

  it('the choices of a ballot question are the levels', () => {
    const s = rubric({ kind: 'ballot', ballot: 'b', question: 'overall' });
    expect(valuesOf(s, { ballots: { b: ballot() } }).r).toEqual({
      value: 65,
      base: [],
      hit: [],
      round: 'r1',
    });
  });

  it('mean score, of one question, share of choices', () => {
    const of = (source: Partial<Extract<Source, { kind: 'ballot' }>>) =>
      valuesOf(scheme([leaf('r', { kind: 'ballot', ballot: 'b', ...source })]), { ballots: { b: ballot() } })
        .r?.value;
    expect(of({})).toBe(88);
    expect(of({ question: 'overall' })).toBe(70);
    expect(of({ question: 'overall', take: { sumOf: ['good', 'fair'] } })).toBe(75);
    expect(of({ question: 'nobody', take: { sumOf: ['good'] } })).toBeNull();
    expect(of({ ballot: 'other' })).toBeNull();
    expect(of({ ballot: '__proto__' })).toBeNull();
    expect(of({ question: 'overall', take: { sumOf: ['constructor'] } })).toBe(0);
  });

  it('nobody answered: no value, not 0', () => {
    const empty = ballot({ score: null, questions: { overall: { mean: null, answered: 0, shares: {} } } });
    const s = scheme([leaf('r', { kind: 'ballot', ballot: 'b', take: { sumOf: ['good'] } })]);
    expect(valuesOf(s, { ballots: { b: empty } }).r).toMatchObject({
      value: null,
      reason: 'no-value',
      round: 'r1',
    });
    expect(valuesOf(s, {}).r).toMatchObject({ value: null, reason: 'no-ballot' });
  });

  it('levels are told apart, and more is better', () => {
    const bad = scheme([
      given('r', { direction: 'lower', scale: { kind: 'rubric', levels: [levels[0]!, levels[0]!] } }),
    ]);
    expect(codes(bad)).toEqual([
      'error duplicate /indicators/0/scale/levels/1',
      'error scale /indicators/0/scale',
      'warning never-differs /indicators/0/scale',
    ]);
  });
});

describe('registers and other packages', () => {
  const entry = (id: string, facts: Record<string, unknown>, more = {}) => ({
    id,
    register: 'problems',
    facts: { 'entry.state': 'open', ...facts },
    ...more,
  });
  const entries = [
    entry('e1', { 'entry.count': 3 }),
    entry('e2', { 'entry.count': '4' }),
    entry('e3', { 'entry.count': 5, 'entry.state': 'done' }),
    entry('e4', { 'entry.count': 7 }, { package: 'other' }),
    entry('e5', { 'entry.count': 9 }, { register: 'another' }),
  ];
  const facts = [{ name: 'entry.state', type: 'string' as const, title: '状态' }];
  const of = (source: Partial<Extract<Source, { kind: 'register' }>>, list = entries) =>
    valuesOf(
      scheme([leaf('r', { kind: 'register', register: 'problems', take: 'count', ...source })], { facts }),
      {
        entries: list,
      },
    ).r;

  it('count, sum and mean of entries, with their ids and those without a number', () => {
    expect(of({})).toEqual({ value: 3, base: [], hit: [], entries: ['e1', 'e2', 'e3'] });
    expect(of({ take: { sum: 'count' } })).toMatchObject({ value: 8, without: ['e2'] });
    expect(of({ take: { mean: 'count' } })).toMatchObject({ value: 4, without: ['e2'] });
    expect(of({ package: 'other', take: { sum: 'count' } })?.value).toBe(7);
    const where = { all: [{ fact: 'entry.state', operator: 'equal', value: 'done' }] };
    expect(of({ where })).toMatchObject({ value: 1, entries: ['e3'] });
  });

  it('no entries: a count and a sum of 0, but no mean; entries without a number: no sum either', () => {
    expect(of({}, [])?.value).toBe(0);
    expect(of({ take: { sum: 'count' } }, [])?.value).toBe(0);
    expect(of({ take: { mean: 'count' } }, [])).toMatchObject({ value: null, reason: 'empty-base' });
    expect(of({ take: { sum: 'count' } }, [entries[1]!])).toMatchObject({ value: null, reason: 'no-value' });
    const huge = [entry('x', { 'entry.count': 1e308 }), entry('y', { 'entry.count': 1e308 })];
    expect(of({ take: { sum: 'count' } }, huge)).toMatchObject({ value: null, reason: 'no-value' });
    expect(of({ take: { mean: 'count' } }, huge)?.value).toBe(1e308);
  });

  it('cases of another package count for the source that names it alone', () => {
    const s = scheme([
      leaf('own', { kind: 'caseCount' }),
      leaf('other', { kind: 'caseCount', package: 'p' }),
    ]);
    const v = valuesOf(s, {
      cases: [
        { id: '1', facts: {} },
        { id: '2', facts: {}, package: 'p' },
        { id: '3', facts: {}, package: 'q' },
      ],
    });
    expect([v.own?.base, v.other?.base]).toEqual([['1'], ['2']]);
  });
});

describe('numbers that a locality sets', () => {
  const s = scheme([given('a', { scale: { kind: 'target', target: 90, limit: 0 } })], {
    grades: [{ id: 'good', title: '好', atLeast: 80 }],
    adjustments: [
      {
        id: 'late',
        title: '逾期',
        kind: 'deduction',
        points: { per: 2 },
        cap: 10,
        source: { kind: 'given' },
      },
    ],
    vetoes: [
      {
        id: 'no',
        title: '否决',
        when: { all: [{ fact: 'a', operator: 'lessThan', value: 10 }] },
        atMost: 59,
      },
    ],
    localNumbers: [
      { param: 'goal', of: 'a', field: 'target' },
      { param: 'line', of: 'good', field: 'atLeast' },
      { param: 'each', of: 'late', field: 'points' },
      { param: 'most', of: 'late', field: 'cap' },
      { param: 'bar', of: 'no', field: 'atMost' },
      { param: 'w', of: 'a', field: 'weight' },
    ],
  });

  it('replace those of the scheme; without a value its own stay', () => {
    expect(codes(s)).toEqual([]);
    const { scheme: local, problems: none } = withParameters(s, {
      goal: 95,
      line: 85,
      each: 3,
      most: 6,
      bar: 50,
    });
    expect(none).toEqual([]);
    expect(s.localNumbers!.map((n) => numberAt(local, n))).toEqual([95, 85, 3, 6, 50, 100]);
    expect(withParameters(s, {}).scheme).toEqual(s);
    expect(
      withParameters({ ...s, localNumbers: [{ param: '__proto__', of: 'a', field: 'target' }] }, {}).scheme
        .indicators,
    ).toEqual(s.indicators);
  });

  it('are refused when they are no numbers, lead nowhere, or break the weights', () => {
    for (const bad of ['95', Number.NaN, 1 / 0, {}])
      expect(withParameters(s, { goal: bad }).problems.map((p) => p.code)).toEqual(['parameter']);
    expect(codes({ ...s, localNumbers: [{ param: 'x', of: 'a', field: 'min' }] })).toEqual([
      'error local-number /localNumbers/0',
    ]);
    expect(
      codes({ ...s, localNumbers: [s.localNumbers![0]!, { param: 'y', of: 'a', field: 'target' }] }),
    ).toEqual(['error duplicate /localNumbers/1']);
    const shifted = withParameters(s, { w: 90 }).scheme;
    expect(codes(shifted)).toEqual(['error weights /indicators']);
  });

  it('and the weights of a round, as a record or a map', () => {
    const two = scheme([given('a'), given('b')]);
    const weights = { a: 30, b: 70 };
    const by = (x: Scheme) => x.indicators.map((n) => n.weight);
    expect(by(withWeights(two, weights))).toEqual([30, 70]);
    expect(by(withWeights(two, new Map(Object.entries(weights))))).toEqual([30, 70]);
    expect(by(withWeights(two, JSON.parse('{"__proto__": 5, "a": 40}')))).toEqual([40, 0]);
  });
});

describe('lint', () => {
  it('says what cannot be reached and what never differs', () => {
    const share: Source = {
      kind: 'caseShare',
      hit: { all: [{ fact: 'ok', operator: 'equal', value: true }] },
    };
    const s = scheme(
      [
        leaf('a', share, {
          scale: { kind: 'banded', bands: [{ score: 0 }, { from: 0, score: 50 }, { from: 101, score: 100 }] },
        }),
        leaf('b', share, { scale: { kind: 'target', target: 120, limit: 0 } }),
        leaf('c', share, { scale: { kind: 'linear', min: 0, max: 150 } }),
        given('d', { scale: { kind: 'banded', bands: [{ score: 50 }, { from: 5, score: 50 }] } }),
        leaf(
          'e',
          { kind: 'caseCount' },
          { direction: 'lower', scale: { kind: 'target', target: -1, limit: 5 } },
        ),
      ],
      { facts: [{ name: 'ok', type: 'boolean', title: '合格' }] },
    );
    expect(lintScheme(s).map((p) => `${p.code} ${p.pointer}`)).toEqual([
      'unreachable /indicators/0/scale/bands/0',
      'unreachable /indicators/0/scale/bands/2',
      'unreachable /indicators/1/scale/target',
      'unreachable /indicators/2/scale/max',
      'never-differs /indicators/3/scale',
      'unreachable /indicators/4/scale/target',
    ]);
    expect(problems(s).every((p) => p.severity === 'warning')).toBe(true);
  });

  it('and what the data shows', () => {
    const s = scheme([given('a'), given('b'), given('c')]);
    const m = measure(s, [object({ given: { a: 100, b: 1 } }), object({ id: 'b', given: { a: 200, b: 2 } })]);
    expect(lintMeasured(s, m).map((p) => `${p.code} ${p.pointer}`)).toEqual([
      'never-differs /indicators/0',
      'no-data /indicators/2',
    ]);
  });
});

describe('what differs', () => {
  it('names adjustments, vetoes and parameters', () => {
    const bonus = { id: 'x', title: '加分', kind: 'bonus' as const, points: 2, when: { all: [] } };
    const before = scheme([given('a')], { adjustments: [bonus, { ...bonus, id: 'y' }] });
    const after: Scheme = {
      ...before,
      adjustments: [{ ...bonus, id: 'y', points: 3 }, bonus],
      vetoes: [{ id: 'v', title: '否决', when: { all: [] }, atMost: 0 }],
      adjustmentCaps: { bonus: 5 },
    };
    expect(diffSchemes(before, after).map((c) => `${c.kind} ${c.id ?? ''} ${c.field ?? ''}`)).toEqual([
      'changed  adjustmentCaps',
      'changed y points',
      'changed  adjustments',
      'added v vetoes',
    ]);
    expect(diffSchemes(before, before)).toEqual([]);
  });
  it('names the description: an editor must see that another changed it', () => {
    const s = scheme([given('a')], {});
    const said = { ...s, description: '适用于街道' };
    expect(diffSchemes(s, said)).toMatchObject([{ kind: 'changed', field: 'description', to: '适用于街道' }]);
  });
});
