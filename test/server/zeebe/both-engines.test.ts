/** What must be the same on the embedded engine and on a real broker: the page of a case, and releases that stay pinned. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScenarioSchema } from '../../../processes/format.ts';
import { readPackageFolder } from '../../../processes/load.ts';
import type { CaseView } from '../../../server/cases/schemas.ts';
import { localDate } from '../../../server/clock/clock.ts';
import { compose } from '../../../server/compose.ts';
import { seedDirectory } from '../../../server/directory/seed.ts';
import { actuatorClock, openCluster, type ScenarioCluster } from '../../../server/scenarios/cluster.ts';
import { runCase } from '../../../server/scenarios/folder.ts';
import { freePorts } from '../../support/free-port.ts';
import { requirementOrSkip } from '../../support/requirement.ts';
import { type Broker, missingForZeebe, startZeebe } from '../../support/zeebe/broker.ts';
import { tasksAcrossEditions } from './releases.ts';

const PACKAGE = 'deputy-suggestions';
const INTAKE = { user: 'zeebe', password: 'both-engines' };

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

async function pinned(cluster?: ScenarioCluster): Promise<string[][]> {
  const app = await compose({
    dataDir: ':memory:',
    clock: 'manual',
    now: NOW,
    ...(cluster ? { engine: cluster.engineAt(NOW) } : {}),
    packages: false,
    logLevel: 'silent',
  });
  try {
    await seedDirectory({ service: app.directoryService, password: 'sample-password', now: NOW });
    await app.start();
    return await tasksAcrossEditions(app);
  } finally {
    await app.stop();
  }
}
const PINNED = [['old'], ['new'], ['completed', 'completed']];

it('a running case keeps its release, also of what it calls: embedded', async () => {
  expect(await pinned()).toEqual(PINNED);
});

if (await requirementOrSkip('a case on both engines', missingForZeebe)) {
  describe('on a cluster', () => {
    let broker: Broker;
    let cluster: ScenarioCluster;
    beforeAll(async () => {
      const [port] = (await freePorts(1)) as [number];
      broker = await startZeebe({ intake: { url: `http://127.0.0.1:${port}`, ...INTAKE } });
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
  });
}
