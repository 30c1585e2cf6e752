import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjustedWeights,
  checkPaper,
  checkRuleDocument,
  checkWeightSet,
  combineRound,
  countPapers,
  diffSchemes,
  type IndicatorGroup,
  type IndicatorLeaf,
  pairsOf,
  parseWeightingRule,
  RulesError,
  SAATY_SCALE,
  type Scheme,
  sheetOf,
  type WeightingPaper,
  type WeightingResult,
  type WeightingRule,
  withRound,
  withWeights,
} from '../../../rules/index.ts';

const leaf = (id: string, weight: number): IndicatorLeaf => ({
  id,
  title: `指标${id}`,
  weight,
  direction: 'higher',
  missing: 'exclude',
  source: { kind: 'given' },
  scale: { kind: 'linear', min: 0, max: 100 },
});
const scheme: Scheme = {
  kind: 'scheme',
  id: 'appraisal',
  title: '部门评议',
  objectKind: '部门',
  facts: [],
  indicators: [
    { id: 'duty', title: '履职', weight: 60, children: [leaf('a', 50), leaf('b', 30), leaf('c', 20)] },
    { id: 'style', title: '作风', weight: 40, children: [leaf('d', 100)] },
  ],
};
const direct: WeightingRule = {
  kind: 'weighting',
  id: 'round',
  title: '代表赋权',
  scheme: 'appraisal',
  by: { method: 'direct', mean: { kind: 'mean' } },
  share: 60,
  secret: true,
};
const pairwise: WeightingRule = {
  ...direct,
  by: { method: 'ahp', randomIndex: 'saaty1980', limit: 0.1, above: 'refuse', group: 'judgements' },
};
const paper = (top: number[], duty: number[]): WeightingPaper => ({
  weights: { '': { points: top }, duty: { points: duty } },
});

describe('sheetOf', () => {
  it('asks for each group with two members or more, or for those named', () => {
    expect(sheetOf(direct, scheme).groups.map((g) => [g.id, g.criteria.map((c) => c.id)])).toEqual([
      ['', ['duty', 'style']],
      ['duty', ['a', 'b', 'c']],
    ]);
    expect(sheetOf({ ...direct, asks: ['duty'] }, scheme).groups.map((g) => g.id)).toEqual(['duty']);
  });
  it('says what cannot be weighed', () => {
    expect(() => sheetOf({ ...direct, asks: ['style'] }, scheme)).toThrow('“作风”下没有两项以上的指标');
    expect(() => sheetOf({ ...direct, asks: ['gone'] }, scheme)).toThrow('“gone”下没有两项以上的指标');
    expect(() => sheetOf(direct, { title: '空', indicators: [leaf('a', 100)] })).toThrow('“空”没有两项以上');
    const wide = { title: '宽', indicators: Array.from({ length: 16 }, (_, i) => leaf(`i${i}`, 6.25)) };
    expect(() => sheetOf(pairwise, wide)).toThrow('两两比较至多 15 项');
    expect(sheetOf(direct, wide).groups[0]?.criteria).toHaveLength(16);
  });
});

describe('checkPaper', () => {
  const sheet = sheetOf(direct, scheme);
  it('takes a paper that gives 100 in each group', () => {
    expect(checkPaper(sheet, paper([50, 50], [40, 30, 30]))).toEqual([]);
  });
  it.each([
    [paper([50, 40], [40, 30, 30]), '/weights/', '“部门评议”：权重之和为 90，还差 10，请补足。'],
    [{ weights: { '': { points: [50, 50] } } }, '/weights/duty', '请给“履职”下的各项指标赋权。'],
    [
      { weights: { ...paper([50, 50], [40, 30, 30]).weights, other: { points: [100] } } },
      '/weights/other',
      '本轮没有“other”这一组指标。',
    ],
    [{}, '/weights', '权重票的内容无法辨认，请刷新后重填。'],
    [null, '/weights', '权重票的内容无法辨认，请刷新后重填。'],
    [
      { weights: { __proto__: { points: [1] }, '': 1, duty: null } },
      '/weights/',
      '请给“部门评议”下的各项指标赋权。',
    ],
  ])('refuses %j', (given, pointer, message) => {
    expect(checkPaper(sheet, given as never)[0]).toMatchObject({ severity: 'error', pointer, message });
    expect(() => countPapers(sheet, [given as never])).toThrow(message);
  });
  it('refuses judgements that contradict each other, where the rule says so', () => {
    const [problem] = checkPaper(sheetOf({ ...pairwise, asks: ['duty'] }, scheme), {
      weights: { duty: { judgements: [9, 1 / 9, 9] } },
    });
    expect(problem).toMatchObject({ code: 'INCONSISTENT', pointer: '/weights/duty' });
    expect(problem?.message).toMatch(/^“履职”：判断的一致性比率为 \d\.\d{3}，超过 0.1，/);
  });
});

describe('countPapers', () => {
  const sheet = sheetOf(direct, scheme);
  const round = (result: WeightingResult) => ({
    ...{ id: 'key', title: '第一轮', closedAt: '2026-03-02T01:00:00.000Z', sheet, result },
  });
  it('joins the voters’ weights with the editor’s by the share, and puts them into the scheme', () => {
    const result = countPapers(sheet, [paper([80, 20], [20, 20, 60]), paper([60, 40], [40, 20, 40])]);
    expect(result.groups[0]?.voters).toEqual({ duty: 70, style: 30 });
    // 60 % of 70 and 40 % of 60
    expect(result.groups[0]?.combined).toEqual({ duty: 66, style: 34 });
    expect(result.groups[1]?.combined).toEqual({ a: 38, b: 24, c: 38 });
    const next = withRound(scheme, round(result));
    expect(next.indicators.map((n) => n.weight)).toEqual([66, 34]);
    expect(checkRuleDocument(next)).toEqual([]);
  });
  it('goes into the scheme by the share that its editor chooses, and the scheme names the round', () => {
    const result = countPapers(sheet, [paper([80, 20], [20, 20, 60]), paper([60, 40], [40, 20, 40])]);
    const next = withRound(scheme, round(result), 100);
    expect(next.indicators.map((n) => n.weight)).toEqual([70, 30]);
    expect(next.weightsFrom).toEqual({
      ...{ round: 'key', title: '第一轮', closedAt: '2026-03-02T01:00:00.000Z', cast: 2, share: 100 },
      weights: { duty: 70, style: 30, a: 30, b: 20, c: 50 },
    });
    expect(combineRound(sheet, result, 0)).toEqual({ duty: 60, style: 40, a: 50, b: 30, c: 20 });
    expect(combineRound(sheet, result, sheet.share)).toEqual(
      Object.assign({}, ...result.groups.map((g) => g.combined)),
    );
    expect(diffSchemes(scheme, next).filter((c) => c.field === 'weightsFrom')).toHaveLength(1);
    // changed by hand afterwards: allowed, and told
    const hand = withWeights(next, new Map(Object.entries({ a: 35, b: 15 })));
    expect(adjustedWeights(hand)).toEqual([
      { id: 'a', title: '指标a', taken: 30, now: 35 },
      { id: 'b', title: '指标b', taken: 20, now: 15 },
    ]);
    expect(checkRuleDocument(hand)).toMatchObject([
      {
        severity: 'warning',
        code: 'adjusted-weights',
        message: '权重采用“第一轮”的赋权结果后又作了调整：“指标a”、“指标b”。',
      },
    ]);
    expect(adjustedWeights(next)).toEqual([]);
    const [duty, style] = next.indicators as [IndicatorGroup, IndicatorGroup];
    const other = {
      ...next,
      indicators: [{ ...duty, children: [...duty.children.slice(1), leaf('e', 30)] }, style],
    };
    expect(adjustedWeights(other).map((w) => [w.id, w.taken, w.now])).toEqual([
      ['e', undefined, 30],
      ['a', 30, undefined],
    ]);
  });
  it('leaves the editor’s weights when nobody voted', () => {
    const result = countPapers(sheet, []);
    expect(result).toMatchObject({ cast: 0, hidden: false });
    expect(result.groups.map((g) => [g.voters, g.combined])).toEqual([
      [null, { duty: 60, style: 40 }],
      [null, { a: 50, b: 30, c: 20 }],
    ]);
  });
  it('tells nothing of too few, whose weights could be reckoned from the joined ones', () => {
    const small = { ...sheet, minGroup: 3 };
    const hidden = countPapers(small, [paper([80, 20], [20, 20, 60])]);
    expect(hidden.hidden).toBe(true);
    expect(hidden.groups[0]?.count).toMatchObject({ cast: 1, sets: [], spread: [], agreement: null });
    expect(hidden.groups.map((g) => [g.voters, g.combined])).toEqual([
      [null, { duty: 60, style: 40 }],
      [null, { a: 50, b: 30, c: 20 }],
    ]);
    expect(JSON.stringify(hidden)).not.toMatch(/80|0\.8/);
    expect(countPapers({ ...small, secret: false }, [paper([80, 20], [20, 20, 60])]).hidden).toBe(false);
  });
  it('tells nothing of a group for which too few are left, by their consistency or by trimming', () => {
    const five = Array.from({ length: 5 }, (_, i) => paper([80 - i, 20 + i], [20, 20, 60]));
    const least = { ...sheet, secret: true, minGroup: 5 };
    const by = (drop: number) => ({
      method: 'direct' as const,
      mean: { kind: 'trimmedMean' as const, drop },
    });
    expect(countPapers({ ...least, by: by(0) }, five).groups[0]).toMatchObject({ voters: { duty: 78 } });
    const trimmed = countPapers({ ...least, by: by(1) }, five);
    expect(trimmed.hidden).toBe(false);
    expect(trimmed.groups.map((g) => [g.few, g.voters, g.count.sets, g.count.spread])).toEqual([
      [true, null, [], []],
      [true, null, [], []],
    ]);
    expect(trimmed.groups[0]?.combined).toEqual({ duty: 60, style: 40 });
    const open = countPapers({ ...least, secret: false, by: by(2) }, five);
    expect(open.groups[0]).toMatchObject({ voters: { duty: 78 } });
  });
  it('does not go into a scheme whose members have changed', () => {
    const result = countPapers(sheet, []);
    const fewer = { ...scheme, indicators: [scheme.indicators[0]!] };
    expect(() => withRound(fewer, round(result))).toThrow(RulesError);
    expect(() => withRound(fewer, round(result))).toThrow('“部门评议”下的指标在赋权之后有增减，请重新赋权。');
  });
  it('a recount in any order gives the same to the last digit, and each group sums to exactly 100', () => {
    const judgements = fc.array(fc.constantFrom(...SAATY_SCALE), {
      minLength: pairsOf(3).length,
      maxLength: pairsOf(3).length,
    });
    const asked = sheetOf(
      { ...pairwise, asks: ['duty'], by: { ...(pairwise.by as object), above: 'exclude' } as never },
      scheme,
    );
    fc.assert(
      fc.property(fc.array(judgements, { maxLength: 6 }), (given) => {
        const papers = given.map((j) => ({ weights: { duty: { judgements: j } } }));
        const result = countPapers(asked, papers);
        expect(countPapers(asked, [...papers].reverse())).toEqual(result);
        expect(checkWeightSet(Object.values(result.groups[0]!.combined)).ok).toBe(true);
      }),
    );
  });
});

describe('parseWeightingRule', () => {
  it('reads a rule', () => {
    expect(parseWeightingRule(direct)).toEqual({ value: direct, problems: [] });
    expect(parseWeightingRule(pairwise).problems).toEqual([]);
  });
  it.each([
    [{ ...direct, share: 101 }, '/share', '占比应在 0 至 100 之间。'],
    [{ ...direct, asks: ['a', 'a'] }, '/asks/1', '“a”重复，请删去一处。'],
    [{ ...direct, asks: [] }, '/asks', '请至少选一组指标。'],
    [{ ...direct, by: { method: 'vote' } }, '/by', '赋权方法应为直接分配（direct）或两两比较（ahp）。'],
    [
      { ...direct, by: { method: 'direct', mean: { kind: 'trimmedMean', drop: 0 } } },
      '/by/mean/drop',
      '至少去掉 1 个。',
    ],
    [{ ...direct, secrets: true }, '', '不认识的内容“secrets”，请删去。'],
    [null, '', undefined],
  ])('says what is wrong with %j', (document, pointer, message) => {
    const [problem] = parseWeightingRule(document).problems;
    expect(problem?.severity).toBe('error');
    if (message === undefined) return;
    expect([problem?.pointer.replace(/\/method$/, ''), problem?.message]).toEqual([pointer, message]);
  });
});
