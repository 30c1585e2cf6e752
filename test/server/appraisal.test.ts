/** The page of an appraisal: what each department and office gave, and who sees results before they are published. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scenario, ScenarioSchema } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';
import type { CaseView } from '../../server/cases/schemas.ts';
import { groundOf } from '../../server/scenarios/folder.ts';
import { runScenarios } from '../../server/scenarios/runner.ts';
import { type Client, openServer, PASSWORD, type TestServer } from './support.ts';

const ID = 'department-appraisal';

describe('the page of an appraisal', () => {
  let server: TestServer;
  const who: Record<string, Client> = {};
  const get = async (user: string, path: string) => {
    who[user] ??= await server.client(user, PASSWORD);
    return who[user].call('GET', path);
  };
  const page = async (user: string, id: string): Promise<CaseView> =>
    (await get(user, `/api/cases/${id}`)).body;
  const entries = (view: CaseView, form: string) =>
    view.forms.find((f) => f.form.id === form)?.entries.map((e) => ({ ...e, at: undefined })) ?? [];
  /** Concluded, published and at its end; and one whose conclusion waits for its signature. */
  let [ended, waiting] = ['', ''];
  let result = '';

  beforeAll(async () => {
    server = await openServer({ packages: true, manual: '2025-01-02T01:00:00.000Z' });
    const files = await readPackageFolder(`processes/${ID}`);
    const read = (name: string): Scenario => ScenarioSchema.parse(JSON.parse(files[`cases/${name}.json`]!));
    const returned = read('returned');
    const straight = read('straight');
    const at = straight.steps.findIndex((s) => s.do === 'completeTask' && s.element === 'rectify');
    const done = (element: string, as: string, data: Record<string, unknown>) =>
      ({ do: 'completeTask', element, as, data }) as Scenario['steps'][number];
    const concluded = straight.steps[at - 2] as unknown as { data: { issues: unknown[] } };
    concluded.data.issues.push({ body: 'jyj', title: '学位供给不足', demand: '秋季开学前增加学位。' });
    straight.steps.splice(
      ...[at, 2],
      done('rectify', 'jyj1', { result: '秋季新增学位 600 个。' }),
      done('rectify', 'mzj1', { result: '已建立巡查制度。' }),
      done('check', 'renda1', { checkDecision: 'accept', checkNote: '属实。' }),
      done('check', 'renda1', { checkDecision: 'accept', checkNote: '属实。' }),
    );
    const outcomes = await runScenarios(groundOf(server.app), [
      { packageId: ID, scenario: { ...straight, expect: {} } },
      {
        packageId: ID,
        scenario: { ...returned, at: '2026-03-10', steps: returned.steps.slice(0, 16), expect: {} },
      },
    ]);
    expect(outcomes.flatMap((o) => o.problems)).toEqual([]);
    const { items } = (await get('renda1', `/api/cases?packageId=${ID}`)).body;
    [waiting, ended] = items.map((c: { id: string }) => c.id);
    const results = (await get('renda1', `/api/evaluation-results?caseId=${waiting}`)).body;
    result = results.items[0].id;
  }, 300_000);
  afterAll(() => server?.close());

  it('shows what every department gave, with body and person, and what was given before', async () => {
    const view = await page('renda1', ended);
    expect(view.helpersAre).toBe('evaluated');
    expect(entries(view, 'performance').map((e) => [e.body, view.names[e.by], e.data.taskRate])).toEqual([
      ['jyj', '许文静', 98],
      ['wjj', '何晓燕', 94],
      ['mzj', '唐丽华', 90],
    ]);
    expect(view.names.wjj).toContain('卫生健康局');
    // what an office filled in about a department stands under that department, or under the issue
    expect(entries(view, 'verification').map((e) => e.body)).toEqual(['jyj', 'wjj', 'mzj']);
    expect(entries(view, 'check')).toMatchObject([
      { body: 'jyj', subject: '学位供给不足' },
      { body: 'mzj', subject: '养老机构监管不到位' },
    ]);
    const again = entries(await page('renda1', waiting), 'performance');
    expect(again.map((e) => [e.body, e.data.taskRate, e.earlier.map((x) => x.data.taskRate)])).toEqual([
      ['zhzf', 90, [100]],
      ['hbj', 88, []],
    ]);
  });

  it('shows an evaluated department its own part whole, of the others only what is public', async () => {
    const view = await page('wjj1', ended);
    const [jyj, wjj] = entries(view, 'performance');
    expect(jyj).toMatchObject({ body: 'jyj', data: { taskRate: 98 } });
    expect(jyj!.data.report).toBeUndefined();
    expect(wjj!.data.report).toContain('重点工作');
    expect(entries(view, 'verification').map((e) => [e.body, e.data.verifyNote])).toEqual([
      ['wjj', '已与财政、审计部门核对。'],
    ]);
    expect(view.registers).toEqual([]);
  });

  it('keeps results from participants until the conclusion is published, staff see them', async () => {
    const rounds = (view: CaseView) =>
      view.ballots.map((b) => [b.state, b.count !== undefined, b.resultsLater]);
    for (const user of ['renda1', 'zhuren1', 'guize', 'admin']) {
      const view = await page(user, waiting);
      expect(rounds(view)).toEqual(Array(4).fill(['closed', true, false]));
      expect(entries(view, 'conclusion')).toHaveLength(1);
      expect((await get(user, `/api/evaluation-results/${result}`)).status).toBe(200);
    }
    for (const user of ['db01', 'zhuanjia1', 'zhzf1', 'zhzf0']) {
      const view = await page(user, waiting);
      expect(rounds(view)).toEqual(Array(4).fill(['closed', false, true]));
      expect(JSON.stringify(view.ballots)).not.toMatch(/"(result|count|paperCount)":/);
      expect(entries(view, 'conclusion')).toEqual([]);
      for (const { id } of view.ballots) {
        const seen = await get(user, `/api/ballots/${id}`);
        expect([404, seen.body.resultsLater]).toContain(seen.status === 404 ? 404 : true);
        expect(seen.body.count).toBeUndefined();
      }
      for (const end of ['', '/evidence?object=zhzf&of=deputies', '/report.docx', '/table.xlsx'])
        expect((await get(user, `/api/evaluation-results/${result}${end}`)).status, end).toBe(403);
      const listed = await get(user, `/api/evaluation-results?caseId=${waiting}`);
      expect(listed.body.items ?? []).toEqual([]);
    }
  });

  it('shows the public what every department reported, not only the last of them', async () => {
    const nobody = await server.client();
    const { body } = await nobody.call(
      'GET',
      `/api/public/cases/${encodeURIComponent(`${ended}:appraisal`)}`,
    );
    expect(body.status.title).toBe('已结项');
    const values = body.detail.flatMap((d: { values: { label: string; text: string }[] }) => d.values);
    const text = values.find((v: { label: string }) => v.label === '整改情况')?.text;
    expect(text?.split('\n').sort()).toEqual([
      '东湖区教育局：秋季新增学位 600 个。',
      '东湖区民政局：已建立巡查制度。',
    ]);
  });

  it('counts results and rounds on the board as far as one may open them', async () => {
    const board = async (user: string, rest = '') =>
      (await get(user, `/api/board${rest}?package=${ID}&year=2026`)).body;
    expect((await board('renda1')).behind).toEqual({ results: 1, ballots: 4 });
    // an elector may open the rounds, and not yet the result
    expect((await board('db01')).behind).toEqual({ results: 0, ballots: 4 });
    expect((await board('zhzf1')).behind).toBeNull();
    const { total, items } = await board('renda1', '/ballots');
    expect(total).toBe(4);
    expect(items.map((b: { caseId: string; state: string }) => [b.caseId, b.state])).toEqual(
      Array(4).fill([waiting, 'closed']),
    );
    expect(items.find((b: { title: string }) => b.title === '部门工作代表评分')).toMatchObject({
      electors: 60,
      cast: 60,
    });
    expect((await board('gaj1', '/ballots')).items).toEqual([]);
    expect((await get('yunxi1', `/api/board/ballots?package=${ID}&year=2026&org=donghu`)).status).toBe(403);
  });

  it('shows them to participants when it is', async () => {
    for (const user of ['db01', 'wjj1']) {
      const view = await page(user, ended);
      expect(view.ballots.every((b) => b.count !== undefined && !b.resultsLater)).toBe(true);
      expect(entries(view, 'conclusion')).toHaveLength(1);
      const { items } = (await get(user, `/api/evaluation-results?caseId=${ended}`)).body;
      expect(items).toHaveLength(1);
    }
    // the signature publishes, long before the end
    const actor = server.app.actors.actorOf('zhuren1')!;
    const sign = (await server.app.tasks.ofCase(waiting)).find((t) => t.elementId === 'sign')!;
    await server.app.tasks.complete(actor, sign.id, { decision: 'approve' });
    await server.app.settle();
    const view = await page('db01', waiting);
    expect(view.case.state).toBe('active');
    expect(view.ballots.every((b) => b.count !== undefined)).toBe(true);
    expect((await get('db01', `/api/evaluation-results/${result}`)).status).toBe(200);
    expect(entries(view, 'conclusion')).toHaveLength(1);
  });
});
