/** Figures, scores and rules over cases that were really run, over HTTP. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScenarioSchema } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';
import {
  createWhatIf,
  type MeasuredObject,
  type MeasuredValue,
  parseScheme,
  type Scheme,
  score,
  withWeights,
} from '../../rules/index.ts';
import type { BoardView, RunView, ValueView } from '../../server/evaluations/schemas.ts';
import { groundOf } from '../../server/scenarios/folder.ts';
import { runScenarios } from '../../server/scenarios/runner.ts';
import { type Client, openServer, type TestServer } from './support.ts';

const ID = 'deputy-suggestions';
const YEAR = 2025;
const SCHEME = 'rules/body-handling.json';
const GRADES = 'rules/grades.json';
const TEXT = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

async function scenarios() {
  const files = await readPackageFolder(`processes/${ID}`);
  return readdirSync(`processes/${ID}/cases`)
    .sort()
    .map((name) => ({ packageId: ID, scenario: ScenarioSchema.parse(JSON.parse(files[`cases/${name}`]!)) }));
}

/** As the page makes it: scores need the values only, the cases behind them stay on the server. */
const measuredOf = (view: RunView): MeasuredObject[] =>
  view.objects.map(({ id, title, values }) => ({
    id,
    title,
    values: Object.fromEntries(
      Object.entries(values).map(([k, v]): [string, MeasuredValue] => [
        k,
        { value: v.value, base: [], hit: [] },
      ]),
    ),
  }));

describe('evaluations', () => {
  let server: TestServer;
  const who: Record<string, Client> = {};
  const call = async (user: string, method: string, path: string, body?: unknown) => {
    who[user] ??= await server.client(user);
    return who[user].call(method, path, body);
  };
  const board = async (user: string, query = ''): Promise<BoardView> => {
    const reply = await call(user, 'GET', `/api/board?package=${ID}&year=${YEAR}${query}`);
    expect(reply.status).toBe(200);
    return reply.body;
  };
  const drill = async (user: string, query: string) =>
    (await call(user, 'GET', `/api/board/cases?package=${ID}&year=${YEAR}&${query}`)).body;
  const run = (user: string, body: object) =>
    call(user, 'POST', `/api/evaluations/${ID}/run`, { scheme: 'body-handling', year: YEAR, ...body });
  const desk = async (user = 'guize') => (await call(user, 'GET', `/api/rules/${ID}`)).body;
  const document = async (path: string) => JSON.parse((await desk()).released[path]);
  const rowOf = (view: BoardView, id: string) => view.rows.find((r) => r.id === id)!;

  beforeAll(async () => {
    server = await openServer({ packages: true, manual: '2025-01-02T01:00:00.000Z' });
    const outcomes = await runScenarios(groundOf(server.app), await scenarios());
    expect(outcomes.flatMap((o) => o.problems)).toEqual([]);
  }, 300_000);
  afterAll(() => server?.close());

  it('offers years that have cases, and the congresses of the person', async () => {
    const { body } = await call('guize', 'GET', '/api/evaluations');
    const found = body.packages.find((p: { id: string }) => p.id === ID);
    expect(found.years).toEqual([YEAR]);
    expect(found.board).toEqual({ scheme: 'body-handling', grades: 'grades' });
    expect(body.orgs.map((o: { id: string; depth: number }) => [o.id, o.depth])).toEqual([
      ['donghu', 0],
      ['shiqiao', 1],
      ['yunxi', 1],
    ]);
    expect(body.packages.find((p: { id: string }) => p.id === 'bodies-review').years).toEqual([]);
  });

  it('counts what really happened: the same as looking at every case', async () => {
    const view = await board('guize');
    const cases = await server.app.evaluations.casesOf(ID, YEAR, '/yongjiang/donghu/');
    expect(view.all?.counts.total).toBe(18);
    const late = cases.filter((k) => k.facts['clock.reply.onTime'] === false);
    expect(late).toHaveLength(1);
    const jtj = rowOf(view, 'jtj');
    const replied = cases.filter(
      (k) => k.case.lead === 'jtj' && String(k.facts['clock.reply.status']).startsWith('stopped'),
    );
    expect(jtj.indicators.onTime).toMatchObject({ base: replied.length, hit: replied.length - 1 });
    expect(jtj.indicators.onTime!.value).toBeCloseTo(((replied.length - 1) / replied.length) * 100, 9);
    // 承诺 are measured over the register: one B case was tracked until it was solved, one is still open
    expect(jtj.indicators.commitments).toMatchObject({ value: 50, base: 2, hit: 1 });
    expect(jtj.indicators.overdueCount).toMatchObject({ value: 1 });
    // 满意率 and 办成率 apart
    expect(view.figures.map((f) => f.id)).toEqual(['satisfied', 'solved', 'on-time']);
    expect(jtj.figures.satisfied!.value).toBe(100);
    expect(jtj.figures.solved!.value).toBeLessThan(100);
    expect(view.unassigned).toBe(cases.filter((k) => !k.case.lead).length);
    expect(view.rows.reduce((n, r) => n + r.counts.total, 0) + view.unassigned).toBe(18);
  });

  it('leaves out what a body has no cases for, by the stated rule, and never takes it for 0', async () => {
    const gaj = rowOf(await board('guize'), 'gaj');
    expect(gaj.indicators.commitments).toEqual({
      value: null,
      base: 0,
      hit: 0,
      without: 0,
      reason: 'empty-base',
    });
    expect(gaj.total).toBe(100);
    expect(gaj.reasons.lowered.map((r) => r.id)).not.toContain('commitments');
    const scheme: Scheme = await document(SCHEME);
    const zero = {
      ...scheme,
      indicators: scheme.indicators.map((n) => (n.id === 'commitments' ? { ...n, missing: 'zero' } : n)),
    };
    const { body } = await run('guize', { document: zero });
    expect(body.scores.find((s: { id: string }) => s.id === 'gaj').total).toBe(90);
  });

  it('opens the cases behind each number', async () => {
    const view = await board('guize');
    const check = async (body: string, of: string, v: ValueView) => {
      const base = await drill('guize', `body=${body}&of=${of}`);
      const hit = await drill('guize', `body=${body}&of=${of}&part=hit`);
      const miss = await drill('guize', `body=${body}&of=${of}&part=miss`);
      expect(base.items).toHaveLength(v.base);
      expect(hit.items).toHaveLength(v.hit);
      expect(miss.items).toHaveLength(v.base - v.hit);
      expect(base.items.every((c: { lead: string }) => c.lead === body)).toBe(true);
    };
    for (const row of view.rows) {
      expect((await drill('guize', `body=${row.id}&of=count.total`)).items).toHaveLength(row.counts.total);
      expect((await drill('guize', `body=${row.id}&of=count.active`)).items).toHaveLength(row.counts.active);
      for (const [id, v] of Object.entries(row.figures)) await check(row.id, `figure.${id}`, v);
      for (const id of ['onTime', 'contact', 'process', 'solved', 'commitments'])
        await check(row.id, `indicator.${id}`, row.indicators[id]!);
    }
    const unassigned = await drill('guize', 'body=-&of=count.total');
    expect(unassigned.items).toHaveLength(view.unassigned);
    const reply = await call('guize', 'GET', `/api/board/cases?package=${ID}&year=${YEAR}&of=figure.nothing`);
    expect(reply.status).toBe(404);
  });

  it('follows the tree: above sees it, beside does not, a body its own row', async () => {
    expect((await board('admin', '&org=yongjiang')).all?.counts.total).toBe(18);
    expect((await board('guize', '&org=yunxi')).rows).toEqual([]);
    const above = await call('guize', 'GET', `/api/board?package=${ID}&year=${YEAR}&org=yongjiang`);
    expect(above.status).toBe(403);
    const beside = await call('yunxi1', 'GET', `/api/board?package=${ID}&year=${YEAR}&org=donghu`);
    expect(beside.status).toBe(403);
    const own = server.app.directory.usersOfBody('jtj', 'official')[0]!.username;
    const view = await board(own);
    expect(view.rows.map((r) => r.id)).toEqual(['jtj']);
    expect(view.all).toBeNull();
    expect(rowOf(view, 'jtj').rank).toBe(rowOf(await board('guize'), 'jtj').rank);
    expect((await drill(own, 'body=gaj&of=count.total')).items).toEqual([]);
    // a deputy sees the figures, and of the cases behind them those that may be read: two may still be joined
    const { items, hidden } = await drill('db30', 'body=jtj&of=count.total');
    expect([items.length, hidden]).toEqual([2, 12]);
    expect((await run('db30', {})).status).toBe(403);
    expect((await call('renda1', 'PUT', `/api/rules/${ID}/draft`, { files: {}, rev: 0 })).status).toBe(403);
    expect((await call('db30', 'GET', `/api/rules/${ID}`)).status).toBe(403);
  });

  it('gives the page what it needs to move weights: the same scores as the full computation', async () => {
    const { body } = (await run('guize', {})) as { body: RunView };
    const { value: scheme } = parseScheme(await document(SCHEME));
    const objects = measuredOf(body);
    const whatIf = createWhatIf(scheme!, { objects });
    expect(whatIf.totals.map((t) => [t.id, t.total, t.rank])).toEqual(
      body.scores.map((s) => [s.id, s.total, s.rank]),
    );
    const moved = whatIf.withWeight('solved', 60);
    const full = score(withWeights(scheme!, moved.weights), { objects });
    expect(moved.totals.map((t) => [t.id, t.total, t.rank])).toEqual(
      full.map((s) => [s.id, s.total, s.rank]),
    );
    const { body: server60 } = await run('guize', { document: moved.scheme() });
    const totals = (server60 as RunView).scores.map((s) => s.total!);
    for (const [i, t] of moved.totals.entries()) expect(t.total).toBeCloseTo(totals[i]!, 1);
    expect(moved.totals.some((t) => t.totalChange !== 0)).toBe(true);
  });

  it('grades by the rule set, with the trace of each condition, in force and in draft', async () => {
    const { body } = (await run('guize', {})) as { body: RunView };
    const jtj = body.grades.find((g) => g.object === 'jtj')!;
    expect(jtj.grade).toEqual({ id: 'excellent', title: '优秀' });
    const rules = await document(GRADES);
    rules.rules[0].conditions.all[0].value = 0;
    const { body: strict } = (await run('guize', { ruleset: rules })) as { body: RunView };
    const vetoed = strict.grades.find((g) => g.object === 'jtj')!;
    expect(vetoed.grade?.id).toBe('pass');
    expect(vetoed.result.trace[0]!.conditions.children![0]).toMatchObject({
      actual: 1,
      expected: 0,
      result: true,
    });

    const of = { packageId: ID, scheme: 'body-handling', year: YEAR, body: 'jtj' };
    const test = await call('guize', 'POST', '/api/evaluations/test-run', { ruleset: rules, of });
    expect(test.body.facts.values.overdueCount).toBe(1);
    expect(test.body.result.outcomes[0].params.grade).toBe('pass');
    const typed = { ruleset: rules, of, facts: { total: 95, values: { overdueCount: 0 } } };
    const second = await call('guize', 'POST', '/api/evaluations/test-run', typed);
    expect(second.body.result.outcomes[0].params.grade).toBe('excellent');
    rules.rules[0].conditions.all[0].operator = 'matches';
    const wrong = await call('guize', 'POST', '/api/evaluations/test-run', { ruleset: rules });
    expect(wrong.status).toBe(422);
    expect(wrong.body.places[0].place).toBe('/rules/0/conditions/all/0/operator');
  });

  it('tries a rule set on the facts of a case that the person may read', async () => {
    const { items } = await drill('guize', 'body=jtj&of=figure.solved&part=hit');
    const ruleset = await document('rules/final-class.json');
    // cases that began at one instant come in no certain order, and not all of these are of one class
    const each = await Promise.all(
      items.map(({ id }: { id: string }) =>
        call('guize', 'POST', '/api/evaluations/test-run', { ruleset, of: { caseId: id } }),
      ),
    );
    const tried = each.find((r) => r.body.result.outcomes[0]?.params.class === 'A')!;
    expect(each.map((r) => r.status)).toEqual(items.map(() => 200));
    expect(Object.keys(tried.body.facts)).not.toContain('case.title');
    const other = await call('yunxi1', 'POST', '/api/evaluations/test-run', {
      ruleset,
      of: { caseId: items[0].id },
    });
    expect(other.status).toBe(404);
  });

  it('keeps a draft of the rules with a lock, and publishes it beside the administrators’ own', async () => {
    const scheme: Scheme = await document(SCHEME);
    const weighed = withWeights(
      scheme,
      new Map([
        ['onTime', 20],
        ['solved', 20],
      ]),
    );
    const saved = await call('guize', 'PUT', `/api/rules/${ID}/draft`, {
      files: { [SCHEME]: TEXT(weighed) },
      rev: 0,
    });
    expect(saved.body).toMatchObject({ rev: 1, updatedByName: '钟衡', outdated: [] });
    expect(Object.keys(saved.body.changed)).toEqual([SCHEME]);
    const second = await call('admin', 'PUT', `/api/rules/${ID}/draft`, {
      files: { [SCHEME]: TEXT(scheme) },
      rev: 0,
    });
    expect(second.status).toBe(409);
    expect(second.body.detail).toContain('钟衡已在您之后保存');
    const outside = { files: { 'suggestion.bpmn': '<x/>' }, rev: 1 };
    expect((await call('guize', 'PUT', `/api/rules/${ID}/draft`, outside)).status).toBe(400);

    const { drafts, releases } = server.app.packages;
    const admin = server.app.actors.actorOf('admin')!;
    const files = (await drafts.read(ID)).files;
    await drafts.save(admin, ID, { ...files, 'README.md': '修改中' }, 0);

    const nothing = await call('guize', 'POST', `/api/rules/${ID}/publish`, { rev: 1, reason: ' ' });
    expect(nothing.status).toBe(400);
    const reason = '提高办成率的权重';
    const published = await call('guize', 'POST', `/api/rules/${ID}/publish`, { rev: 1, reason });
    expect(published.body).toEqual({ releaseId: `${ID}@2`, number: 2 });
    const release = (await releases.currentOf(ID))!;
    expect(release.files[SCHEME]).toBe(TEXT(weighed));
    expect(release.files['README.md']).toBe(files['README.md']);
    const theirs = await drafts.read(ID);
    expect([theirs.basedOn, theirs.files['README.md'], theirs.files[SCHEME]]).toEqual([
      `${ID}@2`,
      '修改中',
      TEXT(weighed),
    ]);
    expect(await desk()).toMatchObject({ rev: 0, changed: {}, release: { number: 2, publishedBy: '钟衡' } });
    const { body } = await call('guize', 'GET', `/api/rules/${ID}/versions?file=${SCHEME}`);
    expect(
      body.items.map((v: { number: number; current: boolean; byName: string; reason: string }) => [
        ...[v.number, v.current, v.byName],
        v.number === 2 ? v.reason : '',
      ]),
    ).toEqual([
      [2, true, '钟衡', reason],
      [1, false, '系统', ''],
    ]);
    expect((await board('guize')).scheme).toMatchObject({ releaseNumber: 2 });
  });

  it('publishes no scheme with errors, and none over a newer release that changed the same file', async () => {
    const scheme: Scheme = await document(SCHEME);
    const off = {
      ...scheme,
      indicators: scheme.indicators.map((n, i) => (i ? n : { ...n, weight: n.weight + 7 })),
    };
    const first = await call('guize', 'PUT', `/api/rules/${ID}/draft`, {
      files: { [SCHEME]: TEXT(off) },
      rev: 0,
    });
    const refused = await call('guize', 'POST', `/api/rules/${ID}/publish`, {
      rev: first.body.rev,
      reason: '试',
    });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body.places)).toContain('107');
    expect((await server.app.packages.releases.currentOf(ID))?.number).toBe(2);

    const admin = server.app.actors.actorOf('admin')!;
    const draft = await server.app.packages.drafts.read(ID);
    const other = withWeights(
      scheme,
      new Map([
        ['process', 10],
        ['result', 25],
      ]),
    );
    const theirs = await server.app.packages.drafts.save(
      admin,
      ID,
      { ...draft.files, [SCHEME]: TEXT(other) },
      draft.rev,
    );
    await server.app.packages.publish(admin, ID, theirs.rev, '管理员先发布');
    const mine = withWeights(
      scheme,
      new Map([
        ['contact', 10],
        ['process', 20],
      ]),
    );
    const again = await call('guize', 'PUT', `/api/rules/${ID}/draft`, {
      files: { [SCHEME]: TEXT(mine) },
      rev: first.body.rev,
    });
    expect(again.body.outdated).toEqual([SCHEME]);
    const late = await call('guize', 'POST', `/api/rules/${ID}/publish`, {
      rev: again.body.rev,
      reason: '试',
    });
    expect(late.status).toBe(409);
    expect((await server.app.packages.releases.currentOf(ID))?.files[SCHEME]).toBe(TEXT(other));
    const gone = await call('guize', 'DELETE', `/api/rules/${ID}/draft?rev=${again.body.rev}`);
    expect(gone.body).toMatchObject({ rev: 0, changed: {} });
  });

  it('gives up what is changed in one file, and in no other', async () => {
    const path = `/api/rules/${ID}/draft`;
    const scheme: Scheme = await document(SCHEME);
    const added = 'rules/added.json';
    const files = { [SCHEME]: TEXT({ ...scheme, title: '改名' }), [added]: TEXT({ ...scheme, id: 'added' }) };
    const { rev } = (await call('guize', 'PUT', path, { files, rev: 0 })).body;
    const late = await call('guize', 'PUT', path, { files: {}, undo: [added], rev: rev + 1 });
    expect(late.status).toBe(409);
    const one = await call('guize', 'PUT', path, { files: {}, undo: [added], rev });
    expect(Object.keys(one.body.changed)).toEqual([SCHEME]);
    const none = await call('guize', 'PUT', path, { files: {}, undo: [SCHEME], rev: one.body.rev });
    expect(none.body).toMatchObject({ rev: 0, changed: {} });
  });

  it('gives drawings the scores by evaluation.run', async () => {
    const block = server.app.blocks.find((b) => b.type === 'evaluation.run')!;
    const { items } = await drill('guize', 'body=jtj&of=count.total');
    const job = { jobKey: '1', caseId: items[0].id, elementId: 'e', elementName: '评价', variables: {} };
    const input = block.schema.parse({ scheme: 'body-handling', result: 'scores' });
    const { ops, variables } = await block.run({ ...job, input });
    expect(ops.map((o) => o.collection)).toEqual(['evaluationResults']);
    expect(variables.scores).toMatchObject({
      year: YEAR,
      release: `${ID}@1`,
      lead: { id: 'jtj', grade: 'excellent' },
    });
    const unknown = block.schema.parse({ scheme: 'nothing', result: 'scores' });
    await expect(block.run({ ...job, input: unknown })).rejects.toThrow('nothing');
  });
});
