import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvaluatedObject, IndicatorLeaf, RuleSet, Scale, Scheme } from '../../../rules/index.ts';
import {
  createWhatIf,
  diffSchemes,
  gradeByRuleSet,
  gradeFacts,
  measure,
  normalise,
  parseRuleSet,
  parseScheme,
  RulesError,
  rankTotals,
  roundTo,
  score,
  withWeights,
} from '../../../rules/index.ts';
import { bodies, handling } from './handling.ts';

// biome-ignore lint/suspicious/noExplicitAny: drafts are broken on purpose
type Draft = any;

describe('measure', () => {
  const measured = measure(handling, bodies);
  it('gives each value with the cases behind it', () => {
    expect(measured.problems).toEqual([]);
    expect(measured.objects[0]?.values).toEqual({
      onTimeShare: { value: 50, base: ['e1', 'e2'], hit: ['e1'] },
      meanDays: { value: 60, base: ['e1', 'e2'], hit: [] },
      ballot: { value: 92, base: [], hit: [] },
    });
    expect(measured.objects[1]?.values.meanDays).toEqual({
      value: 20,
      base: ['r1', 'r2'],
      hit: [],
      without: ['r2'],
    });
  });
  it('says why there is none, never 0', () => {
    expect(measured.objects[2]?.values).toEqual({
      onTimeShare: { value: null, base: [], hit: [], reason: 'empty-base' },
      meanDays: { value: null, base: [], hit: [], reason: 'empty-base' },
      ballot: { value: null, base: [], hit: [], reason: 'not-given' },
    });
  });
  it('uses no wrong facts and says which', () => {
    const bad: EvaluatedObject[] = [
      {
        id: 'x',
        cases: [
          { id: 'k', facts: { closed: true, onTime: 'yes', days: '30' } },
          { id: 'n', facts: { closed: true, days: Number.NaN } },
        ],
        given: { ballot: '95' as never },
      },
    ];
    const { objects, problems } = measure(handling, bad);
    expect(objects[0]?.values.meanDays).toMatchObject({
      value: null,
      reason: 'no-value',
      without: ['k', 'n'],
    });
    expect(objects[0]?.values.onTimeShare?.value).toBe(0);
    expect(problems.map((p) => p.pointer)).toEqual([
      '/0/cases/0/facts/onTime',
      '/0/cases/0/facts/days',
      '/0/cases/1/facts/days',
      '/0/given/ballot',
    ]);
  });
  it('warns when no object has a case for an indicator', () => {
    expect(measure(handling, [bodies[2] as EvaluatedObject]).problems.map((p) => p.code)).toEqual([
      'empty-base',
      'empty-base',
    ]);
  });
  it('keeps means finite', () => {
    const cases = ['a', 'b'].map((id) => ({ id, facts: { closed: true, days: 1e308 } }));
    expect(measure(handling, [{ id: 'x', cases }]).objects[0]?.values.meanDays?.value).toBe(1e308);
  });
  it('is not reached through prototypes', () => {
    const facts = JSON.parse('{"__proto__":{"closed":true,"onTime":true}}');
    const given = JSON.parse('{"__proto__":{"ballot":99}}');
    const [object] = measure(handling, [{ id: 'x', cases: [{ id: 'k', facts }], given }]).objects;
    expect([object?.values.onTimeShare?.value, object?.values.ballot?.value]).toEqual([null, null]);
  });
});

describe('normalise', () => {
  const leaf = (scale: Scale, direction: 'higher' | 'lower' = 'higher') =>
    ({ scale, direction }) as IndicatorLeaf;
  it.each<[Scale, 'higher' | 'lower', (number | null)[], (number | null)[]]>([
    [
      { kind: 'linear', min: 50, max: 100 },
      'higher',
      [40, 50, 75, 100, 110, null],
      [0, 0, 50, 100, 100, null],
    ],
    [{ kind: 'linear', min: 0, max: 10 }, 'lower', [0, 5, 10, 1e308], [100, 50, 0, 0]],
    [{ kind: 'linear' }, 'higher', [3, 1, 2], [100, 0, 50]], // bounds found among the objects
    [{ kind: 'linear' }, 'lower', [4, 4], [100, 100]],
    // all beyond the one bound that is given: worse than the worst is 0, better than the best is full marks
    [{ kind: 'linear', min: 0 }, 'higher', [-5, -3], [0, 0]],
    [{ kind: 'linear', min: 0 }, 'higher', [-5, -3, 1], [0, 0, 100]],
    [{ kind: 'linear', max: 10 }, 'lower', [40, 12], [0, 0]],
    [{ kind: 'linear', max: 10 }, 'higher', [40, 12], [100, 100]],
    [{ kind: 'linear', min: 10 }, 'lower', [4, 2], [100, 100]],
    [{ kind: 'linear' }, 'higher', [1e308, -1e308, 0], [100, 0, 50]],
    [{ kind: 'target', target: 90, limit: 60 }, 'higher', [95, 90, 75, 60, 10], [100, 100, 50, 0, 0]],
    [{ kind: 'target', target: 30, limit: 90 }, 'lower', [10, 30, 60, 90], [100, 100, 50, 0]],
    [
      { kind: 'banded', bands: [{ score: 20 }, { from: 60, score: 60 }, { from: 90, score: 100 }] },
      'higher',
      [-1e308, 59.99, 60, 90],
      [20, 20, 60, 100],
    ],
    // mean 20, deviation 10: one deviation is 20 points
    [{ kind: 'zscore', mean: 60, deviation: 20 }, 'higher', [10, 30, null], [40, 80, null]],
    [{ kind: 'zscore', mean: 60, deviation: 20 }, 'lower', [10, 30], [80, 40]],
    [{ kind: 'zscore', mean: 50, deviation: 90 }, 'higher', [0, 1e308], [0, 100]],
    [{ kind: 'zscore', mean: 60, deviation: 20 }, 'higher', [7, 7, 7], [60, 60, 60]],
    [{ kind: 'rank' }, 'higher', [5, 9, 7, null], [0, 100, 50, null]],
    [{ kind: 'rank' }, 'lower', [1, 1, 2, 3, 4], [87.5, 87.5, 50, 25, 0]],
    [{ kind: 'rank' }, 'higher', [3], [100]],
    [{ kind: 'rank' }, 'higher', [null], [null]],
  ])('%j %s', (scale, direction, raw, expected) => {
    expect(normalise(leaf(scale, direction), raw)).toEqual(expected);
  });
});

describe('score', () => {
  const result = score(handling, measure(handling, bodies));
  const [edu, road, env] = result;
  it('rolls up by weights', () => {
    // edu: speed = (50 + 50) / 2 = 50; ballot 100: 0.6 * 50 + 0.4 * 100
    expect([edu?.total, road?.total]).toEqual([70, 84]);
    expect(edu?.nodes.map((n) => [n.id, n.normalised, n.effectiveWeight, n.contribution])).toEqual([
      ['speed', 50, 0.6, 30],
      ['onTimeShare', 50, 0.3, 15],
      ['meanDays', 50, 0.3, 15],
      ['ballot', 100, 0.4, 40],
    ]);
  });
  it('applies the rule for what is missing and says so', () => {
    // env: on-time share left out, days 0, ballot the lowest of the others (60)
    expect(env?.total).toBe(24);
    expect(env?.nodes.map((n) => [n.id, n.normalised, n.effectiveWeight, n.missing])).toEqual([
      ['speed', 0, 0.6, undefined],
      ['onTimeShare', null, 0, 'exclude'],
      ['meanDays', 0, 0.6, 'zero'],
      ['ballot', 60, 0.4, 'lowest'],
    ]);
  });
  it('ranks, grades, and says what raised and lowered it most', () => {
    expect(result.map((r) => [r.rank, r.grade?.title])).toEqual([
      [2, undefined],
      [1, '良好'],
      [3, undefined],
    ]);
    expect(road?.reasons).toEqual({
      against: 'mean',
      raised: [
        { id: 'meanDays', title: '平均办理天数', points: 15 },
        // env has no score here: 0.3 · (100 − (50 + 100) / 2), and not against a mean that counts it as 0
        { id: 'onTimeShare', title: '按期答复率', points: 7.5 },
      ],
      lowered: [{ id: 'ballot', title: '代表测评', points: 24 - 88 / 3 }],
    });
    const alone = score(handling, measure(handling, bodies.slice(0, 1)))[0];
    expect(alone?.reasons).toMatchObject({ against: 'full', lowered: [{ points: -15 }, { points: -15 }] });
  });
  it('has no total where everything is left out or weighs nothing', () => {
    const none = {
      ...handling,
      indicators: handling.indicators
        .slice(0, 1)
        .map((g) => ({ ...g, children: ('children' in g ? g.children : []).slice(0, 1) })),
    } as Scheme;
    expect(score(none, measure(none, bodies))[2]).toMatchObject({ total: null, rank: null });
    const zero = withWeights(
      handling,
      new Map([
        ['speed', 0],
        ['ballot', 0],
      ]),
    );
    expect(score(zero, measure(zero, bodies)).map((r) => r.total)).toEqual([null, null, null]);
    expect(score(handling, { objects: [] })).toEqual([]);
  });
});

describe('ranks', () => {
  it.each([
    ['competition', [90, 80, 90, null, 70], [1, 3, 1, null, 4]],
    ['dense', [90, 80, 90, null, 70], [1, 2, 1, null, 3]],
  ] as const)('%s', (ties, totals, ranks) => {
    expect(rankTotals(totals, ties)).toEqual(ranks);
  });
  it('rounds on the decimal that is written', () => {
    expect([roundTo(1.005, 2), roundTo(-1.005, 2), roundTo(2.5, 0), roundTo(1e-7, 2)]).toEqual([
      1.01, -1.01, 3, 0,
    ]);
  });
});

describe('properties', () => {
  const value = fc.option(fc.double({ min: -50, max: 200, noNaN: true }), { nil: null });
  const missing = fc.constantFrom('exclude' as const, 'zero' as const, 'lowest' as const, 'mean' as const);
  const direction = fc.constantFrom('higher' as const, 'lower' as const);
  const weight = fc.integer({ min: 0, max: 100 });
  const scale = fc.constantFrom<Scale>(
    { kind: 'linear' },
    { kind: 'linear', min: 0, max: 100 },
    { kind: 'zscore', mean: 60, deviation: 20 },
    { kind: 'rank' },
  );
  const leaf = (id: string) =>
    fc.record({ weight, missing, direction, scale }).map(
      ({ weight: w, missing: m, direction: d, scale: by }): IndicatorLeaf => ({
        id,
        title: id,
        weight: w,
        direction: d,
        missing: m,
        source: { kind: 'given' },
        scale: by,
      }),
    );
  const scheme = fc.tuple(leaf('a'), leaf('b'), leaf('c'), weight, weight).map(
    ([a, b, c, w1, w2]): Scheme => ({
      ...handling,
      indicators: [
        { id: 'g', title: 'g', weight: w1, children: [a, b] },
        { ...c, weight: w2 },
      ],
    }),
  );
  const objects = fc
    .array(fc.record({ a: value, b: value, c: value }), { maxLength: 8 })
    .map((list) => list.map((given, i): EvaluatedObject => ({ id: `o${i}`, cases: [], given })));
  const scored = (s: Scheme, o: readonly EvaluatedObject[]) => score(s, measure(s, o));

  it('contributions add up to the total, which stays between 0 and 100', () => {
    fc.assert(
      fc.property(scheme, objects, (s, o) => {
        for (const r of scored(s, o)) {
          const sum = r.nodes.filter((n) => n.leaf).reduce((n, x) => n + x.contribution, 0);
          if (r.total === null) continue;
          expect(sum).toBeCloseTo(r.total, 1);
          expect(r.total >= 0 && r.total <= 100).toBe(true);
        }
      }),
    );
  });
  it('does not depend on the order of objects, to the last digit', () => {
    fc.assert(
      fc.property(scheme, objects, (s, o) => {
        const straight = scored(s, o);
        expect(scored(s, [...o].reverse()).reverse()).toEqual(straight);
      }),
    );
  });
  it('a better value never lowers the score', () => {
    fc.assert(
      fc.property(
        scheme,
        objects,
        fc.nat(),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (s, o, pick, more) => {
          const at = o.length > 0 ? pick % o.length : -1;
          const before = o[at]?.given?.c;
          const absolute = {
            ...s,
            indicators: s.indicators.map((n) =>
              n.id === 'c' ? { ...n, scale: { kind: 'linear', min: 0, max: 100 } } : n,
            ),
          } as Scheme;
          if (typeof before !== 'number') return;
          const better =
            (absolute.indicators[1] as IndicatorLeaf).direction === 'higher' ? before + more : before - more;
          const raised = o.map((x, i) => (i === at ? { ...x, given: { ...x.given, c: better } } : x));
          const [was, is] = [scored(absolute, o)[at]?.total, scored(absolute, raised)[at]?.total];
          if (was === null || was === undefined) return;
          expect(is).toBeGreaterThanOrEqual(was);
        },
      ),
    );
  });
  it('a better value never lowers its own points, on any scale', () => {
    const column = fc.array(fc.double({ min: -50, max: 200, noNaN: true }), { minLength: 1, maxLength: 8 });
    const more = fc.double({ min: 0, max: 300, noNaN: true });
    fc.assert(
      fc.property(scale, direction, column, fc.nat(), more, (by, d, raw, pick, step) => {
        const at = pick % raw.length;
        const better = raw.map((x, i) => (i === at ? (d === 'higher' ? x + step : x - step) : x));
        const points = (values: number[]) =>
          normalise({ scale: by, direction: d } as IndicatorLeaf, values)[at] as number;
        expect(points(better)).toBeGreaterThanOrEqual(points(raw) - 1e-6);
      }),
      { numRuns: 1000 },
    );
  });
  it('weights in the same proportion give the same scores', () => {
    fc.assert(
      fc.property(scheme, objects, (s, o) => {
        const halved = withWeights(
          s,
          new Map([
            ['g', (s.indicators[0]?.weight ?? 0) / 2],
            ['c', (s.indicators[1]?.weight ?? 0) / 2],
          ]),
        );
        expect(scored(halved, o).map((r) => r.total)).toEqual(scored(s, o).map((r) => r.total));
      }),
    );
  });
  it('a what-if gives what scoring its scheme gives', () => {
    fc.assert(
      fc.property(scheme, objects, weight, fc.constantFrom('a', 'b', 'c', 'g'), (s, o, w, id) => {
        const measured = measure(s, o);
        const moved = createWhatIf(s, measured).withWeight(id, w);
        const again = withWeights(s, moved.weights);
        expect(moved.totals.map((t) => [t.total, t.rank])).toEqual(
          score(again, measured).map((r) => [r.total, r.rank]),
        );
        expect(moved.result()).toEqual(score(again, measured));
      }),
    );
  });
});

describe('createWhatIf', () => {
  const whatIf = createWhatIf(handling, measure(handling, bodies));
  it('moves a weight, its siblings giving way, and shows what changes', () => {
    const moved = whatIf.withWeight('ballot', 90);
    expect(moved.weights.get('speed')).toBe(10);
    expect(moved.totals.map((t) => [t.id, t.total, t.rank, t.totalChange, t.rankChange])).toEqual([
      ['edu', 95, 1, 25, 1],
      ['road', 64, 2, -20, -1],
      ['env', 54, 3, 30, 0],
    ]);
    expect(moved.totals[0]?.grade?.title).toBe('优秀');
    expect(whatIf.totals[0]?.total).toBe(70); // the one before is untouched
  });
  it('gives back a scheme whose weights sum to 100', () => {
    const moved = whatIf.withWeight('onTimeShare', 33.333).withWeight('speed', 66.667).scheme();
    expect(parseScheme(moved).problems).toEqual([]);
    expect(moved.indicators.map((i) => i.weight)).toEqual([66.67, 33.33]);
  });
  it('refuses weights and indicators that do not exist', () => {
    for (const w of [-1, 101, Number.NaN]) expect(() => whatIf.withWeight('speed', w)).toThrow(RulesError);
    expect(() => whatIf.withWeight('speed', -1, 'none')).toThrow(RulesError);
    expect(() => whatIf.withWeight('__proto__', 1)).toThrow(/不存在/);
  });
});

describe('gradeByRuleSet', () => {
  it('grades over totals, indicator scores and further facts, with a veto', () => {
    const rules: RuleSet = {
      kind: 'ruleset',
      id: 'grades',
      title: '等次',
      facts: [...gradeFacts(handling), { name: 'vetoes', type: 'number', title: '否决事项' }],
      combine: 'first',
      rules: [
        {
          name: 'veto',
          title: '一票否决',
          priority: 9,
          conditions: { all: [{ fact: 'vetoes', operator: 'greaterThan', value: 0 }] },
          event: { type: 'grade', params: { grade: 'failed', title: '不合格' } },
        },
        {
          name: 'good',
          title: '良好',
          conditions: {
            all: [
              { fact: 'total', operator: 'greaterThan', value: 60 },
              { fact: 'scores', path: '/speed', operator: 'greaterThanInclusive', value: 50 },
            ],
          },
          event: { type: 'grade', params: { grade: '良好' } },
        },
      ],
    };
    expect(parseRuleSet(rules).problems.filter((p) => p.severity === 'error')).toEqual([]);
    const grades = gradeByRuleSet(
      score(handling, measure(handling, bodies)),
      rules,
      new Map([['road', { vetoes: 1 }]]),
    );
    expect(grades.map((g) => [g.object, g.grade])).toEqual([
      ['edu', { id: '良好', title: '良好' }],
      ['road', { id: 'failed', title: '不合格' }],
      ['env', undefined],
    ]);
  });
});

describe('parseScheme', () => {
  it('takes the document', () => {
    expect(parseScheme(JSON.parse(JSON.stringify(handling)))).toEqual({ value: handling, problems: [] });
  });
  it.each<[string, (d: Draft) => void, string, string]>([
    ['weights over', (d) => (d.indicators[0].weight = 70), '/indicators', '一级指标权重之和为 110，超出 10'],
    [
      'weights under',
      (d) => (d.indicators[0].children[0].weight = 49.9),
      '/indicators/0/children',
      '“办理时效”的下级指标权重之和为 99.9，还差 0.1',
    ],
    ['same id', (d) => (d.indicators[1].id = 'meanDays'), '/indicators/1/id', '重复'],
    ['empty group', (d) => (d.indicators[0].children = []), '/indicators/0/children', '没有下级指标'],
    [
      'unknown fact',
      (d) => (d.indicators[0].children[1].source.of.fact = 'x'),
      '/indicators/0/children/1/source/of/fact',
      '没有“x”',
    ],
    [
      'mean of text',
      (d) => (d.indicators[0].children[1].source.of.fact = 'result'),
      '/indicators/0/children/1/source/of',
      '不是数值',
    ],
    [
      'empty condition',
      (d) => (d.indicators[0].children[0].source.hit = { all: [] }),
      '/indicators/0/children/0/source/hit/all',
      '没有条件',
    ],
    [
      'unknown shared condition',
      (d) => (d.conditions = []),
      '/indicators/0/children/0/source/base/condition',
      '没有名为“done”',
    ],
    [
      'bounds',
      (d) => (d.indicators[0].children[0].scale.max = -1),
      '/indicators/0/children/0/scale/max',
      '上限应大于下限',
    ],
    [
      'target the wrong way',
      (d) => (d.indicators[0].children[1].scale.limit = 10),
      '/indicators/0/children/1/scale/limit',
      '应大于目标值',
    ],
    [
      'bands',
      (d) => (d.indicators[1].scale.bands[2].from = 60),
      '/indicators/1/scale/bands/2/from',
      '由小到大',
    ],
    [
      'bands against the direction',
      (d) => (d.indicators[1].direction = 'lower'),
      '/indicators/1/scale/bands/1/score',
      '与方向不符',
    ],
    ['grades', (d) => (d.grades[1].atLeast = 75), '/grades/1', '重复'],
    ['nothing', (d) => (d.indicators = []), '/indicators', '至少设一个'],
  ])('%s', (_title, change, pointer, message) => {
    const draft = JSON.parse(JSON.stringify(handling));
    change(draft);
    expect(parseScheme(draft).problems).toContainEqual(
      expect.objectContaining({ pointer, message: expect.stringContaining(message) }),
    );
  });
  it.each([
    ['no rule for what is missing', (d: Draft) => delete d.indicators[1].missing],
    ['weight as text', (d: Draft) => (d.indicators[1].weight = '40')],
    ['weight 1e308', (d: Draft) => (d.indicators[1].weight = 1e308)],
    ['unknown source', (d: Draft) => (d.indicators[1].source = { kind: 'eval', code: '1' })],
  ])('refuses %s', (_title, change) => {
    const draft = JSON.parse(JSON.stringify(handling));
    change(draft);
    const { value, problems } = parseScheme(draft);
    expect(value).toBeUndefined();
    expect(problems[0]?.pointer).toMatch(/^\/indicators\/1/);
  });
  it('does not overflow on a tree 100,000 deep', () => {
    let deep: Draft = { id: 'x', title: 'x', weight: 100, children: [] };
    for (let i = 0; i < 100_000; i++) deep = { id: `n${i}`, title: 'x', weight: 100, children: [deep] };
    expect(parseScheme({ ...handling, indicators: [deep] }).problems.map((p) => p.code)).toEqual([
      'too-deep',
    ]);
  });
  it.each([null, undefined, 7, [], 'x', { indicators: 3 }])('takes no %j for a scheme', (document) => {
    expect(parseScheme(document).problems.length).toBeGreaterThan(0);
  });
});

describe('diffSchemes', () => {
  it('names what changed', () => {
    const draft = JSON.parse(JSON.stringify(handling));
    draft.indicators[0].weight = 50;
    draft.indicators[1].weight = 50;
    draft.indicators.push(draft.indicators[0].children.pop());
    draft.indicators[2].weight = 0;
    draft.indicators.push({ ...draft.indicators[1], id: 'extra', title: '附加', weight: 0 });
    expect(diffSchemes(handling, draft).map((c) => [c.kind, c.id, c.field, c.from, c.to])).toEqual([
      ['changed', 'speed', 'weight', 60, 50],
      ['changed', 'ballot', 'weight', 40, 50],
      ['moved', 'meanDays', undefined, 'speed', undefined],
      ['changed', 'meanDays', 'weight', 50, 0],
      ['added', 'extra', undefined, undefined, 0],
    ]);
    expect(diffSchemes(handling, JSON.parse(JSON.stringify(handling)))).toEqual([]);
  });
});
