/** What must be the same on the embedded engine and on a real broker: the page of a case, and releases that stay pinned. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScenarioSchema } from '../../../processes/format.ts';
import { readPackageFolder } from '../../../processes/load.ts';
import type { CaseView } from '../../../server/cases/schemas.ts';
import { localDate } from '../../../server/clock/clock.ts';
import { type App, compose } from '../../../server/compose.ts';
import { seedDirectory } from '../../../server/directory/seed.ts';
import { embedded, type ServerEngine } from '../../../server/engine/open.ts';
import { actuatorClock, openCluster, type ScenarioCluster } from '../../../server/scenarios/cluster.ts';
import { runCase } from '../../../server/scenarios/folder.ts';
import { freePorts } from '../../support/free-port.ts';
import { requirementOrSkip } from '../../support/requirement.ts';
import { type Broker, missingForZeebe, startZeebe } from '../../support/zeebe/broker.ts';
import { buildServer } from '../program/program.ts';
import { tasksAcrossEditions } from './releases.ts';
import { lateJobs, tasksTakenBack } from './withdrawals.ts';

const run = promisify(execFile);
const PACKAGE = 'deputy-suggestions';
const INTAKE = { user: 'zeebe', password: 'the-secret-of-this-test' };

/** On a clock that stands still, what happens at one instant is listed by its key, and every run makes new keys. */
const byDay = (entries: unknown[]): string[] => entries.map((e) => JSON.stringify(e)).sort();

/** What people see of a case, without keys; days for instants, since a broker's time runs. The path keeps its order. */
async function seen(name: string, cluster?: ScenarioCluster) {
  const folder = `processes/${PACKAGE}`;
  const scenario = ScenarioSchema.parse(JSON.parse(await readFile(`${folder}/cases/${name}.json`, 'utf8')));
  let view: CaseView | undefined;
  const outcome = await runCase(PACKAGE, await readPackageFolder(folder), scenario, {
    ...(cluster ? { cluster } : {}),
    look: async (app, { caseId }) => {
      const clerk = app.actors.actorOf('renda1')!;
      view = await app.cases.view(clerk, caseId!);
    },
  });
  const { case: c, path, timeLine, tasks, clocks, ballots, registers, activeElements, incidents } = view!;
  return {
    problems: outcome.problems,
    case: [c.number, c.title, c.state, c.stage, c.overdue],
    path,
    activeElements,
    incidents: incidents.length,
    timeLine: byDay(timeLine.map(({ at, submissionId: _, ...entry }) => [localDate(at), entry])),
    tasks: byDay(tasks.map((t) => [t.name, t.state, t.stage, t.dueDate, t.completedBy, t.audience])),
    clocks: clocks.map((k) => [k.clock, k.status, k.dueDate, k.round, k.stoppedAt && localDate(k.stoppedAt)]),
    ballots: ballots.map((b) => [b.ballot, b.state, b.cast, b.result]),
    registers: registers.map((r) => [r.register, r.state]),
  };
}

const NOW = '2025-03-03T01:00:00.000Z';

/** A server whose clock stands still, on the cluster or the embedded engine. */
async function withApp<T>(
  use: (app: App) => Promise<T>,
  o: { cluster?: ScenarioCluster | undefined; around?: (e: ServerEngine) => ServerEngine } = {},
): Promise<T> {
  const open = o.cluster?.engineAt(NOW) ?? embedded({ manual: true, now: NOW });
  const { around = (e) => e } = o;
  const app = await compose({
    dataDir: ':memory:',
    clock: 'manual',
    now: NOW,
    engine: async (ground) => {
      const opened = await open(ground);
      return { ...opened, engine: around(opened.engine) };
    },
    packages: false,
    logLevel: 'silent',
  });
  try {
    await seedDirectory({ service: app.directoryService, password: 'sample-password', now: NOW });
    await app.start();
    return await use(app);
  } finally {
    await app.stop();
  }
}

const pinned = (cluster?: ScenarioCluster) => withApp(tasksAcrossEditions, { cluster });
const PINNED = [['old'], ['new'], ['completed', 'completed']];

const takenBack = (cluster?: ScenarioCluster) => {
  const late = lateJobs();
  return withApp((app) => tasksTakenBack(app, late), { cluster, around: late.engine });
};
const BACK = [
  ['first', 'withdrawn'],
  ['second', 'open'],
];

it('a running case keeps its release, also of what it calls: embedded', async () => {
  expect(await pinned()).toEqual(PINNED);
});

it('a task that the engine takes back is withdrawn, also before it is in the list: embedded', async () => {
  expect(await takenBack()).toEqual([BACK, BACK]);
});

if (await requirementOrSkip('a case on both engines', missingForZeebe)) {
  describe('on a cluster', () => {
    let broker: Broker;
    let cluster: ScenarioCluster;
    let port: number;
    beforeAll(async () => {
      [port] = (await freePorts(1)) as [number];
      broker = await startZeebe({
        intake: { url: `http://127.0.0.1:${port}`, ...INTAKE, everyRecord: true },
      });
      const clock = actuatorClock(broker.management);
      cluster = await openCluster({ address: broker.address, intake: { port, ...INTAKE }, clock });
    }, 180_000);
    afterAll(async () => {
      await cluster?.close();
      await broker?.stop();
    });

    it.each([
      ['return-lapsed', 'a boundary message interrupts a task'],
      ['b-tracked', 'a timer of months, then reports'],
    ])(
      'the page of %s is the same on both: %s',
      async (name) => {
        const onCluster = await seen(name, cluster);
        expect(onCluster.problems).toEqual([]);
        expect(onCluster.timeLine.length).toBeGreaterThan(3);
        expect(onCluster).toEqual(await seen(name));
      },
      120_000,
    );

    it('a running case keeps its release, also of what it calls', async () => {
      expect(await pinned(cluster)).toEqual(PINNED);
    }, 60_000);

    it('a task that the engine takes back is withdrawn, also before it is in the list', async () => {
      expect(await takenBack(cluster)).toEqual([BACK, BACK]);
    }, 60_000);

    it('`npm run cases` on a broker that runs: every case of 部门工作评议 passes', async () => {
      // its intake is where the broker's exporter sends, one after the other
      await cluster.close();
      const built = await buildServer('scripts/cases.ts');
      const dataDir = await mkdtemp(join(tmpdir(), 'jiandu-cases-'));
      try {
        const folder = 'processes/department-appraisal';
        const { stdout } = await run(process.execPath, [built.main, folder, '--engine', 'zeebe'], {
          env: {
            PATH: process.env.PATH,
            JIANDU_DATA: dataDir,
            JIANDU_INTAKE_PORT: String(port),
            JIANDU_INTAKE_SECRET: INTAKE.password,
            ZEEBE_ADDRESS: broker.address,
            ZEEBE_MANAGEMENT: broker.management,
          },
        });
        const cases = (await readdir(`${folder}/cases`)).length;
        expect(stdout).toContain(`${cases} 个通过，0 个失败`);
        expect(stdout).toContain(join(dataDir, 'zeebe-exporter-cases.env'));
      } finally {
        await built.remove();
        await rm(dataDir, { recursive: true, force: true });
      }
    }, 300_000);
  });
}
