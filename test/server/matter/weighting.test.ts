/** A weighting round over the real engine: opened by the block, papers once, counted, joined with the scheme's own. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  countPapers,
  type WeightingPaper,
  type WeightingResult,
  type WeightingSheet,
} from '../../../rules/index.ts';
import { openMatter, people } from './harness.ts';

const leaf = (id: string, weight: number) => ({
  id,
  title: `指标${id}`,
  weight,
  direction: 'higher',
  missing: 'exclude',
  source: { kind: 'given' },
  scale: { kind: 'linear', min: 0, max: 100 },
});
const SCHEME = {
  kind: 'scheme',
  id: 'appraisal',
  title: '部门评议',
  objectKind: '部门',
  facts: [],
  indicators: [leaf('a', 50), leaf('b', 30), leaf('c', 20)],
};
const DIRECT = { method: 'direct', mean: { kind: 'mean' } };
const AHP = { method: 'ahp', randomIndex: 'saaty1980', limit: 0.1, above: 'refuse', group: 'judgements' };
const rules = (by: object, scheme: object = SCHEME, more: object = {}) => {
  const named = { kind: 'weighting', id: 'vote', title: '代表赋权' };
  const vote = { ...named, scheme: 'appraisal', by, share: 60, secret: true, ...more };
  return new Map<string, typeof named>([
    ['vote', vote],
    ['appraisal', scheme as typeof SCHEME],
  ]);
};

let m: Awaited<ReturnType<typeof openMatter>>;
afterEach(() => m?.close());

async function openRound(by: object, scheme?: object, more?: object) {
  m = await openMatter({ rules: rules(by, scheme, more) });
  const c = await m.cases.start(people.dep1, { packageId: 'demo', data: { title: '评议' } });
  for (const [element, who, data] of [
    ['review', people.clerk, { leadBody: 'edu' }],
    ['answer', people.edu, { content: '已报' }],
  ] as const) {
    await m.settle();
    const q = { where: { lanes: 'all:/d/' }, limit: 50, sort: ['dueSort'] };
    const { items } = await m.store.find<{ elementId: string; id: string }>('tasks', q);
    await m.tasks.complete(who, items.find((t) => t.elementId === element)!.id, data);
  }
  await m.settle();
  const [mine] = await m.ballots.mine(people.dep2);
  return { caseId: c.id, id: mine?.round.id ?? '' };
}
const points = (...p: number[]) => ({ weights: { '': { points: p } } });

describe('a weighting round', () => {
  it('takes one paper of each elector, and joins the voters’ weights with the scheme’s own', async () => {
    const { caseId, id } = await openRound(DIRECT);
    await expect(m.ballots.cast(people.dep1, id, points(50, 30, 10))).rejects.toMatchObject({
      status: 422,
      places: [{ place: '/weights/', message: '“部门评议”：权重之和为 90，还差 10，请补足。' }],
    });
    await expect(m.ballots.cast(people.dep1, id, { answers: { result: 'yes' } })).rejects.toMatchObject({
      status: 422,
    });
    await m.ballots.cast(people.dep1, id, points(20, 40, 40));
    await expect(m.ballots.cast(people.dep1, id, points(20, 40, 40))).rejects.toMatchObject({ status: 409 });
    await expect(m.ballots.cast(people.edu, id, points(20, 40, 40))).rejects.toMatchObject({ status: 403 });
    expect((await m.ballots.round(id)).count).toBeUndefined();
    await m.ballots.cast(people.dep2, id, points(40, 20, 40));
    await m.settle();
    const round = await m.ballots.round(id);
    const { groups } = round.count as unknown as WeightingResult;
    expect(groups[0]).toMatchObject({ voters: { a: 30, b: 30, c: 40 }, combined: { a: 38, b: 30, c: 32 } });
    const ended = (await m.cases.get(caseId))!;
    expect(ended.state).toBe('completed');
    expect(await m.cases.facts(ended)).toMatchObject({
      'ballot.satisfaction.turnout': 1,
      'ballot.satisfaction.weights': { a: 38, b: 30, c: 32 },
    });
    // a recount of what is kept gives the same to the last digit, and nothing kept says who gave what
    const votes = (await m.store.find<WeightingPaper>('votes', { where: { roundId: id } })).items;
    const { sheet } = round.rule as unknown as { sheet: WeightingSheet };
    expect(JSON.parse(JSON.stringify(countPapers(sheet, votes)))).toEqual(round.count);
    expect(JSON.stringify(votes)).not.toMatch(/dep[12]/);
  });
  it('refuses judgements that contradict each other, where the rule says so', async () => {
    const { id } = await openRound(AHP);
    const judged = (...judgements: number[]) => ({ weights: { '': { judgements } } });
    await expect(m.ballots.cast(people.dep1, id, judged(9, 1 / 9, 9))).rejects.toMatchObject({ status: 422 });
    await m.ballots.cast(people.dep1, id, judged(2, 4, 2));
    await m.ballots.cast(people.dep2, id, judged(2, 4, 2));
    await m.settle();
    const { groups } = (await m.ballots.round(id)).count as unknown as WeightingResult;
    expect(groups[0]?.voters?.a).toBeCloseTo(400 / 7, 9);
    expect(groups[0]?.count.ahp?.consistencyRatio).toBeCloseTo(0, 9);
  });
  it('tells a count that cannot be made, and keeps the votes', async () => {
    const { id } = await openRound({ method: 'direct', mean: { kind: 'trimmedMean', drop: 1 } });
    await m.ballots.cast(people.dep1, id, points(20, 40, 40));
    await m.ballots.cast(people.dep2, id, points(40, 20, 40));
    await m.settle();
    const round = await m.ballots.round(id);
    expect(round).toMatchObject({
      state: 'closed',
      result: { problem: expect.stringContaining('至少应有 3 张') },
    });
    expect((await m.store.find('votes', { where: { roundId: id } })).items).toHaveLength(2);
  });
  it.each([
    [
      'a scheme with nothing to weigh',
      { ...SCHEME, indicators: [leaf('a', 100)] },
      {},
      '没有两项以上的同级指标',
    ],
    ['no scheme', SCHEME, { scheme: 'gone' }, '所指的指标体系“gone”不存在或有误'],
    ['a group that is not there', SCHEME, { asks: ['gone'] }, '“gone”下没有两项以上的指标'],
  ])('waits in an incident that says why: %s', async (_name, scheme, more, message) => {
    await openRound(DIRECT, scheme, more);
    const [incident] = await m.engine.incidents({ state: 'ACTIVE' });
    expect(incident).toMatchObject({ elementId: 'open' });
    expect(incident?.errorMessage).toContain(message);
  });
});
