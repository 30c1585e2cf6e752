/** Two results or two versions side by side, and what is told beside weights. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignSchemes,
  compareScores,
  type IndicatorLeaf,
  type MeasuredObject,
  partialData,
  type Scheme,
  schemeEntropy,
  score,
  sheetOf,
  totalBounds,
  voterSets,
  type WeightingRule,
  withWeights,
} from '../../../rules/index.ts';

const leaf = (id: string, weight: number): IndicatorLeaf => ({
  ...{ id, title: `指标${id}`, weight },
  direction: 'higher',
  missing: 'exclude',
  source: { kind: 'given' },
  scale: { kind: 'linear', min: 0, max: 100 },
});
const scheme: Scheme = {
  ...{ kind: 'scheme', id: 's', title: '评价', objectKind: '单位', facts: [], decimals: 6 },
  indicators: [
    { id: 'duty', title: '履职', weight: 60, children: [leaf('a', 50), leaf('b', 50)] },
    leaf('c', 40),
  ],
};
const object = (id: string, values: Record<string, number | null>): MeasuredObject => ({
  id,
  title: id,
  values: Object.fromEntries(Object.entries(values).map(([k, value]) => [k, { value, base: [], hit: [] }])),
});

describe('compareScores', () => {
  const value = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null, freq: 5 });
  const objects = fc.array(fc.record({ a: value, b: value, c: value }), { minLength: 1, maxLength: 6 });
  it('tells points that add up to the difference of the totals, bonuses and deductions too', () => {
    fc.assert(
      fc.property(
        objects,
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 20 }),
        (rows, w, bonus) => {
          const measured = { objects: rows.map((r, i) => object(`o${i}`, r)) };
          const next: Scheme = {
            ...withWeights(scheme, new Map(Object.entries({ duty: w, c: 100 - w }))),
            adjustments: [{ id: 'plus', title: '加分', kind: 'bonus', points: bonus }],
          };
          for (const c of compareScores(score(scheme, measured), score(next, measured))) {
            if (c.total === null) continue;
            const made = c.made.reduce((n, m) => n + m.points, 0);
            // up to seven parts below the negligible each
            expect(Math.abs(made - c.total)).toBeLessThan(0.04);
            expect(c.total).toBeCloseTo((c.after?.total ?? 0) - (c.before?.total ?? 0), 9);
          }
        },
      ),
    );
  });
  it('names what a veto took off, and objects that only one side has', () => {
    const measured = { objects: [object('x', { a: 80, b: 80, c: 80 })] };
    const vetoed: Scheme = {
      ...scheme,
      vetoes: [
        {
          id: 'late',
          title: '逾期',
          when: { all: [{ fact: 'a', operator: 'greaterThan', value: 0 }] },
          atMost: 60,
        },
      ],
    };
    const [change] = compareScores(score(scheme, measured), score(vetoed, measured));
    expect(change).toMatchObject({ total: -20, rank: 0, made: [{ id: 'late', title: '逾期' }] });
    expect(change!.made[0]!.points).toBeCloseTo(-20, 6);
    const [only] = compareScores(score(scheme, measured), []);
    expect(only).toMatchObject({ id: 'x', total: null, rank: null });
  });
});

describe('alignSchemes', () => {
  it('finds indicators by id, keeps what is gone in its place, and marks what differs', () => {
    const next: Scheme = {
      ...scheme,
      title: '新评价',
      indicators: [
        { id: 'duty', title: '履职', weight: 50, children: [leaf('b', 100)] },
        leaf('c', 30),
        leaf('d', 20),
      ],
    };
    const { rows, own } = alignSchemes(scheme, next);
    expect(rows.map((r) => [r.id, r.depth, !!r.before, !!r.after, [...r.changed]])).toEqual([
      ['duty', 0, true, true, ['weight']],
      ['a', 1, true, false, []],
      ['b', 1, true, true, ['weight']],
      ['c', 0, true, true, ['weight']],
      ['d', 0, false, true, []],
    ]);
    expect(own.map((c) => [c.field, c.from, c.to])).toEqual([['title', '评价', '新评价']]);
    expect(alignSchemes(scheme, scheme).rows.every((r) => r.changed.size === 0 && !r.moved)).toBe(true);
  });
});

describe('beside the weights', () => {
  it('entropy weighs more what tells objects apart, per set of siblings, over objects that have all scores', () => {
    const objects = [
      object('x', { a: 90, b: 50, c: 50 }),
      object('y', { a: 10, b: 50, c: 50 }),
      object('z', { a: null, b: 100, c: 0 }),
    ];
    const found = schemeEntropy(scheme, { objects });
    expect(found.get('a')).toBeCloseTo(100, 9);
    expect(found.get('b')).toBeCloseTo(0, 9);
    expect((found.get('duty') ?? 0) + (found.get('c') ?? 0)).toBeCloseTo(100, 9);
    expect(schemeEntropy(scheme, { objects: objects.slice(0, 1) }).size).toBe(0);
  });
  it('bounds of a rule set are the figures that it compares the total with', () => {
    const at = (value: number, fact = 'total') => ({ fact, operator: 'greaterThanInclusive', value });
    const rule = (name: string, conditions: object, enabled = true) =>
      ({ name, title: name, conditions, event: { type: 'grade' }, enabled }) as never;
    const rules = [
      rule('one', { all: [at(90), { not: at(60) }, at(3, 'rank')] }),
      rule('two', { any: [at(90), { condition: 'shared' }] }),
      rule('off', { all: [at(10)] }, false),
    ];
    const conditions = [{ name: 'shared', title: '共用', conditions: { all: [at(80)] } }] as never;
    expect(totalBounds({ rules, conditions }).map((b) => b.atLeast)).toEqual([60, 80, 90]);
  });
  it('voters’ own sets are for reckoning: none of too few, none of a group in which the paper does not count', () => {
    const rule: WeightingRule = {
      ...{ kind: 'weighting', id: 'r', title: '赋权', scheme: 's', share: 60, secret: true },
      by: { method: 'direct', mean: { kind: 'trimmedMean', drop: 1 } },
    };
    const sheet = sheetOf(rule, scheme);
    const paper = (x: number) => ({ weights: { '': { points: [x, 100 - x] }, duty: { points: [50, 50] } } });
    expect(voterSets(sheet, [1, 2, 3, 4].map(paper))).toBeNull();
    expect(voterSets({ ...sheet, minGroup: 6 }, [1, 2, 3, 4, 5].map(paper))).toBeNull();
    expect(voterSets({ ...sheet, secret: false }, [paper(30)])).toEqual([
      new Map(Object.entries({ duty: 30, c: 70, a: 50, b: 50 })),
    ]);
    const flat: Scheme = { ...scheme, indicators: [leaf('a', 30), leaf('b', 30), leaf('c', 40)] };
    const pairs = sheetOf(
      {
        ...rule,
        secret: false,
        by: { method: 'ahp', randomIndex: 'saaty1980', limit: 0.1, above: 'exclude', group: 'judgements' },
      },
      flat,
    );
    const judged = (...judgements: number[]) => ({ weights: { '': { judgements } } });
    const [fair, crooked] = voterSets(pairs, [judged(1, 1, 1), judged(9, 1 / 9, 9)])!;
    expect([...fair!.values()].map((w) => Math.round(w))).toEqual([33, 33, 33]);
    expect(crooked!.size).toBe(0);
  });
});

describe('partialData', () => {
  it('names who is ranked without all values, fewest first; not who has all, nor who has none', () => {
    const objects = [
      object('all', { a: 1, b: 0, c: 3 }),
      object('two', { a: 1, b: null, c: 3 }),
      object('one', { c: 0 }),
      object('none', { a: null }),
    ];
    expect(partialData(scheme, { objects })).toEqual([
      { id: 'one', title: 'one', known: 1, of: 3 },
      { id: 'two', title: 'two', known: 2, of: 3 },
    ]);
  });

  it('does not count what weighs nothing: who has only that is not ranked', () => {
    const weightless = withWeights(scheme, new Map(Object.entries({ duty: 0, c: 100 })));
    const objects = [object('only', { a: 5 }), object('some', { c: 5 })];
    expect(partialData(weightless, { objects })).toEqual([]);
  });
});
