/** The whole server on MongoDB: procedures from end to end, a restart, a kill -9 with a second process standing by. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scenario } from '../../processes/format.ts';
import type { BallotRound, Vote } from '../../server/ballots/collections.ts';
import { type App, COLLECTIONS, compose } from '../../server/compose.ts';
import { seedDirectory } from '../../server/directory/seed.ts';
import { groundOf } from '../../server/scenarios/folder.ts';
import { runScenarios } from '../../server/scenarios/runner.ts';
import { type MongoServer, missingForMongoServer, startMongoServer } from '../support/mongo-server/start.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { expectNothingLost } from './program/drill.ts';
import { type Built, buildServer, call, PASSWORD, Program, signIn } from './program/program.ts';
import { nothingYet, workUntilGone } from './program/work.ts';

let server: MongoServer;
let folder: string;

const open = (database: string, more: object = {}): Promise<App> =>
  compose({
    dataDir: join(folder, database),
    mongoUri: server.uri(database),
    logLevel: 'silent',
    ...more,
  });

const seed = (app: App): Promise<void> =>
  seedDirectory({ service: app.directoryService, password: PASSWORD, now: app.clock.now() });

/** The engine writes these anew when it stops: they are derived from its journal. */
const DERIVED = ['engine_checkpoints', 'engine_units'];
const KEPT = COLLECTIONS.map((c) => c.name).filter((name) => !DERIVED.includes(name));

/** All documents of all collections, by collection. */
async function everything(app: App): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const name of KEPT) {
    const found: unknown[] = [];
    for (let after: string | undefined; ; ) {
      const page = await app.store.find(name, { sort: ['id'], limit: 500, ...(after ? { after } : {}) });
      // The projection notes at each start how far it has come, be it as far as before.
      found.push(...page.items.map((d) => (d.id === 'projection' ? { ...d, rev: 0 } : d)));
      after = page.next;
      if (!after) break;
    }
    all[name] = found;
  }
  return all;
}

interface PackageScenario {
  packageId: string;
  scenario: Scenario;
}

const CASES = ['redo-satisfied', 'separate', 'extension-approved', 'withdrawn'];

async function scenarios(packageId: string, names: string[]): Promise<PackageScenario[]> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(`processes/${packageId}/cases/${name}.json`, 'utf8'));
  const files = (await Promise.all(names.map(read))).flat() as Scenario[];
  return files.map((scenario) => ({ packageId, scenario }));
}

if (await requirementOrSkip('the whole server on MongoDB', missingForMongoServer)) {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jiandu-mongo-'));
    server = await startMongoServer();
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('works suggestions from end to end, and stands the same after a restart', async () => {
    const manual = { clock: 'manual', now: '2025-01-02T01:00:00.000Z' };
    let app = await open('suggestions', manual);
    await seed(app);
    await app.start();
    const outcomes = await runScenarios(groundOf(app), await scenarios('deputy-suggestions', CASES));
    expect(outcomes.map((o) => [o.title, o.problems])).toEqual(outcomes.map((o) => [o.title, []]));
    expect(outcomes.length).toBeGreaterThanOrEqual(CASES.length);
    const before = await everything(app);
    const at = app.clock.now();
    const histories = await Promise.all(
      before.cases!.map((c) => app.engine.history((c as { processInstanceKey: string }).processInstanceKey)),
    );
    expect(histories.every((h) => h.length > 10)).toBe(true);
    await app.stop();

    app = await open('suggestions', manual);
    await app.start();
    expect(app.clock.now()).toBe(at);
    const after = await everything(app);
    for (const name of KEPT) expect([name, after[name]]).toEqual([name, before[name]]);
    expect(
      await Promise.all(
        after.cases!.map((c) => app.engine.history((c as { processInstanceKey: string }).processInstanceKey)),
      ),
    ).toEqual(histories);
    expect(await app.audit.verify()).toMatchObject({ ok: true });
    await app.stop();
  }, 120_000);

  it('works an appraisal; secret votes by code that were cast before a restart are opened and counted after it', async () => {
    const manual = { clock: 'manual', now: '2025-01-02T01:00:00.000Z' };
    let app = await open('appraisal', manual);
    await seed(app);
    await app.start();
    const [whole] = (await scenarios('department-appraisal', ['straight'])) as [PackageScenario];
    const { steps, expect: expected } = whole.scenario;
    const closing = steps.findIndex((s) => s.do === 'closeBallot');
    const cut = { ...whole.scenario, steps: steps.slice(0, closing), expect: {} };
    const [outcome] = await runScenarios(groundOf(app), [{ ...whole, scenario: cut }]);
    expect(outcome!.problems).toEqual([]);
    const before = await everything(app);
    const rounds = before.ballots as BallotRound[];
    expect(rounds.map((r) => [r.ballot, r.state, r.box]).sort()).toEqual([
      ['deputies', 'closed', 'opened'],
      ['experts', 'closed', undefined],
      ['residents', 'open', 'sealed'],
      ['weights', 'closed', 'opened'],
    ]);
    const round = rounds.find((r) => r.state === 'open')!;
    const votesOf = (all: unknown[]) => (all as Vote[]).filter((v) => v.roundId === round.id);
    const sealed = votesOf(before.votes!);
    expect(sealed.length).toBeGreaterThan(2);
    expect(sealed.every((v) => v.sealed !== undefined && v.answers === undefined)).toBe(true);
    await app.stop();

    app = await open('appraisal', manual);
    await app.start();
    const after = await everything(app);
    for (const name of KEPT) expect([name, after[name]]).toEqual([name, before[name]]);
    const clerk = app.actors.actorOf('renda1')!;
    await app.ballots.closeBy(clerk, round.id);
    await app.settle();
    expect(await app.ballots.round(round.id)).toMatchObject({ box: 'opened', cast: sealed.length });
    const { items } = await app.store.find('votes', { where: { roundId: round.id } });
    expect(items.map((v) => 'answers' in v && !('sealed' in v))).toEqual(sealed.map(() => true));
    expect((await app.ballots.recount(clerk, round.id)).same).toBe(true);
    const { variables } = (await app.cases.get(outcome!.caseId!))!;
    expect(variables).toMatchObject({ weightRound: expected.variables!.weightRound });
    expect((variables.evaluation as { objects: unknown[] }).objects[0]).toMatchObject(
      (expected.variables!.evaluation as { objects: Record<string, object> }).objects['0']!,
    );
    await app.stop();
  }, 240_000);

  it('a standby takes over after a kill -9 in the middle of work, and nothing acknowledged is lost', async () => {
    const app = await open('program');
    await seed(app);
    await app.start();
    await app.stop();

    let built: Built | undefined;
    const running: Program[] = [];
    try {
      built = await buildServer();
      const { main } = built;
      // One data folder, since the files of cases lie there.
      const start = (env: Record<string, string>): Program => {
        const program = new Program(main, join(folder, 'program'), {
          MONGODB_URI: server.uri('program'),
          JIANDU_SAMPLE: 'off',
          ...env,
        });
        running.push(program);
        return program;
      };
      const first = start({});
      const url = await first.url();
      const second = start({ JIANDU_STANDBY: 'on' });
      await second.says(/另一个进程正在运行（.+），本进程待命/);

      const people = {
        deputies: await Promise.all(['db01', 'db02'].map((u) => signIn(url, u))),
        clerks: await Promise.all(['renda1', 'renda2'].map((u) => signIn(url, u))),
        admin: await signIn(url, 'admin'),
      };
      const seen = nothingYet();
      let killing: Promise<void> | undefined;
      await workUntilGone(url, people, {
        clients: 2,
        seen,
        onAck: (count) => {
          if (count >= 40) killing ??= first.end();
        },
      });
      await killing;
      expect(seen.completed.size).toBeGreaterThan(3);

      const next = await second.url();
      await expectNothingLost(next, people, seen);
      expect((await call(next, undefined, 'GET', '/readyz')).status).toBe(200);
      await second.end('SIGTERM');
    } finally {
      for (const program of running) await program.end();
      await built?.remove();
    }
  }, 180_000);
}
