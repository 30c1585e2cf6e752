import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ahpPriorities,
  checkWeightSet,
  combineWeights,
  RulesError,
  redistribute,
  roundWeights,
} from '../../../rules/index.ts';

const sum = (w: readonly number[]) => w.reduce((a, b) => a + b, 0);

describe('checkWeightSet', () => {
  it.each([
    [[33.3, 33.3, 33.4], true, 0, undefined],
    [[60, 30], false, -10, '权重之和为 90，还差 10，请补足。'],
    [[60, 40.5], false, 0.5, '权重之和为 100.5，超出 0.5，请调低。'],
    [[120, -20], false, 0, '第 2 项权重无效，应为不小于 0 的数值。'],
    [[0.1, 0.2, 99.7], true, 0, undefined],
    // the sum is looked at, not each weight rounded
    [Array(7).fill(14.2857), true, 0, undefined],
    [Array(8).fill(12.5004), false, 0.003, '权重之和为 100.003，超出 0.003，请调低。'],
  ])('%j', (weights, ok, difference, message) => {
    expect(checkWeightSet(weights)).toMatchObject({ ok, difference });
    expect(checkWeightSet(weights).message).toBe(message);
  });
});

describe('redistribute and roundWeights', () => {
  const set = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 12 });
  it('keeps 100 and the proportion of the others', () => {
    fc.assert(
      fc.property(set, fc.nat(), fc.integer({ min: 0, max: 100 }), (weights, pick, w) => {
        const at = pick % weights.length;
        const next = redistribute(weights, at, w);
        expect(sum(next)).toBeCloseTo(100, 9);
        expect(next[at]).toBe(w);
        const others = (l: readonly number[]) => l.filter((_, i) => i !== at);
        const rest = sum(others(weights));
        if (rest > 0)
          others(next).forEach((x, i) => {
            expect(x).toBeCloseTo(((others(weights)[i] as number) / rest) * (100 - w), 9);
          });
      }),
    );
  });
  it('rounds so that the sum is exactly 100 and nobody moves by a step or more', () => {
    fc.assert(
      fc.property(
        set.filter((s) => sum(s) > 0),
        fc.nat(3),
        (weights, decimals) => {
          const rounded = roundWeights(weights, decimals);
          const step = 10 ** -decimals;
          expect(checkWeightSet(rounded).ok).toBe(true);
          rounded.forEach((x, i) => {
            expect(Math.abs(x - ((weights[i] as number) / sum(weights)) * 100)).toBeLessThan(step + 1e-9);
          });
        },
      ),
    );
    expect(roundWeights([1, 1, 1])).toEqual([33.34, 33.33, 33.33]);
  });
  it.each([[[0, 0]], [[Number.NaN, 1]], [[-1, 2]], [[1e308, 1e308]]])('refuses %j', (weights) => {
    expect(() => roundWeights(weights)).toThrow(RulesError);
  });
  it('refuses a weight out of range', () => {
    expect(() => redistribute([50, 50], 0, 100.1)).toThrow(RulesError);
    expect(() => redistribute([50, 50], 2, 10)).toThrow(RulesError);
    expect(redistribute([100], 0, 30)).toEqual([100]);
  });
});

describe('combineWeights', () => {
  it('joins deputies and editor by their shares', () => {
    expect(
      combineWeights([
        { weights: [70, 30], share: 60 },
        { weights: [1, 1], share: 40 },
      ]),
    ).toEqual([62, 38]);
  });
  it('refuses sets that do not fit', () => {
    expect(() =>
      combineWeights([
        { weights: [1], share: 1 },
        { weights: [1, 2], share: 1 },
      ]),
    ).toThrow(RulesError);
    expect(() => combineWeights([{ weights: [0, 0], share: 1 }])).toThrow(RulesError);
    expect(() => combineWeights([])).toThrow(RulesError);
  });
});

describe('ahpPriorities', () => {
  it('gives a consistent matrix back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 15 }),
        (w) => {
          const total = sum(w);
          const result = ahpPriorities(w.map((a) => w.map((b) => a / b)));
          result.weights.forEach((x, i) => {
            expect(x).toBeCloseTo((w[i] as number) / total, 10);
          });
          expect(result.lambdaMax).toBeCloseTo(w.length, 8);
          expect(result.consistencyRatio).toBeCloseTo(0, 8);
        },
      ),
    );
  });
  it('solves a 3 by 3 matrix as its characteristic equation does', () => {
    // det(A − λI) = 0 for a reciprocal 3 by 3 matrix: λ = 1 + t^(1/3) + t^(−1/3), t = a12·a23/a13
    const [a12, a13, a23] = [3, 5, 4];
    const { weights, lambdaMax, consistencyIndex, consistencyRatio } = ahpPriorities([
      [1, a12, a13],
      [1 / a12, 1, a23],
      [1 / a13, 1 / a23, 1],
    ]);
    const t = Math.cbrt((a12 * a23) / a13);
    expect(lambdaMax).toBeCloseTo(1 + t + 1 / t, 10);
    expect(consistencyIndex).toBeCloseTo((lambdaMax - 3) / 2, 12);
    expect(consistencyRatio).toBeCloseTo(consistencyIndex / 0.58, 12);
    expect(sum(weights)).toBeCloseTo(1, 12);
    // for three criteria the eigenvector is the row geometric mean
    const geometric = [Math.cbrt(a12 * a13), Math.cbrt(a23 / a12), Math.cbrt(1 / (a13 * a23))];
    weights.forEach((w, i) => {
      expect(w).toBeCloseTo((geometric[i] as number) / sum(geometric), 10);
    });
  });
  it('names its random-index table', () => {
    const m = [
      [1, 2, 6],
      [1 / 2, 1, 2],
      [1 / 6, 1 / 2, 1],
    ];
    const [a, b] = [ahpPriorities(m), ahpPriorities(m, { randomIndex: 'saaty2005' })];
    expect(b.consistencyRatio / a.consistencyRatio).toBeCloseTo(0.58 / 0.52, 10);
  });
  it('follows the criteria when they change places', () => {
    const judgement = fc.constantFrom(1 / 9, 1 / 5, 1 / 3, 1, 3, 5, 9);
    fc.assert(
      fc.property(fc.array(judgement, { minLength: 6, maxLength: 6 }), ([a, b, c, d, e, f]) => {
        const [p, q, r, s, t, u] = [a, b, c, d, e, f] as [number, number, number, number, number, number];
        const m = [
          [1, p, q, r],
          [1 / p, 1, s, t],
          [1 / q, 1 / s, 1, u],
          [1 / r, 1 / t, 1 / u, 1],
        ];
        const back = m.map((row) => [...row].reverse()).reverse();
        const [x, y] = [ahpPriorities(m), ahpPriorities(back)];
        [...y.weights].reverse().forEach((w, i) => {
          expect(w).toBeCloseTo(x.weights[i] as number, 9);
        });
        expect(x.lambdaMax).toBeGreaterThanOrEqual(4);
      }),
    );
  });
  it.each([
    [[], /阶/],
    [[[1, 2]], /第 1 行/],
    [
      [
        [1, 2],
        [2, 1],
      ],
      /倒数/,
    ],
    [[[2]], /倒数/],
    [
      [
        [1, 0],
        [0, 1],
      ],
      /正数/,
    ],
    [
      [
        [1, Number.NaN],
        [1, 1],
      ],
      /正数/,
    ],
    [
      [
        [1, '2'],
        [0.5, 1],
      ],
      /正数/,
    ],
    [Array.from({ length: 16 }, () => Array.from({ length: 16 }, () => 1)), /15 阶/],
  ])('refuses %j', (matrix, message) => {
    expect(() => ahpPriorities(matrix as number[][])).toThrow(message);
  });
});
