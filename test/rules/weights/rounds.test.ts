import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ahpPriorities,
  averageRanks,
  countWeights,
  entropyWeights,
  judgementMatrix,
  kendallW,
  leastConsistent,
  type PairwiseRule,
  pairsOf,
  RulesError,
  refuseWeightBallot,
  SAATY_SCALE,
  viewJudgements,
  type WeightRule,
} from '../../../rules/index.ts';

const sum = (w: readonly number[]) => w.reduce((a, b) => a + b, 0);
const points = (...sets: number[][]) => sets.map((p) => ({ points: p }));
const direct = (kind: 'mean' | 'median' | 'geometricMean'): WeightRule => ({
  method: 'direct',
  mean: { kind },
});
const pairwise = (o: Partial<PairwiseRule> = {}): PairwiseRule => ({
  method: 'ahp',
  randomIndex: 'saaty1980',
  limit: 0.1,
  above: 'include',
  group: 'judgements',
  ...o,
});

describe('judgements', () => {
  // Saaty's example of choosing a school, 1980: C.R. is above the limit
  const school = [4, 3, 1, 3, 4, 7, 3, 1 / 5, 1, 1 / 5, 1 / 5, 1 / 6, 1, 1 / 3, 3];
  it('gives the priorities of a published matrix', () => {
    const view = viewJudgements(6, school);
    [0.32, 0.14, 0.03, 0.13, 0.24, 0.14].forEach((w, i) => {
      expect(view.weights[i]).toBeCloseTo(w, 2);
    });
    expect(view.lambdaMax).toBeCloseTo(7.42, 2);
    expect(view.consistencyRatio).toBeGreaterThan(0.1);
    expect(view.worst?.ratioThen).toBeLessThan(view.consistencyRatio);
  });
  it('finds the one judgement that was turned round, and its value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 6 }), fc.nat(), (n, pick) => {
        // consistent: each criterion is 1.5 times the next; one judgement is turned round
        const sound = pairsOf(n).map(([i, j]) => 1.5 ** (j - i));
        const at = pick % sound.length;
        const pair = pairsOf(n)[at] as readonly [number, number];
        fc.pre(pair[1] - pair[0] >= 3);
        const wrong = sound.map((v, k) => (k === at ? 1 / v : v));
        const worst = leastConsistent(judgementMatrix(n, wrong));
        expect(worst?.pair).toEqual(pair);
        expect(worst?.implied).toBeCloseTo(sound[at] as number, 1);
        expect(SAATY_SCALE).toContain(worst?.suggested);
      }),
    );
  });
  it('has nothing to mend in a consistent matrix on the scale', () => {
    expect(leastConsistent(judgementMatrix(3, [2, 4, 2]))).toBeUndefined();
    expect(leastConsistent(judgementMatrix(2, [9]))).toBeUndefined();
  });
  it('refuses what is missing or beyond the scale, by its place', () => {
    expect(() => judgementMatrix(3, [1, 2])).toThrow('3 项指标应有 3 个两两比较，实际为 2 个。');
    for (const bad of [0, -1, 10, Number.NaN, Number.POSITIVE_INFINITY, '3' as unknown as number])
      expect(() => judgementMatrix(3, [1, bad, 1])).toThrow('第 2 个两两比较应在 1/9 至 9 之间。');
  });
});

describe('countWeights, direct', () => {
  it.each([
    ['mean', [50, 50]],
    ['median', [60, 40]],
  ] as const)('%s', (kind, weights) => {
    expect(countWeights(direct(kind), 2, points([60, 40], [70, 30], [20, 80])).weights).toEqual(weights);
  });
  it('drops the highest and the lowest, and says when nobody is left', () => {
    const rule: WeightRule = { method: 'direct', mean: { kind: 'trimmedMean', drop: 1 } };
    expect(countWeights(rule, 2, points([60, 40], [100, 0], [20, 80])).weights).toEqual([60, 40]);
    expect(() => countWeights(rule, 2, points([60, 40], [50, 50]))).toThrow('有效权重票至少应有 3 张');
  });
  it('has no weights without ballots, and one voter’s with one', () => {
    expect(countWeights(direct('mean'), 2, [])).toMatchObject({ weights: null, cast: 0, agreement: null });
    expect(countWeights(direct('median'), 2, points([70, 30])).weights).toEqual([70, 30]);
  });
  it('says when a geometric mean or a median comes to nothing', () => {
    expect(() => countWeights(direct('geometricMean'), 2, points([100, 0], [0, 100]))).toThrow(RulesError);
    expect(() => countWeights(direct('median'), 3, points([100, 0, 0], [0, 100, 0], [0, 0, 100]))).toThrow(
      '全为 0',
    );
  });
  it.each([
    [{ points: [50, 40] }, 'NOT_100', '权重之和为 90，还差 10，请补足。'],
    [{ points: [120, -20] }, 'INVALID', '第 2 项权重无效，应为不小于 0 的数值。'],
    [{ points: [100] }, 'WRONG_LENGTH', '应给 2 项指标分配权重，实际为 1 项。'],
    [{ points: ['50', 50] }, 'INVALID', '每项权重应为数值。'],
    [{ points: [Number.NaN, 100] }, 'INVALID', '第 1 项权重无效，应为不小于 0 的数值。'],
    [{ judgements: [1] }, 'WRONG_KIND', '权重票的方式与本轮不符，请刷新后重填。'],
    [{ points: { length: 2 } }, 'WRONG_KIND', '权重票的方式与本轮不符，请刷新后重填。'],
  ])('refuses %j', (ballot, code, message) => {
    const refusal = refuseWeightBallot(direct('mean'), 2, ballot as never);
    expect(refusal).toEqual({ code, message });
    expect(() => countWeights(direct('mean'), 2, [ballot as never])).toThrow(message);
  });
});

describe('countWeights, pairwise', () => {
  const sound = { judgements: [2, 4, 2] };
  const circular = { judgements: [9, 1 / 9, 9] };
  it('keeps, leaves out or refuses what is above the limit, as the rule says', () => {
    expect(countWeights(pairwise(), 3, [sound, circular])).toMatchObject({
      cast: 2,
      counted: 2,
      excluded: 0,
    });
    const left = countWeights(pairwise({ above: 'exclude' }), 3, [sound, circular]);
    expect(left).toMatchObject({ cast: 2, counted: 1, excluded: 1 });
    [4, 2, 1].forEach((w, i) => {
      expect(left.weights?.[i]).toBeCloseTo((w / 7) * 100, 9);
    });
    expect(refuseWeightBallot(pairwise({ above: 'refuse' }), 3, circular)?.code).toBe('INCONSISTENT');
    expect(refuseWeightBallot(pairwise({ above: 'refuse' }), 3, sound)).toBeUndefined();
    const none = countWeights(pairwise({ above: 'exclude' }), 3, [circular]);
    expect(none).toMatchObject({ weights: null, counted: 0, excluded: 1 });
  });
  it('joins opposite judgements to equal weights, either way', () => {
    for (const group of ['judgements', 'priorities'] as const) {
      const { weights } = countWeights(pairwise({ group }), 2, [
        { judgements: [5] },
        { judgements: [1 / 5] },
      ]);
      expect(weights?.[0]).toBeCloseTo(50, 9);
    }
  });
});

describe('whatever is cast', () => {
  const judgement = fc.constantFrom(...SAATY_SCALE);
  const rules: fc.Arbitrary<PairwiseRule> = fc.record({
    method: fc.constant('ahp' as const),
    randomIndex: fc.constantFrom('saaty1980' as const, 'saaty2005' as const),
    limit: fc.constant(0.1),
    above: fc.constantFrom('exclude' as const, 'include' as const),
    group: fc.constantFrom('judgements' as const, 'priorities' as const),
  });
  it('sums to 100, and the order of the voters changes not a digit', () => {
    fc.assert(
      fc.property(
        rules,
        fc.array(fc.array(judgement, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        (rule, given, turn) => {
          const ballots = given.map((judgements) => ({ judgements }));
          const turned = [
            ...ballots.slice(turn % ballots.length),
            ...ballots.slice(0, turn % ballots.length),
          ];
          const result = countWeights(rule, 4, ballots);
          expect(countWeights(rule, 4, turned)).toEqual(result);
          if (result.weights) expect(sum(result.weights)).toBeCloseTo(100, 9);
          expect(result.counted + result.excluded).toBe(result.cast);
        },
      ),
    );
  });
  it('gives voters who all say the same what they say', () => {
    fc.assert(
      fc.property(
        rules,
        fc.array(judgement, { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 5 }),
        (rule, j, m) => {
          const { weights } = countWeights(
            { ...rule, above: 'include' },
            3,
            Array(m).fill({ judgements: j }),
          );
          ahpPriorities(judgementMatrix(3, j)).weights.forEach((w, i) => {
            expect(weights?.[i]).toBeCloseTo(w * 100, 6);
          });
        },
      ),
    );
  });
});

describe('agreement', () => {
  it('ranks ties by the mean of their places', () => {
    expect(averageRanks([30, 50, 30, 10])).toEqual([2.5, 1, 2.5, 4]);
  });
  it('is 1 for one order, 0 for opposite ones, null when nothing can be said', () => {
    expect(
      kendallW([
        [50, 30, 20],
        [60, 30, 10],
      ]),
    ).toBe(1);
    expect(
      kendallW([
        [50, 30, 20],
        [20, 30, 50],
      ]),
    ).toBe(0);
    expect(kendallW([[50, 30, 20]])).toBeNull();
    expect(
      kendallW([
        [50, 50],
        [50, 50],
      ]),
    ).toBeNull();
  });
  it('gives the figure of a textbook example with ties', () => {
    // Siegel & Castellan, Nonparametric Statistics, ranks of four judges computed by hand from the formula
    const ranks = [
      [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
      [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
      [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
    ];
    // highest first: a rank is turned into a value
    expect(kendallW(ranks.map((r) => r.map((x) => -x)))).toBeCloseTo(0.828, 3);
  });
});

describe('entropyWeights', () => {
  it('gives no weight to what tells nothing apart, all alike when nothing does', () => {
    expect(
      entropyWeights([
        [80, 90],
        [80, 10],
      ]).weights,
    ).toEqual([0, 100]);
    expect(
      entropyWeights([
        [80, 90, 0],
        [80, 90, 0],
      ]).weights,
    ).toEqual([100 / 3, 100 / 3, 100 / 3]);
  });
  it('gives the figures of the formula', () => {
    // p = 0.25, 0.75: e = 0.811278; p = 0, 1: e = 0
    const { weights, entropy } = entropyWeights([
      [25, 0],
      [75, 60],
    ]);
    expect(entropy[0]).toBeCloseTo(0.811278, 6);
    expect(entropy[1]).toBe(0);
    expect(weights[0]).toBeCloseTo((100 * 0.188722) / 1.188722, 4);
  });
  it.each([
    [[[1, 2]], '至少需要两个对象'],
    [[[1, 2], [1]], '第 2 个对象的得分项数不同'],
    [
      [
        [1, 2],
        [1, -1],
      ],
      '第 2 个对象第 2 项得分应为不小于 0 的数值',
    ],
    [
      [
        [1, 2],
        [1, Number.NaN],
      ],
      '第 2 个对象第 2 项得分应为不小于 0 的数值',
    ],
  ])('refuses %j', (scores, message) => {
    expect(() => entropyWeights(scores)).toThrow(message);
  });
});
