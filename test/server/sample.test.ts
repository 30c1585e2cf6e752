/** The sample district as it stands after loading, at two days of the year: one in autumn, one within Spring Festival. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicValues } from '../../forms/index.ts';
import type { Case } from '../../server/cases/collections.ts';
import { clockOf } from '../../server/clock/clock.ts';
import { type App, compose } from '../../server/compose.ts';
import type { EvaluationResult } from '../../server/evaluations/results/collections.ts';
import type { ResultView } from '../../server/evaluations/results/schemas.ts';
import { type Listening, listen } from '../../server/http/listen.ts';
import type { PublicCase } from '../../server/publications/collections.ts';
import { workOutDistrict } from '../../server/sample/district.ts';
import type { Task } from '../../server/tasks/collections.ts';
import { call, signIn } from './program/program.ts';

const PASSWORD = 'jiandu-sample';

interface Loaded {
  app: App;
  cases: Case[];
  open: Task[];
  problems: string[];
  close(): Promise<void>;
}

async function load(now: string): Promise<Loaded> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jiandu-sample-'));
  const clock = clockOf(() => now);
  const outcomes = await workOutDistrict({ into: { dataDir, synced: false }, password: PASSWORD, clock });
  const app = await compose({ dataDir, clock: 'manual', now, logLevel: 'silent' });
  await app.start();
  return {
    app,
    cases: (await app.store.find<Case>('cases', { limit: 1000 })).items,
    open: (await app.store.find<Task>('tasks', { where: { state: 'open' }, limit: 1000 })).items,
    problems: outcomes.flatMap((o) => o.problems.map((p) => `${o.title}: ${p}`)),
    close: async () => {
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Texts long enough to tell a person's own words from a choice or an id. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 8 && !/^\d{4}-\d\d-\d\d/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

/** Stages at which a suggestion can be seen in the sample. */
const STAGES = [
  '审查',
  '退回补充',
  '交办',
  '待签收',
  '重新交办',
  '重点督办',
  '会办',
  '办理',
  '分办',
  '延期审批',
  '逾期督促',
  '签发',
  '征询意见',
  '重新办理',
  '领导督办',
  '核定类别',
  'B 类跟踪',
  '办结审核',
  '已办结',
];

const suggestionsOf = (l: Loaded) => l.cases.filter((c) => c.packageId === 'deputy-suggestions');

describe.each(['2026-11-24T02:00:00.000Z', '2027-02-09T02:00:00.000Z'])('loaded on %s', (now) => {
  let l: Loaded;
  let listening: Listening;
  let url: string;
  beforeAll(async () => {
    l = await load(now);
    listening = await listen(l.app.handler, { port: 0, host: '127.0.0.1', graceMs: 100 });
    url = listening.url;
  }, 300_000);
  afterAll(async () => {
    await listening?.close();
    await l?.close();
  });

  it('every case was worked as written, up to that day and no further', () => {
    expect(l.problems).toEqual([]);
    expect(l.cases.filter((c) => c.updatedAt > now || c.createdAt > now)).toEqual([]);
    expect(l.app.clock.now()).toBe(now);
    expect(l.cases.filter((c) => c.incidents > 0).map((c) => c.title)).toEqual([]);
  });

  it('has at least 40 suggestions, of two years, at all stages', () => {
    const suggestions = suggestionsOf(l);
    expect(suggestions.length).toBeGreaterThanOrEqual(40);
    const stages = new Set(suggestions.map((c) => c.stage));
    expect(STAGES.filter((s) => !stages.has(s))).toEqual([]);
    expect(new Set(suggestions.map((c) => c.year)).size).toBeGreaterThanOrEqual(2);
    expect(new Set(suggestions.flatMap((c) => c.lead ?? [])).size).toBeGreaterThanOrEqual(12);
    const classes = new Set(suggestions.map((c) => c.variables.officeClass ?? c.variables.replyClass));
    expect([...classes]).toEqual(expect.arrayContaining(['A', 'B', 'C']));
    expect(suggestions.filter((c) => c.state === 'completed').length).toBeGreaterThanOrEqual(15);
  });

  it('has the two other procedures', () => {
    for (const id of ['livelihood-projects', 'bodies-review']) {
      const states = l.cases.filter((c) => c.packageId === id).map((c) => c.state);
      expect(states).toEqual(expect.arrayContaining(['completed', 'active']));
    }
  });

  it('every record belongs to a congress of the tree', () => {
    expect(new Set(suggestionsOf(l).map((c) => c.orgId))).toEqual(new Set(['donghu', 'yunxi', 'shiqiao']));
    for (const c of l.cases) expect(c.orgPath).toBe(l.app.directory.org(c.orgId)!.path);
    expect(l.app.directory.org('yunxi')!.path.startsWith(l.app.directory.org('donghu')!.path)).toBe(true);
    expect(l.app.directory.org('donghu')!.path.startsWith(l.app.directory.org('yongjiang')!.path)).toBe(true);
    expect(l.app.directory.deputiesOf('donghu')).toHaveLength(60);
  });

  it('every open task is somebody’s, some overdue, some due within a fortnight', () => {
    const port = l.app.directory;
    for (const t of l.open) {
      const people = t.assignee
        ? [port.user(t.assignee)]
        : t.audience.flatMap((key) => {
            const [kind, rest = ''] = key.split(/:(.*)/s) as [string, string];
            const [body = '', role] = rest.split(':');
            if (kind === 'body') return port.usersOfBody(body, role);
            return port.usersWithRole(rest.split('@')[0]!, rest.split('@')[1]!);
          });
      expect([t.elementId, people.filter(Boolean).length > 0]).toEqual([t.elementId, true]);
    }
    const soon = new Date(Date.parse(now) + 14 * 86_400_000).toISOString().slice(0, 10);
    expect(l.open.filter((t) => t.overdue).length).toBeGreaterThanOrEqual(3);
    expect(l.open.filter((t) => !t.overdue && t.dueDate && t.dueDate <= soon).length).toBeGreaterThanOrEqual(
      5,
    );
    expect(l.open.filter((t) => t.dueDate && t.overdue !== t.dueDate < now.slice(0, 10))).toEqual([]);
  });

  it('some tasks are taken, and nobody begins with years of unread notices', async () => {
    const taken = new Set(l.open.flatMap((t) => t.assignee ?? []));
    expect([...taken]).toEqual(expect.arrayContaining(['renda1', 'rsj1', 'mzj0', 'zhuren1', 'db48']));
    const { body } = await call(url, await signIn(url, 'renda1'), 'GET', '/api/notices');
    expect(body.unread).toBeGreaterThan(0);
    expect(body.unread).toBeLessThan(40);
  });

  it('publishes nothing but public values, and finds nothing by others', async () => {
    const { items } = await l.app.store.find<PublicCase>('publicCases', { limit: 1000 });
    expect(items.length).toBeGreaterThanOrEqual(40);
    const page = (path: string) => call(url, { username: '', cookie: '', csrf: '' }, 'GET', path);
    let inside: string[] = [];
    for (const p of items) {
      const c = l.cases.find((x) => x.id === p.caseId)!;
      const release = (await l.app.packages.releases.get(c.releaseId))!;
      const published: string[] = [];
      const kept: string[] = [];
      for (const [id, data] of Object.entries(c.data)) {
        const form = release.forms.get(id)!;
        const open = publicValues(form, data);
        published.push(...textsOf(open));
        kept.push(...textsOf(Object.fromEntries(Object.entries(data).filter(([k]) => !(k in open)))));
      }
      const shown = JSON.stringify((await page(`/api/public/cases/${encodeURIComponent(p.id)}`)).body);
      const own = kept.filter((t) => !published.some((o) => o.includes(t)));
      expect([c.number, own.filter((t) => shown.includes(t))]).toEqual([c.number, []]);
      inside = [...inside, ...own];
    }
    expect(inside.length).toBeGreaterThan(40);
    const asked = inside.filter((_, i) => i % Math.ceil(inside.length / 20) === 0);
    for (const text of asked) {
      const q = encodeURIComponent(text.slice(0, 40));
      const { body } = await page(`/api/public/cases?q=${q}`);
      expect([text, body.items.map((i: { id: string }) => i.id)]).toEqual([text, []]);
    }
  });

  it('holds results of evaluations, each public one with every number of a ballot or entry told', async () => {
    const results = (await l.app.store.find<EvaluationResult>('evaluationResults', { limit: 100 })).items;
    expect(results.length).toBeGreaterThan(0);
    const cookie = await signIn(url, 'renda1');
    const views: ResultView[] = [];
    for (const r of results) {
      const { body } = await call(url, cookie, 'GET', `/api/evaluation-results/${r.id}`);
      expect([body.objects.length, body.ranked]).toEqual([r.scores.length, r.scores.length]);
      views.push(body);
    }
    // of one appraisal there is a year before, in which things stood differently
    const [compared] = views.filter((v) => v.before);
    expect(compared!.before!.year).toBe(compared!.year - 1);
    const moved = compared!.objects.filter((o) => compared!.before!.objects[o.id]?.rank !== o.score.rank);
    expect(moved.length).toBeGreaterThan(1);
    const pages = (await l.app.store.find<PublicCase>('publicCases', { limit: 1000 })).items;
    const lines = pages
      .flatMap((p) => p.evaluations ?? [])
      .flatMap((e) => e.rows.flatMap((o) => o.lines ?? []));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((n) => n.value && !n.value.startsWith('无') && n.of === '')).toEqual([]);
  });

  it('the audit chain verifies', async () => {
    const found = await l.app.audit.verify();
    expect(found).toMatchObject({ ok: true, problems: [] });
    expect(found.entries).toBeGreaterThan(300);
  });

  it('a deputy sees their own, a town’s clerk the town’s, a body’s official what is theirs', async () => {
    const list = async (username: string, query = '') => {
      const { body } = await call(url, await signIn(url, username), 'GET', `/api/cases?limit=200${query}`);
      return body.items as { orgId: string; initiator: string; deputies: string[]; lead?: string }[];
    };
    const mine = await list('db01', '&view=mine');
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.filter((c) => c.initiator !== 'db01' && !c.deputies.includes('db01'))).toEqual([]);
    expect(new Set((await list('yunxi1')).map((c) => c.orgId))).toEqual(new Set(['yunxi']));
    expect(new Set((await list('renda1')).map((c) => c.orgId))).toEqual(
      new Set(['donghu', 'yunxi', 'shiqiao']),
    );
    const official = await signIn(url, 'jtj1');
    const tasks = (await call(url, official, 'GET', '/api/tasks?view=groups&limit=200')).body.items;
    expect(tasks.filter((t: { audience: string[] }) => !t.audience.some((a) => /^body:jtj/.test(a)))).toEqual(
      [],
    );
    const round = l.cases.find((c) => c.stage === '征询意见' && c.initiator === 'db45')!;
    const ballots = (await call(url, await signIn(url, 'db45'), 'GET', '/api/ballots/mine')).body;
    expect(JSON.stringify(ballots)).toContain(round.id);
  });

  it('residents see what was made public, and nothing else of it', async () => {
    const { body } = await call(url, undefined, 'GET', '/api/public/cases');
    expect(body.items.length).toBeGreaterThan(0);
    const hidden = suggestionsOf(l).find((c) => c.stage === '审查')!;
    expect(JSON.stringify(body)).not.toContain(hidden.id);
    const one = await call(url, undefined, 'GET', `/api/public/cases/${body.items[0].id}`);
    expect(one.status).toBe(200);
    expect(JSON.stringify(one.body)).not.toContain('办理程序完备');
  });
});
