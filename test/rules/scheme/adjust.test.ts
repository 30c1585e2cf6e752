/** Bonuses, deductions and vetoes: in the score, the what-if, robustness and grades. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Adjustment,
  createWhatIf,
  type EvaluatedObject,
  gradeByRuleSet,
  gradeFacts,
  type IndicatorLeaf,
  measure,
  parseScheme,
  type RuleSet,
  rankHolds,
  type Scheme,
  score,
  turningPoints,
  type Veto,
} from '../../../rules/index.ts';

const leaf = (id: string, weight: number): IndicatorLeaf => ({
  id,
  title: id,
  weight,
  direction: 'higher',
  scale: { kind: 'linear', min: 0, max: 100 },
  missing: 'exclude',
  source: { kind: 'given' },
});
const scheme = (more: Partial<Scheme> = {}): Scheme => ({
  kind: 'scheme',
  id: 'test',
  title: '测试',
  objectKind: '部门',
  facts: [],
  indicators: [leaf('a', 60), leaf('b', 40)],
  grades: [
    { id: 'good', title: '好', atLeast: 80 },
    { id: 'plain', title: '一般', atLeast: 60 },
    { id: 'bad', title: '差', atLeast: 0 },
  ],
  decimals: 6,
  ...more,
});
const objects = (list: Record<string, number | null>[]): EvaluatedObject[] =>
  list.map((given, i) => ({ id: `o${i}`, cases: [], given }));
const scored = (s: Scheme, list: Record<string, number | null>[]) => score(s, measure(s, objects(list)));
const per: Adjustment = {
  id: 'late',
  title: '逾期',
  kind: 'deduction',
  points: { per: 2 },
  source: { kind: 'given' },
  cap: 5,
};
const below = (fact: string, value: number) => ({ all: [{ fact, operator: 'lessThan', value }] });
const veto: Veto = { id: 'veto', title: '一票否决', when: below('b', 20), grade: 'bad', atMost: 59 };

describe('adjustments', () => {
  it('are points per unit, flat, on a condition, capped each and in all, in their order', () => {
    const s = scheme({
      adjustments: [
        per,
        {
          id: 'bonus',
          title: '加分',
          kind: 'bonus',
          points: 4,
          when: { all: [{ fact: 'a', operator: 'greaterThanInclusive', value: 90 }] },
        },
        { id: 'more', title: '再加', kind: 'bonus', points: 4 },
      ],
      adjustmentCaps: { bonus: 6 },
    });
    const [x, y] = scored(s, [
      { a: 90, b: 50, late: 1 },
      { a: 50, b: 50, late: 4 },
    ]);
    expect(x).toMatchObject({ base: 74, total: 78 });
    expect(x!.adjustments).toEqual([
      { id: 'late', title: '逾期', points: -2 },
      { id: 'bonus', title: '加分', points: 4 },
      { id: 'more', title: '再加', points: 2, capped: true },
    ]);
    expect(y).toMatchObject({ base: 50, total: 49 });
    expect(y!.adjustments).toEqual([
      { id: 'late', title: '逾期', points: -5, capped: true },
      { id: 'more', title: '再加', points: 4 },
    ]);
  });

  it('are not cut where they just reach the cap: 0.1 and 0.2 are 0.3', () => {
    const bonus = (id: string, points: number) => ({ id, title: id, kind: 'bonus' as const, points });
    const s = scheme({ adjustments: [bonus('x', 0.1), bonus('y', 0.2)], adjustmentCaps: { bonus: 0.3 } });
    expect(scored(s, [{ a: 50, b: 50 }])[0]!.adjustments).toEqual([
      { id: 'x', title: 'x', points: 0.1 },
      { id: 'y', title: 'y', points: 0.2 },
    ]);
  });

  it('a missing value gives no points and says so; a negative one none', () => {
    const s = scheme({ adjustments: [per] });
    const [x, y, z] = scored(s, [
      { a: 50, b: 50 },
      { a: 50, b: 50, late: -3 },
      { a: 50, b: 50, late: 1e308 },
    ]);
    expect(x!.adjustments).toEqual([{ id: 'late', title: '逾期', points: 0, missing: true }]);
    expect(x!.total).toBe(50);
    expect(y!.total).toBe(50);
    expect(z!.total).toBe(45);
  });

  it('never lead below 0, nor make a total of nothing', () => {
    const s = scheme({ adjustments: [{ ...per, points: 50, cap: 50 }] });
    expect(scored(s, [{ a: 10, b: 10, late: 1 }, { late: 1 }]).map((x) => x.total)).toEqual([0, null]);
  });
});

describe('vetoes', () => {
  it('set the grade and cap the total, bonuses or not', () => {
    const s = scheme({ vetoes: [veto], adjustments: [{ id: 'x', title: '加', kind: 'bonus', points: 20 }] });
    const [x, y] = scored(s, [
      { a: 100, b: 10 },
      { a: 100, b: 20 },
    ]);
    expect(x).toMatchObject({
      base: 64,
      total: 59,
      grade: { id: 'bad' },
      veto: { id: 'veto', title: '一票否决' },
      rank: 2,
    });
    expect(y).toMatchObject({ total: 88, grade: { id: 'good' } });
    expect(y!.veto).toBeUndefined();
  });

  it('with several, all are told, the strictest limit holds, the first grade stands', () => {
    const s = scheme({
      vetoes: [
        { ...veto, id: 'v1', atMost: 70 },
        { id: 'v2', title: '二', when: below('b', 20), atMost: 30 },
      ],
    });
    const [x] = scored(s, [{ a: 100, b: 0 }]);
    expect(x).toMatchObject({ total: 30, grade: { id: 'bad' } });
    expect(x!.vetoes!.map((v) => v.id)).toEqual(['v1', 'v2']);
  });

  it('that cannot be decided for want of data are told', () => {
    const s = scheme({ vetoes: [{ ...veto, source: { kind: 'given' }, when: below('veto', 1) }] });
    const { problems } = measure(s, objects([{ a: 1, b: 1 }]));
    expect(problems.map((p) => p.code)).toEqual(['veto-unknown']);
  });

  it('win over a rule set that gives grades, which may ask about them', () => {
    const rules: RuleSet = {
      kind: 'ruleset',
      id: 'g',
      title: '等次',
      facts: gradeFacts(scheme()),
      combine: 'first',
      rules: [
        {
          name: 'a',
          title: '好',
          conditions: { all: [{ fact: 'bonus', operator: 'greaterThan', value: 1 }] },
          event: { type: 'grade', params: { grade: 'good', title: '优秀' } },
        },
        {
          name: 'b',
          title: '不合格',
          conditions: { all: [{ fact: 'total', operator: 'notEqual', value: null }] },
          event: { type: 'grade', params: { grade: 'bad', title: '不合格' } },
        },
      ],
    };
    const s = scheme({
      gradeRules: 'g',
      vetoes: [veto],
      adjustments: [{ id: 'x', title: '加', kind: 'bonus', points: 20 }],
    });
    const grades = gradeByRuleSet(
      scored(s, [
        { a: 100, b: 10 },
        { a: 100, b: 20 },
      ]),
      rules,
    );
    expect(grades.map((g) => g.grade)).toEqual([
      { id: 'bad', title: '不合格' },
      { id: 'good', title: '优秀' },
    ]);
  });
});

describe('checks', () => {
  const codes = (more: Partial<Scheme>) =>
    parseScheme(scheme(more)).problems.map((p) => `${p.code} ${p.pointer}`);
  it('name what is missing and what leads nowhere', () => {
    const { cap: _cap, ...uncapped } = per;
    const { source: _source, ...sourceless } = per;
    const { grade: _grade, atMost: _atMost, ...toothless } = veto;
    expect(codes({ adjustments: [uncapped] })).toEqual(['adjustment-cap /adjustments/0/cap']);
    expect(codes({ adjustments: [uncapped], adjustmentCaps: { deduction: 9 } })).toEqual([]);
    expect(codes({ adjustments: [sourceless] })).toEqual(['adjustment /adjustments/0/source']);
    expect(codes({ adjustments: [{ ...per, id: 'a' }] })).toEqual(['duplicate /adjustments/0/id']);
    expect(codes({ vetoes: [toothless] })).toEqual(['veto /vetoes/0']);
    expect(codes({ vetoes: [{ ...veto, grade: 'none' }] })).toEqual(['veto-grade /vetoes/0/grade']);
    expect(codes({ vetoes: [{ ...veto, when: below('nobody', 1) }] })).toEqual([
      'unknown-fact /vetoes/0/when/all/0/fact',
    ]);
    expect(codes({ vetoes: [{ ...veto, id: '__proto__' }] })).toEqual(['schema /vetoes/0/id']);
    expect(codes({ adjustments: [{ ...per, points: -1 }] })).toEqual(['schema /adjustments/0/points']);
    expect(codes({ adjustments: [{ id: 'x', title: '加', kind: 'bonus', points: 1 }] })).toEqual([
      'adjustment-always /adjustments/0',
    ]);
  });
});

const value = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null, freq: 6 });
const row = fc.record({ a: value, b: value, late: value });
const rows = fc.array(row, { minLength: 1, maxLength: 8 });
const adjustments = fc.record({
  points: fc.integer({ min: 0, max: 30 }),
  perUnit: fc.double({ min: 0, max: 3, noNaN: true }),
  cap: fc.integer({ min: 0, max: 20 }),
  all: fc.integer({ min: 0, max: 25 }),
  bar: fc.integer({ min: 0, max: 100 }),
  limit: fc.integer({ min: 0, max: 100 }),
});
/** A better raw value only helps: the bonus and the veto ask in the direction of the indicator. */
const full = (x: {
  points: number;
  perUnit: number;
  cap: number;
  all: number;
  bar: number;
  limit: number;
}): Scheme =>
  scheme({
    adjustments: [
      {
        id: 'plus',
        title: '加',
        kind: 'bonus',
        points: x.points,
        when: { all: [{ fact: 'a', operator: 'greaterThanInclusive', value: x.bar }] },
      },
      { ...per, points: { per: x.perUnit }, cap: x.cap },
      { id: 'minus', title: '扣', kind: 'deduction', points: x.points, when: below('a', x.bar) },
    ],
    adjustmentCaps: { bonus: x.all, deduction: x.all },
    vetoes: [{ id: 'no', title: '否决', when: below('b', x.bar), atMost: x.limit }],
  });

describe('always', () => {
  it('caps hold, the total is base and adjustments within its bounds, a veto wins', () =>
    fc.assert(
      fc.property(rows, adjustments, (list, x) => {
        for (const s of scored(full(x), list)) {
          const sum = (sign: number) => s.adjustments.reduce((n, a) => n + Math.max(0, sign * a.points), 0);
          expect(sum(1)).toBeLessThanOrEqual(x.all + 1e-9);
          expect(sum(-1)).toBeLessThanOrEqual(x.all + 1e-9);
          expect(Math.abs(s.adjustments.find((a) => a.id === 'late')!.points)).toBeLessThanOrEqual(x.cap);
          if (s.base === null) {
            expect(s.total).toBeNull();
            continue;
          }
          const open = Math.max(0, s.base + sum(1) - sum(-1));
          expect(s.total).toBeCloseTo(s.veto ? Math.min(open, x.limit) : open, 5);
        }
      }),
    ));

  it('permuting objects changes nothing', () =>
    fc.assert(
      fc.property(rows, adjustments, fc.infiniteStream(fc.nat()), (list, x, random) => {
        const s = full(x);
        const order = list.map((_, i) => i).sort(() => ((random.next().value as number) % 2 ? 1 : -1));
        const before = scored(s, list);
        const after = scored(
          s,
          order.map((i) => list[i]!),
        );
        order.forEach((i, k) => {
          const { id: _a, title: _b, reasons: _c, ...now } = after[k]!;
          const { id: _d, title: _e, reasons: _f, ...was } = before[i]!;
          expect(now).toEqual(was);
        });
      }),
    ));

  it('a better value never lowers the total', () =>
    fc.assert(
      fc.property(
        rows,
        adjustments,
        fc.constantFrom('a', 'b'),
        fc.integer({ min: 1, max: 50 }),
        (list, x, id, more) => {
          const was = list[0]![id as 'a' | 'b'];
          if (was === null) return;
          const s = full(x);
          const raised = [{ ...list[0]!, [id]: was + more }, ...list.slice(1)];
          expect(scored(s, raised)[0]!.total!).toBeGreaterThanOrEqual(scored(s, list)[0]!.total!);
        },
      ),
    ));

  it('the what-if gives what the score gives, with any weight', () =>
    fc.assert(
      fc.property(rows, adjustments, fc.integer({ min: 0, max: 100 }), (list, x, w) => {
        const s = full(x);
        const measured = measure(s, objects(list));
        const moved = createWhatIf(s, measured).withWeight('a', w);
        const whole = score({ ...s, indicators: [leaf('a', w), leaf('b', 100 - w)] }, measured);
        moved.totals.forEach((t, i) => {
          const full = whole[i]!;
          expect(t).toMatchObject({ total: full.total, base: full.base, rank: full.rank });
          expect(t.grade?.id).toBe(full.grade?.id);
          expect(t.adjustments).toEqual(full.adjustments);
          expect(t.vetoes).toEqual(full.vetoes ?? []);
        });
        expect(moved.result()).toEqual(whole);
      }),
    ));

  it('turning points are where the what-if turns, and ranks hold as it says', () =>
    fc.assert(
      fc.property(rows, adjustments, (list, x) => {
        const s = full(x);
        const measured = measure(s, objects(list));
        const start = createWhatIf(s, measured);
        const at = (w: number) => createWhatIf({ ...s, decimals: 6 }, measured).withWeight('a', w).totals;
        for (const turn of turningPoints(s, measured).filter((t) => t.indicator === 'a')) {
          const step = turn.to < turn.from ? -1e-3 : 1e-3;
          if (turn.to + step < 0 || turn.to + step > 100) continue;
          const of = (w: number) => turn.objects.map((id) => at(w).find((t) => t.id === id)!.total as number);
          const sign = ([p, q]: number[]) =>
            Math.sign(turn.grade ? (p as number) - turn.grade.atLeast : (p as number) - (q as number));
          const [before, beyond] = [sign(of(turn.from)), sign(of(turn.to + step))];
          // a limit may hold both at the same total beyond the turn
          expect(before === beyond && before !== 0, JSON.stringify({ turn, before, beyond })).toBe(false);
        }
        const holds = rankHolds(s, measured, [
          new Map([
            ['a', 60],
            ['b', 40],
          ]),
        ]);
        holds.forEach((h, i) => {
          expect(h.rank).toBe(start.totals[i]!.rank);
          if (h.rank !== null) expect(h.holds).toBe(1);
        });
      }),
      { numRuns: 300 },
    ));
});
