/** Results that evaluation.run keeps, over HTTP: whose they are, what they are of, beside the year before, as files. */

import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scenario, ScenarioSchema } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';
import { pointsBeyondMean, score } from '../../rules/scheme/score.ts';
import type { EvaluationResult } from '../../server/evaluations/results/collections.ts';
import { renderReport } from '../../server/evaluations/results/report.ts';
import type { EvidenceView, ResultPage, ResultView } from '../../server/evaluations/results/schemas.ts';
import { renderTable } from '../../server/evaluations/results/table.ts';
import type { PublicDetail } from '../../server/publications/schemas.ts';
import { groundOf } from '../../server/scenarios/folder.ts';
import { runScenarios } from '../../server/scenarios/runner.ts';
import { type Client, openServer, PASSWORD, type TestServer } from './support.ts';

const ID = 'department-appraisal';

describe('results of an appraisal', () => {
  let server: TestServer;
  const who: Record<string, Client> = {};
  const call = async (user: string, method: string, path: string, body?: unknown) => {
    who[user] ??= await server.client(user);
    return who[user].call(method, path, body);
  };
  const list = async (user: string, query = ''): Promise<ResultPage> =>
    (await call(user, 'GET', `/api/evaluation-results${query}`)).body;
  const view = async (user: string, id: string): Promise<ResultView> =>
    (await call(user, 'GET', `/api/evaluation-results/${id}`)).body;
  const evidence = async (user: string, id: string, object: string, of: string) =>
    call(user, 'GET', `/api/evaluation-results/${id}/evidence?object=${object}&of=${of}`);
  const file = async (user: string, id: string, name: string) => {
    who[user] ??= await server.client(user);
    const { cookie } = who[user];
    const res = await fetch(`${server.url}/api/evaluation-results/${id}/${name}`, { headers: { cookie } });
    expect(res.status).toBe(200);
    const bytes = new Uint8Array(await res.arrayBuffer());
    return { name: res.headers.get('content-disposition'), bytes, files: unzipSync(bytes) };
  };
  let [first, second] = ['', ''];

  beforeAll(async () => {
    server = await openServer({ packages: true, manual: '2025-01-02T01:00:00.000Z' });
    const files = await readPackageFolder(`processes/${ID}`);
    const read = (name: string): Scenario => ScenarioSchema.parse(JSON.parse(files[`cases/${name}.json`]!));
    const outcomes = await runScenarios(groundOf(server.app), [
      { packageId: ID, scenario: read('straight') },
      { packageId: ID, scenario: { ...read('vetoed'), at: '2026-03-10' } },
    ]);
    expect(outcomes.flatMap((o) => o.problems)).toEqual([]);
    const { items } = await list('renda1');
    [second, first] = items.map((r) => r.id) as [string, string];
  }, 300_000);
  afterAll(() => server?.close());

  it('are listed newest first, by year, and for the case', async () => {
    const { items } = await list('renda1');
    expect(items.map((r) => [r.year, r.objects, r.first?.title])).toEqual([
      [2026, 3, '卫生健康局'],
      [2025, 3, '教育局'],
    ]);
    expect((await list('renda1', '?year=2025')).items.map((r) => r.id)).toEqual([first]);
    expect((await list('renda1', `?caseId=${items[0]!.caseId}`)).items.map((r) => r.id)).toEqual([second]);
  });

  it('show the weights of the round, the mean, and the year before', async () => {
    const of2026 = await view('renda1', second);
    expect(of2026.weightsOf?.title).toBe('评议指标赋权（第 1 轮，实投 60 人）');
    const round = await server.app.store.get('ballots', of2026.weightsOf?.round ?? '');
    expect(round).toMatchObject({ caseId: of2026.caseId, state: 'closed' });
    expect(of2026.before).toMatchObject({ id: first, year: 2025, changes: [] });
    expect(of2026.before!.objects.jyj).toMatchObject({ total: 96.63, rank: 1, grade: '优秀' });
    const [jyj] = of2026.objects;
    expect(jyj).toMatchObject({ id: 'jyj', grade: { id: 'fail', title: '不合格' } });
    expect(jyj!.score).toMatchObject({ total: 59, base: 94.63, veto: { id: 'accident' } });
    const totals = of2026.objects.map((o) => o.score.total!);
    expect(of2026.mean.total).toBeCloseTo(totals.reduce((a, b) => a + b, 0) / 3, 9);
    // what the page tells of each indicator is what the reasons tell, and adds up
    for (const { score } of of2026.objects) {
      const beyond = pointsBeyondMean(score.nodes, (leaf) => of2026.mean.nodes[leaf]);
      for (const r of [...score.reasons.raised, ...score.reasons.lowered])
        expect(beyond.get(r.id)).toBeCloseTo(r.points, 9);
      const top = score.nodes.filter((n) => n.depth === 0);
      const all = top.reduce((n, t) => n + (beyond.get(t.id) ?? 0), 0);
      const leaves = score.nodes.filter((n) => n.leaf && n.normalised !== null);
      const byMeans = leaves.reduce((n, l) => n + l.effectiveWeight * of2026.mean.nodes[l.id]!, 0);
      expect(all).toBeCloseTo(score.base! - byMeans, 1);
    }
    expect((await view('renda1', first)).before).toBeNull();
  });

  it('show a body’s people their own row only, and nobody else’s evidence', async () => {
    const own = await view('jyj1', second);
    expect(own.objects.map((o) => o.id)).toEqual(['jyj']);
    expect(Object.keys(own.before!.objects)).toEqual(['jyj']);
    expect(own.ranked).toBe(3);
    expect((await evidence('jyj1', second, 'wjj', 'deputies')).status).toBe(404);
    // one that was not evaluated
    expect((await list('gaj1')).items).toEqual([]);
    expect((await call('gaj1', 'GET', `/api/evaluation-results/${second}`)).status).toBe(404);
    expect((await call('yunxi1', 'GET', `/api/evaluation-results/${second}`)).status).toBe(404);
    const nobody = await server.client(undefined, PASSWORD);
    expect((await nobody.call('GET', `/api/evaluation-results/${second}`)).status).toBe(401);
  });

  it('open each number down to its ballots and entries', async () => {
    const scores: EvidenceView = (await evidence('renda1', first, 'jyj', 'deputies')).body;
    expect(scores.round).toMatchObject({ title: '部门工作代表评分', secret: true, electors: 60, cast: 60 });
    expect(JSON.stringify(scores.round)).not.toContain('db01');
    // the round was over three departments; of the others nothing is told here
    expect(scores.round!.count.objects?.map((o) => o.object)).toEqual(['jyj']);
    expect(scores.round!.count.places.every((p) => p.object === 'jyj')).toBe(true);
    const data: EvidenceView = (await evidence('renda1', first, 'jyj', 'task-rate')).body;
    expect(data.entries).toHaveLength(1);
    expect(data.entries[0]).toMatchObject({ register: '履职数据', state: '已核实' });
    expect(data.entries[0]!.values).toContainEqual({ label: '重点工作完成率（%）', value: '98' });
    expect(data.entries[0]!.values).toContainEqual({ label: '部门', value: '东湖区教育局' });
    expect(data.entries[0]!.values).toContainEqual({ label: '一票否决情形', value: '没有' });
    expect((await evidence('renda1', first, 'jyj', 'nothing')).status).toBe(404);
    // who reads no registers sees the number that was measured; the body itself sees its entry whole
    const deputy: EvidenceView = (await evidence('db01', first, 'jyj', 'task-rate')).body;
    expect(deputy.entries.map((e) => e.values)).toEqual([[{ label: '重点工作完成率（%）', value: '98' }]]);
    const own: EvidenceView = (await evidence('jyj1', first, 'jyj', 'task-rate')).body;
    expect(own.entries).toEqual(data.entries);
  });

  it('of two, tell a body neither the mean nor reasons against it', async () => {
    const kept = (await server.app.store.get<EvaluationResult>('evaluationResults', second))!;
    const { rev: _, ...doc } = kept;
    const measured = doc.measured.slice(0, 2);
    const two = { ...doc, id: 'of-two', measured, scores: score(doc.scheme, { objects: measured }) };
    await server.app.store.commit([{ op: 'put', collection: 'evaluationResults', doc: { ...two } }]);
    const seen = await view('jyj1', 'of-two');
    expect(seen.mean).toEqual({ total: null, nodes: {} });
    expect(seen.objects.map((o) => [o.score.reasons.raised, o.score.reasons.lowered])).toEqual([[[], []]]);
    const whole = await view('renda1', 'of-two');
    expect(
      whole.objects[0]!.score.reasons.raised.length + whole.objects[0]!.score.reasons.lowered.length,
    ).toBeGreaterThan(0);
    await server.app.store.commit([{ op: 'delete', collection: 'evaluationResults', id: 'of-two' }]);
  });

  it('say whom a trial of the scheme is over, where a year has some', async () => {
    const run = async (year: number) =>
      (await call('renda1', 'POST', `/api/evaluations/${ID}/run`, { scheme: 'service', year })).body;
    // one more body with figures of that year, which nobody evaluated
    const { store } = server.app;
    const { items } = await store.find('registerEntries', {
      ...{ where: { caseId: (await view('renda1', second)).caseId }, sort: ['createdAt'], limit: 100 },
    });
    const entry = items.find((e) => e.register === 'performance')!;
    const { rev: _, ...doc } = entry;
    const more = { ...doc, id: 'more', key: 'more', data: { ...(doc.data as object), body: 'gaj' } };
    await store.commit([{ op: 'put', collection: 'registerEntries', doc: more }]);
    const of2026 = await run(2026);
    expect([of2026.evaluated, of2026.objects.map((o: { id: string }) => o.id).sort()]).toEqual([
      true,
      ['jyj', 'mzj', 'wjj'],
    ]);
    expect((await run(2024)).evaluated).toBe(false);
    // what stands beside it is over the same
    const { weightsOf, scheme: document } = await view('renda1', second);
    const body = { document, round: weightsOf!.round, year: 2026 };
    const holds = (await call('guize', 'POST', `/api/evaluations/${ID}/rank-holds`, body)).body;
    expect(holds.objects.map((o: { object: string }) => o.object).sort()).toEqual(['jyj', 'mzj', 'wjj']);
    await store.commit([{ op: 'delete', collection: 'registerEntries', id: 'more' }]);
  });

  it('come as a report and as a table, with what the person sees', async () => {
    const report = await file('renda1', second, 'report.docx');
    expect(decodeURIComponent(report.name!)).toContain('2026年度公共服务类部门评议指标评价报告.docx');
    const text = strFromU8(report.files['word/document.xml']!).replaceAll(/<[^>]+>/g, '|');
    for (const part of ['教育局', '59.00', '不合格', '发生重大责任事故', '评议指标赋权（第 1 轮', '96.63'])
      expect(text).toContain(part);
    // each line can be checked: score by its part of the total gives the points
    for (const n of (await view('renda1', second)).objects[0]!.score.nodes.filter(
      (x) => x.normalised !== null,
    )) {
      expect(n.normalised! * n.effectiveWeight).toBeCloseTo(n.contribution, 6);
      expect(text).toContain(`${(n.effectiveWeight * 100).toFixed(2)}%`);
    }
    const own = await file('jyj1', second, 'report.docx');
    expect(strFromU8(own.files['word/document.xml']!)).not.toContain('卫生健康局');

    const table = await file('renda1', second, 'table.xlsx');
    const sheet = (n: number) => strFromU8(table.files[`xl/worksheets/sheet${n}.xml`]!);
    const strings = strFromU8(table.files['xl/sharedStrings.xml']!);
    for (const part of ['得分', '卫生健康局', '年度重点工作完成率']) expect(strings).toContain(part);
    expect(sheet(1)).toContain('<v>59</v>');
    expect([1, 2, 3].map(sheet).join('')).not.toContain('<f>');
  });

  it('are one for each job, however often it is delivered', async () => {
    const { store, blocks } = server.app;
    const kept = await store.get<EvaluationResult>('evaluationResults', second);
    const block = blocks.find((b) => b.type === 'evaluation.run')!;
    const objects = kept!.scores.map((o) => o.id);
    const run = () =>
      block.run({
        ...{ jobKey: 'again', caseId: kept!.caseId, elementId: 'e', elementName: '评价', variables: {} },
        input: block.schema.parse({ scheme: 'service', result: 'again', objects }),
      });
    const before = await store.count('evaluationResults', { caseId: kept!.caseId });
    for (let i = 0; i < 2; i++) await store.commit((await run()).ops);
    expect(await store.count('evaluationResults', { caseId: kept!.caseId })).toBe(before + 1);
    // variables hold the totals only: what explains them is in the store
    const { variables } = await run();
    expect(variables.again).toMatchObject({ result: 'again', objects: [{ id: 'jyj' }, {}, {}] });
    expect(JSON.stringify(variables).length).toBeLessThan(1000);
    await store.commit([{ op: 'delete', collection: 'evaluationResults', id: 'again' }]);
  });

  it('come as numbers and plain text to who opens the table again', async () => {
    const { bytes } = await file('renda1', second, 'table.xlsx');
    const seen = await view('renda1', second);
    const read = (sheet: string) => readSheet(Buffer.from(bytes), sheet);
    const [, ...ranking] = await read('得分和名次');
    expect(ranking.map((r) => [r[0], r[1], r[2], r[3]])).toEqual(
      [...seen.objects]
        .sort((a, b) => a.score.rank! - b.score.rank!)
        .map((o) => [o.score.rank, o.title, o.score.total, o.grade!.title]),
    );
    const [, ...lines] = await read('指标明细');
    const scores = lines.find((r) => r[0] === '教育局' && r[1] === '代表评分')!;
    const node = seen.objects[0]!.score.nodes.find((n) => n.id === 'deputies')!;
    expect(scores.slice(3, 9)).toEqual([
      ...[node.weight, seen.objects[0]!.values.deputies!.value, '分'],
      ...[node.normalised, node.effectiveWeight * 100, node.contribution],
    ]);
    // a title that a spreadsheet would compute stays text
    const risky = {
      ...seen,
      caseTitle: '=HYPERLINK("http://x")',
      // late in the evening of the day before, by the sun of Greenwich
      at: '2026-11-27T19:15:00.000Z',
      objects: [{ ...seen.objects[0]!, title: '=1+1' }],
    };
    const table = unzipSync(await renderTable(risky));
    expect(strFromU8(table['xl/sharedStrings.xml']!)).toContain('=1+1');
    expect(strFromU8(table['xl/sharedStrings.xml']!)).toContain('2026-11-28');
    const printed = unzipSync(await renderReport(risky));
    expect(strFromU8(printed['word/document.xml']!)).toContain('2026年11月28日');
    expect(Object.values(table).some((f) => strFromU8(f).includes('<f>'))).toBe(false);
  });

  it('stand on the public page as the package says, each number with what it is of', async () => {
    const nobody = await server.client();
    const { body: page } = await nobody.call('GET', `/api/public/cases?packageId=${ID}&year=2026`);
    const path = `/api/public/cases/${encodeURIComponent(page.items[0].id)}`;
    const detail: PublicDetail = (await nobody.call('GET', path)).body;
    const [table] = detail.evaluations;
    expect(table).toMatchObject({
      title: '评议结果',
      year: 2026,
      weights: '评议指标赋权（第 1 轮，实投 60 人）',
    });
    expect(table!.rows.map((r) => [r.rank, r.title, r.total, r.grade]).at(-1)).toEqual([
      ...[3, '教育局', '59.00', '不合格'],
    ]);
    const lines = table!.rows.at(-1)!.lines!;
    const of = (title: string) => lines.find((l) => l.title === title);
    expect(of('代表评分')?.of).toBe('部门工作代表评分：应投 60 人，实投 60 人');
    expect(of('年度重点工作完成率')).toMatchObject({ value: '98%', of: '台账 1 条' });
    expect(of('代表建议按期答复率')?.value).toContain('没有符合范围的办件');
    expect(of('发生重大责任事故或者严重违法案件')?.of).toBe('一票否决');
    expect(table!.method.map((m) => m.title)).toContain('居民满意度');
    // nobody who voted, reported or verified is named
    expect(JSON.stringify(detail)).not.toMatch(/db\d\d|jyj1|renda1/);
  });
});
