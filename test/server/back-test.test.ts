/** Drafts of rules beside those in force on cases that were really run, and a weighting round taken into a scheme, over HTTP. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScenarioSchema } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';
import { zipPackage } from '../../processes/zip.ts';
import {
  type BallotRule,
  type ObjectScore,
  type RuleSet,
  roundTo,
  type Scheme,
  type WeightingRule,
  type WeightsFrom,
  withRound,
  withWeights,
} from '../../rules/index.ts';
import type { BackTestView, HoldsView, TrialOf } from '../../server/evaluations/back-test-schemas.ts';
import type { WeightingView } from '../../server/evaluations/rule-schemas.ts';
import { groundOf } from '../../server/scenarios/folder.ts';
import { runScenarios } from '../../server/scenarios/runner.ts';
import { castWeights, openWeightingRound, WEIGHTS } from '../support/weighting-round.ts';
import { type Client, openServer, type TestServer } from './support.ts';

const ID = 'deputy-suggestions';
const YEAR = 2025;
const SCHEME = 'rules/body-handling.json';
const DEPUTIES = ['db01', 'db02', 'db03', 'db04', 'db05', 'db06'];
/** onTime, contact, process, result, solved, commitments, overdueCount */
const PAPERS = [
  [10, 10, 10, 10, 50, 10, 0],
  [20, 10, 10, 10, 40, 10, 0],
  [10, 10, 10, 10, 40, 20, 0],
  [10, 10, 10, 10, 40, 20, 0],
  [10, 20, 10, 10, 40, 10, 0],
  [0, 0, 37, 13, 30, 20, 0],
].map((points) => ({ weights: { '': { points } } }));

let server: TestServer;
let roundId: string;
const who: Record<string, Client> = {};

const call = async (user: string, method: string, path: string, body?: unknown) => {
  who[user] ??= await server.client(user);
  return who[user].call(method, path, body);
};
const tried = async <K extends 'scheme' | 'ballot' | 'weighting' | 'ruleset'>(
  user: string,
  rule: string,
  document: object,
  more: object = {},
) => {
  const body = { rule, documents: { [rule]: document }, year: YEAR, ...more };
  const reply = await call(user, 'POST', `/api/evaluations/${ID}/back-test`, body);
  expect([reply.status, reply.body.detail]).toEqual([200, undefined]);
  return reply.body as Omit<BackTestView, 'trial'> & { trial: TrialOf<K> };
};
const inForce = async <T>(path: string): Promise<T> =>
  JSON.parse((await call('guize', 'GET', `/api/rules/${ID}`)).body.released[path]);
/** The scheme imported in a zip of the whole package, and published in the administrators' draft; then the draft goes. */
async function byAdministrators(scheme: string) {
  const at = `/api/packages/${ID}/draft`;
  const { files, rev } = (await call('admin', 'GET', at)).body;
  const zip = zipPackage({ ...files, [SCHEME]: scheme });
  const { cookie, csrf } = who.admin!;
  const sent = await fetch(`${server.url}/api/packages/import?rev=${rev}`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/zip' },
    body: zip as Uint8Array<ArrayBuffer>,
  });
  const imported = { status: sent.status, body: await sent.json() };
  const saved = await call('admin', 'PUT', at, { files: { ...files, [SCHEME]: scheme }, rev });
  expect(saved.status).toBe(200);
  const published = await call('admin', 'POST', `/api/packages/${ID}/publish`, {
    rev: saved.body.rev,
    reason: '试',
  });
  await call('admin', 'DELETE', `${at}?rev=${saved.body.rev}`);
  return [imported, published];
}
const weightings = async (user = 'guize'): Promise<WeightingView[]> =>
  (await call(user, 'GET', `/api/rules/${ID}/weightings?scheme=body-handling`)).body.items;

beforeAll(async () => {
  server = await openServer({ packages: true, manual: '2025-01-02T01:00:00.000Z' });
  const files = await readPackageFolder(`processes/${ID}`);
  const scenarios = readdirSync(`processes/${ID}/cases`)
    .sort()
    .map((name) => ({ packageId: ID, scenario: ScenarioSchema.parse(JSON.parse(files[`cases/${name}`]!)) }));
  const outcomes = await runScenarios(groundOf(server.app), scenarios);
  expect(outcomes.flatMap((o) => o.problems)).toEqual([]);
  ({ roundId } = await openWeightingRound(server.app, { deputies: DEPUTIES }));
  expect(await weightings()).toEqual([]);
  await castWeights(server.app, roundId, DEPUTIES, PAPERS);
}, 300_000);
afterAll(() => server?.close());

describe('a closed weighting round', () => {
  it('is listed for rule editors of its congress, without anybody’s set of a secret one', async () => {
    const [round, ...more] = await weightings();
    expect(more).toEqual([]);
    expect(round).toMatchObject({ id: roundId, usable: true, orgName: '东湖区人民代表大会' });
    expect(round!.result.groups[0]!.voters).toMatchObject({ onTime: 10, solved: 40 });
    expect(round!.result.groups[0]!.count).toMatchObject({ counted: 6, sets: [] });
    expect(JSON.stringify(round)).not.toContain('[37,');
    const of = `/api/rules/${ID}/weightings?scheme=body-handling`;
    expect((await call('db01', 'GET', of)).status).toBe(403);
    expect((await call('renda1', 'GET', of)).status).toBe(403);
    expect(await weightings('yunxi1').catch(() => undefined)).toBeUndefined();
  });

  it('goes into the scheme; the published version names it, and a claim that is not true is refused', async () => {
    const scheme = await inForce<Scheme>(SCHEME);
    const [round] = await weightings();
    const next = withRound(scheme, round!, 60);
    const of = (id: string, s: Scheme = next) => s.indicators.find((n) => n.id === id)!.weight;
    expect(of('solved')).toBe(roundTo(40 * 0.6 + of('solved', scheme) * 0.4, 2));
    const publish = async (document: Scheme) => {
      const { rev } = (await call('guize', 'GET', `/api/rules/${ID}`)).body;
      const files = { [SCHEME]: JSON.stringify(document) };
      const saved = await call('guize', 'PUT', `/api/rules/${ID}/draft`, { files, rev });
      expect(saved.status).toBe(200);
      return call('guize', 'POST', `/api/rules/${ID}/publish`, {
        rev: saved.body.rev,
        reason: '采用代表赋权',
      });
    };
    const claim = (change: Partial<WeightsFrom>): Scheme => ({
      ...next,
      weightsFrom: { ...next.weightsFrom!, ...change },
    });
    for (const [change, said] of [
      [{ round: 'gone' }, '没有这一轮已结束的赋权'],
      [{ cast: 60 }, '与“办理过程和办理结果测评”实际的结果不一致'],
      [{ share: 100 }, '实际的结果不一致'],
      [{ weights: { ...next.weightsFrom!.weights, solved: 90 } }, '实际的结果不一致'],
    ] as const) {
      const refused = await publish(claim(change));
      expect([refused.status, refused.body.places?.[0]?.place]).toEqual([422, SCHEME]);
      expect(refused.body.detail).toContain(said);
    }
    const mark = (s: Scheme) => JSON.stringify(s);
    for (const refused of await byAdministrators(mark(claim({ cast: 60 })))) {
      expect([refused.status, refused.body.places]).toEqual([
        422,
        [{ place: SCHEME, message: expect.stringContaining('实际的结果不一致') }],
      ]);
      expect(refused.body.detail).toContain('请在指标体系编辑页重新“采用赋权结果”');
    }
    // of a round of some other installation
    const strange = await byAdministrators(mark(claim({ round: 'gone' })));
    expect(strange.map((r) => r.status)).toEqual([422, 422]);
    // adjusted by hand afterwards is no lie: it is told
    const hand = withWeights(
      next,
      new Map([
        ['solved', of('solved') + 1],
        ['onTime', of('onTime') - 1],
      ]),
    );
    expect((await publish(hand)).status).toBe(200);
    const kept = await inForce<Scheme>(SCHEME);
    expect(kept.weightsFrom).toMatchObject({ round: roundId, cast: 6, share: 60, title: round!.title });
    // a later version that keeps what is in force is not asked again
    expect((await publish({ ...kept, title: '办理评价' })).status).toBe(200);
    expect((await publish(scheme)).status).toBe(200);
  });

  it('tells how often each body holds its rank over the voters’ own weights, and no set', async () => {
    const document = await inForce<Scheme>(SCHEME);
    const body = { document, round: roundId, year: YEAR };
    const { body: view } = (await call('guize', 'POST', `/api/evaluations/${ID}/rank-holds`, body)) as {
      body: HoldsView;
    };
    expect(view.sets).toBe(6);
    const { body: run } = await call('guize', 'POST', `/api/evaluations/${ID}/run`, {
      scheme: 'body-handling',
      year: YEAR,
    });
    expect(view.objects.map((o) => [o.object, o.rank])).toEqual(
      run.scores.map((s: { id: string; rank: number }) => [s.id, s.rank]),
    );
    for (const o of view.objects) {
      expect(Object.values(o.ranks).reduce((a, b) => a + b, 0)).toBe(6);
      expect(o.holds).toBeCloseTo((o.ranks[o.rank!] ?? 0) / 6, 9);
    }
    // of a secret round drafts count for nothing but the own ranks: thresholds made up would tell single voters' weights
    const madeUp = structuredClone(document) as unknown as { indicators: object[]; adjustments: object[] };
    madeUp.indicators = madeUp.indicators.map((n, i) => ({
      ...n,
      missing: 'zero',
      scale: { kind: 'banded', bands: [{ score: i === 0 ? 0 : 50 }, { from: 0.5, score: 100 }] },
    }));
    madeUp.adjustments = [{ id: 'more', title: '加分', kind: 'bonus', points: 37 }];
    const { body: tricked } = await call('guize', 'POST', `/api/evaluations/${ID}/rank-holds`, {
      ...body,
      document: madeUp,
    });
    expect(tricked).toEqual(view);
    expect(view.inForce).toBeGreaterThan(0);
    expect((await call('db01', 'POST', `/api/evaluations/${ID}/rank-holds`, body)).status).toBe(403);
    const gone = { ...body, round: 'gone' };
    expect((await call('guize', 'POST', `/api/evaluations/${ID}/rank-holds`, gone)).status).toBe(404);
    const fewer = {
      ...document,
      indicators: document.indicators.filter((n) => n.id !== 'overdueCount'),
    };
    const reply = await call('guize', 'POST', `/api/evaluations/${ID}/rank-holds`, {
      ...body,
      document: fewer,
    });
    expect([reply.status, reply.body.detail]).toEqual([422, expect.stringContaining('有增减')]);
  });

  it('is counted another way by a weighting rule in draft', async () => {
    const draft: WeightingRule = {
      ...WEIGHTS,
      by: { method: 'direct', mean: { kind: 'median' } },
      share: 100,
    };
    const { trial, summary } = await tried<'weighting'>('guize', 'weights', draft);
    expect(summary).toMatchObject({ tried: 1, changed: 1, refused: 0 });
    expect(trial.rounds[0]!.weights.find((w) => w.id === 'contact')!.after).toBe(10.53);
    // of the six papers two would be left, which are somebody's
    const trimmed = { method: 'direct', mean: { kind: 'trimmedMean', drop: 2 } } as const;
    const few = await tried<'weighting'>('guize', 'weights', { ...draft, by: trimmed, minGroup: 5 });
    expect(few.trial.rounds[0]).toMatchObject({ weights: [], refused: expect.stringContaining('少于最低') });
    const secret = await tried<'weighting'>('guize', 'weights', { ...draft, minGroup: 7 });
    expect(secret.trial.rounds[0]).toMatchObject({ weights: [], refused: expect.stringContaining('为保密') });
  });
});

describe('back-test', () => {
  it('of a scheme: old and new beside each other, and the indicators that made the difference', async () => {
    const scheme = await inForce<Scheme>(SCHEME);
    const moved = withWeights(
      scheme,
      new Map(
        Object.entries({ onTime: 5, contact: 15, process: 15, result: 20, solved: 15, commitments: 30 }),
      ),
    );
    const view = await tried<'scheme'>('guize', 'body-handling', moved);
    const { objects } = view.trial;
    const { body: run } = await call('guize', 'POST', `/api/evaluations/${ID}/run`, {
      ...{ scheme: 'body-handling', document: moved, year: YEAR },
    });
    for (const o of objects) {
      const score = run.scores.find((s: { id: string }) => s.id === o.id);
      expect([o.after!.total, o.after!.rank]).toEqual([score.total, score.rank]);
      const sum = o.made.reduce((n, m) => n + m.points, o.others);
      expect(sum).toBeCloseTo(o.after!.total! - o.before!.total!, 9);
    }
    // who is not ranked by all that weighs is named, with what the draft's indicators found
    const short = run.scores.filter(
      ({ total, nodes }: ObjectScore) =>
        total !== null && nodes.some((n) => n.leaf && n.weight > 0 && n.missing !== undefined),
    );
    expect(view.trial.gaps.map((g) => g.id).sort()).toEqual(short.map((s: ObjectScore) => s.id).sort());
    expect(view.trial.gaps.length).toBeGreaterThan(0);
    const jtj = objects.find((o) => o.id === 'jtj')!;
    expect(jtj.changed.total).toBe(true);
    expect(jtj.made.map((m) => m.id).sort()).toEqual(['commitments', 'onTime']);
    expect(view.summary).toEqual({
      tried: objects.length,
      changed: objects.filter((o) => Object.values(o.changed).some(Boolean)).length,
      ranks: objects.filter((o) => o.before!.rank !== o.after!.rank).length,
      grades: objects.filter((o) => o.before!.grade?.id !== o.after!.grade?.id).length,
      refused: 0,
    });
    expect((await tried('guize', 'body-handling', scheme)).summary).toMatchObject({ changed: 0, ranks: 0 });
  });

  it('follows the tree, and needs the right to read rules', async () => {
    const scheme = await inForce<Scheme>(SCHEME);
    const path = `/api/evaluations/${ID}/back-test`;
    const body = { rule: 'body-handling', documents: { 'body-handling': scheme }, year: YEAR };
    expect((await call('db30', 'POST', path, body)).status).toBe(403);
    expect((await call('guize', 'POST', path, { ...body, org: 'yongjiang' })).status).toBe(403);
    const beside = await tried<'scheme'>('guize', 'body-handling', scheme, { org: 'yunxi' });
    expect(beside.trial.objects).toEqual([]);
    const { status, body: told } = await call('guize', 'POST', path, { ...body, rule: 'gone' });
    expect([status, told.detail]).toEqual([404, expect.stringContaining('gone')]);
    const fresh = { rule: 'new', documents: { new: { ...scheme, id: 'new' } }, year: YEAR };
    expect((await call('guize', 'POST', path, fresh)).body.detail).toContain('还没有发布过');
    const wrong = { ...body, documents: { 'body-handling': { ...scheme, indicators: [] } } };
    expect((await call('guize', 'POST', path, wrong)).status).toBe(422);
  });

  it('of the rule set that grades: whose grade changes, with the trace of both', async () => {
    const grades = await inForce<RuleSet>('rules/grades.json');
    const strict = JSON.parse(JSON.stringify(grades));
    strict.rules[0].conditions.all[0].value = 0;
    const view = await tried<'ruleset'>('guize', 'grades', strict);
    expect(view.trial.of).toBe('objects');
    const changed = view.trial.rows.filter((r) => r.changed);
    expect(changed.map((r) => r.id)).toEqual(['jtj']);
    expect(changed[0]!.trace!.after.trace).toBeDefined();
    expect(view.trial.rows.filter((r) => !r.changed).every((r) => r.trace === undefined)).toBe(true);
    expect(view.summary).toMatchObject({ tried: view.trial.rows.length, changed: 1, grades: 1 });
  });

  it('of a rule set for cases: which cases would have come out otherwise', async () => {
    const set = await inForce<RuleSet>('rules/final-class.json');
    const view = await tried<'ruleset'>('guize', 'final-class', {
      ...set,
      rules: set.rules.map((r) => ({ ...r, enabled: false })),
    });
    expect(view.trial.of).toBe('cases');
    expect(view.summary.changed).toBeGreaterThan(0);
    const [first] = view.trial.rows;
    expect(first).toMatchObject({ changed: true });
    expect(first!.before).not.toEqual(first!.after);
    expect(JSON.stringify(first!.trace)).not.toContain('case.title');
  });

  it('of a voting rule: closed rounds counted again, with the sums that decide', async () => {
    const rule = await inForce<BallotRule>('rules/double-evaluation.json');
    const same = await tried<'ballot'>('guize', 'double-evaluation', rule);
    expect(same.summary.tried).toBeGreaterThan(10);
    expect(same.summary.changed).toBe(0);
    const harder = JSON.parse(JSON.stringify(rule)) as BallotRule & { outcomes: { when: object }[] };
    for (const o of harder.outcomes)
      o.when = { sumOf: ['satisfied'], moreThan: { numerator: 1, denominator: 1 } };
    const view = await tried<'ballot'>('guize', 'double-evaluation', harder);
    expect(view.summary.changed).toBeGreaterThan(0);
    const place = view.trial.rounds[0]!.places.find((p) => p.changed)!;
    expect(place).toMatchObject({ before: expect.any(String), after: '基本满意' });
    expect(place.why!.before.some((w) => /票，占 100\.0%，需要 \d+ 票，达到/.test(w))).toBe(true);
    // another paper cannot be counted by: what was asked is not what the draft asks
    const other = { ...rule, questions: rule.questions!.slice(0, 1) };
    const refused = await tried<'ballot'>('guize', 'double-evaluation', other);
    expect(refused.summary).toMatchObject({ tried: 0, refused: same.summary.tried });
    // below the draft's least number, and not only the round's, nothing is counted
    const secret = { ...rule, secret: true, minGroup: 50 };
    const hidden = await tried<'ballot'>('guize', 'double-evaluation', secret);
    expect(hidden.trial.rounds.every((r) => r.refused?.includes('为保密'))).toBe(true);
  });
});
