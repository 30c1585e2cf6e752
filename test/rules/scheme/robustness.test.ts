import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createWhatIf,
  type IndicatorLeaf,
  type MeasuredObject,
  RulesError,
  rankHolds,
  type Scheme,
  turningPoints,
} from '../../../rules/index.ts';

const leaf = (id: string, weight: number): IndicatorLeaf => ({
  id,
  title: id,
  weight,
  direction: 'higher',
  missing: 'exclude',
  source: { kind: 'given' },
  scale: { kind: 'linear', min: 0, max: 100 },
});
const schemeOf = (indicators: Scheme['indicators'], grades: Scheme['grades'] = []): Scheme => ({
  kind: 'scheme',
  id: 's',
  title: 's',
  objectKind: '单位',
  facts: [],
  decimals: 6,
  indicators,
  grades,
});
const object = (id: string, values: Record<string, number | null>): MeasuredObject => ({
  id,
  title: id,
  values: Object.fromEntries(Object.entries(values).map(([k, value]) => [k, { value, base: [], hit: [] }])),
});

describe('turningPoints', () => {
  const two = schemeOf([leaf('a', 60), leaf('b', 40)], [{ id: 'good', title: '良好', atLeast: 80 }]);
  const objects = [object('x', { a: 90, b: 50 }), object('y', { a: 50, b: 90 })];
  it('names the weight at which two neighbours meet, and at which a grade is reached', () => {
    // x: 0.9 a + 0.5 (1 − a); y the other way round: they meet at 50; x reaches 80 at 75
    const turns = turningPoints(two, { objects });
    expect(turns.map((t) => ({ ...t, to: Math.round(t.to * 1e6) / 1e6 }))).toEqual([
      { indicator: 'a', from: 60, to: 50, objects: ['x', 'y'] },
      { indicator: 'b', from: 40, to: 50, objects: ['x', 'y'] },
      {
        indicator: 'a',
        from: 60,
        to: 75,
        objects: ['x'],
        grade: { id: 'good', title: '良好', atLeast: 80 },
        reaches: true,
      },
      {
        indicator: 'b',
        from: 40,
        to: 25,
        objects: ['x'],
        grade: { id: 'good', title: '良好', atLeast: 80 },
        reaches: true,
      },
    ]);
  });
  it('has none where nothing can turn', () => {
    expect(turningPoints(two, { objects: [] })).toEqual([]);
    expect(turningPoints(schemeOf([leaf('a', 100)]), { objects })).toEqual([]);
    const better = [object('x', { a: 90, b: 90 }), object('y', { a: 50, b: 50 })];
    expect(turningPoints(schemeOf(two.indicators), { objects: better })).toEqual([]);
    expect(turningPoints(two, { objects: [object('z', { a: null, b: null })] })).toEqual([]);
  });

  const value = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null, freq: 6 });
  const weight = fc.integer({ min: 1, max: 99 });
  const random = fc.record({
    scheme: fc
      .tuple(weight, weight, weight)
      .map(([w, v, u]) =>
        schemeOf(
          [
            { id: 'g', title: 'g', weight: w, children: [leaf('a', v), leaf('b', 100 - v)] },
            leaf('c', (100 - w) * (u / 100)),
            leaf('d', (100 - w) * (1 - u / 100)),
          ],
          [{ id: 'good', title: '良好', atLeast: 60 }],
        ),
      ),
    objects: fc
      .array(fc.record({ a: value, b: value, c: value, d: value }), { minLength: 2, maxLength: 5 })
      .map((list) => list.map((values, i) => object(`o${i}`, values))),
  });
  it('is where the what-if turns: the same before it, another order or grade behind it', () => {
    fc.assert(
      fc.property(random, ({ scheme, objects: list }) => {
        const whatIf = createWhatIf(scheme, { objects: list });
        for (const turn of turningPoints(scheme, { objects: list })) {
          const at = (w: number) => {
            const { totals } = whatIf.withWeight(turn.indicator, w);
            const total = (id: string) => totals.find((t) => t.id === id)?.total as number;
            const second =
              turn.objects[1] === undefined ? (turn.grade?.atLeast as number) : total(turn.objects[1]);
            return total(turn.objects[0]) - second;
          };
          expect(at(turn.to)).toBeCloseTo(0, 4);
          const way = Math.sign(turn.to - turn.from);
          // half way to it nothing has turned: it is the nearest
          const [before, start] = [at(turn.from + (turn.to - turn.from) / 2), at(turn.from)];
          if (Math.abs(before) > 1e-4) expect(Math.sign(before)).toBe(Math.sign(start));
          const beyond = turn.to + way * 0.5;
          if (turn.objects[1] === undefined && beyond >= 0 && beyond <= 100 && Math.abs(at(beyond)) > 1e-4)
            expect(Math.sign(at(beyond))).toBe(-Math.sign(start));
        }
      }),
      { numRuns: 500 },
    );
  });
  it('misses none: where the nearest is further away, no step of the what-if turns a neighbour', () => {
    fc.assert(
      fc.property(random, fc.constantFrom('g', 'a', 'c'), ({ scheme, objects: list }, id) => {
        const whatIf = createWhatIf(scheme, { objects: list });
        const turn = turningPoints(scheme, { objects: list }).find((t) => t.indicator === id && !t.grade);
        const from = whatIf.weights.get(id) as number;
        const reach = turn ? Math.abs(turn.to - from) : 100;
        const order = (w: number) =>
          whatIf
            .withWeight(id, w)
            .totals.filter((t) => t.total !== null)
            .map((t) => ({ id: t.id, total: t.total as number }));
        const start = order(from).sort((a, b) => b.total - a.total);
        for (const step of [0.2, 0.5, 0.9]) {
          for (const w of [from - step * reach, from + step * reach]) {
            // at the very ends an object whose only value weighs nothing has no total
            if (w <= 0 || w >= 100) continue;
            const now = new Map(order(w).map((o) => [o.id, o.total]));
            start.slice(1).forEach((o, k) => {
              const ahead = start[k] as (typeof start)[number];
              if (ahead.total - o.total < 1e-5) return;
              expect((now.get(ahead.id) as number) - (now.get(o.id) as number)).toBeGreaterThan(-1e-4);
            });
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('rankHolds', () => {
  const scheme = schemeOf([leaf('a', 60), leaf('b', 40)]);
  const objects = [
    object('x', { a: 90, b: 50 }),
    object('y', { a: 50, b: 90 }),
    object('z', { a: null, b: null }),
  ];
  const set = (a: number) =>
    new Map([
      ['a', a],
      ['b', 100 - a],
    ]);
  it('counts in how many weight sets a rank is held', () => {
    const [x, y, z] = rankHolds(scheme, { objects }, [set(70), set(80), set(50), set(10)]);
    expect(x).toEqual({ object: 'x', rank: 1, holds: 0.75, best: 1, worst: 2, ranks: { 1: 3, 2: 1 } });
    expect(y).toEqual({ object: 'y', rank: 2, holds: 0.5, best: 1, worst: 2, ranks: { 1: 2, 2: 2 } });
    expect(z).toEqual({ object: 'z', rank: null, holds: null, best: null, worst: null, ranks: {} });
    expect(rankHolds(scheme, { objects }, [])[0]).toMatchObject({ rank: 1, holds: null });
  });
  it('refuses what does not fit the scheme', () => {
    expect(() => rankHolds(scheme, { objects }, [new Map([['c', 1]])])).toThrow('指标“c”不存在');
    expect(() => rankHolds(scheme, { objects }, [new Map([['a', -1]])])).toThrow(RulesError);
  });
});
