/** Wiring of everything around cases: packages, tasks, clocks, ballots, files and the blocks that do the jobs. */
import type { EmbeddedEngine } from '../engine/engine.ts';
import { readShippedPackages } from '../processes/load.ts';
import { ballots, electors, votes } from './ballots/collections.ts';
import { createBallots } from './ballots/index.ts';
import type { Block } from './blocks/block.ts';
import { blockRoutes } from './blocks/routes.ts';
import { BlockRunner } from './blocks/runner.ts';
import { calendarDays, calendarYears } from './calendar/collections.ts';
import { createCalendarFeature } from './calendar/index.ts';
import { caseActs, cases, counters, submissions } from './cases/collections.ts';
import { Drawings } from './cases/drawing.ts';
import { createInstanceHandler } from './cases/instance.ts';
import { KeyedLock } from './cases/lock.ts';
import type { MatterDeps } from './cases/ports.ts';
import { Projection } from './cases/projection.ts';
import { mayRead } from './cases/readers.ts';
import { caseRoutes } from './cases/routes.ts';
import { CaseService } from './cases/service.ts';
import { clocks } from './clocks/collections.ts';
import { createClocks } from './clocks/index.ts';
import { Ticker } from './clocks/ticker.ts';
import type { Base } from './compose.ts';
import { directoryPort } from './directory/port.ts';
import type { Feature } from './feature.ts';
import { files } from './files/collections.ts';
import { createFiles } from './files/index.ts';
import { compileValidators } from './forms/compile.ts';
import { intents } from './intents/collections.ts';
import { createIntents } from './intents/index.ts';
import {
  createPackageService,
  type PackageService,
  packageCollections,
  packagesFeature,
} from './packages/index.ts';
import { registerEntries } from './registers/collections.ts';
import type { CollectionDefinition } from './store/port.ts';
import { taskDrafts, tasks } from './tasks/collections.ts';
import { createTasks, type TaskService } from './tasks/index.ts';

/** The store is opened with these before any feature exists. */
export const matterCollections = [
  ...packageCollections,
  ...[calendarDays, calendarYears, clocks, intents, files, tasks, taskDrafts, registerEntries],
  ...[cases, submissions, caseActs, counters, ballots, electors, votes],
] as CollectionDefinition[];

export interface Matter {
  features: Feature[];
  packages: PackageService;
  cases: CaseService;
  tasks: TaskService;
  blocks: Block[];
  /** All that follows of itself has happened: jobs of blocks, rows, what is due now. For the manual clock. */
  settle(): Promise<void>;
}

export interface MatterOptions {
  base: Base;
  engine: EmbeddedEngine;
  dataFolder: string;
  /** Folder of shipped packages; they enter at start. */
  shipped: string | undefined;
  /** Workers and the ticker run by themselves; on a manual clock `settle` does it. */
  running: boolean;
}

export function composeMatter({ base, engine, dataFolder, shipped, running }: MatterOptions): Matter {
  const { store, clock, log, hub, directory, actors, audit } = base;
  const lock = new KeyedLock();
  const drawings = new Drawings();
  const blocks: Block[] = [];

  const packages = createPackageService({
    store,
    clock,
    engine,
    blocks: () => blocks,
    userName: (id) => directory.name(id),
    orgPath: (id) => directory.org(id)?.path,
    runningCases: (releaseId) => store.count('cases', { releaseId, state: 'active' }),
    compileValidators: async (docs) => compileValidators([...docs]),
    audit: {
      ops: ({ actorId, target, action, orgId, content }) =>
        audit.record({
          actor: actors.actorOf(actorId),
          action,
          target: { kind: 'packages', id: target },
          ...(orgId ? { orgId } : {}),
          ...(content ? { detail: content } : {}),
        }),
    },
  });

  const deps: MatterDeps = {
    store,
    engine,
    clock,
    log,
    audit,
    dataFolder,
    releases: packages.releases,
    directory: directoryPort(directory, actors),
    notices: base.notices,
    live: { publish: (topic, data) => hub.publish(topic, data) },
  };
  const intent = createIntents(deps);
  const calendar = createCalendarFeature(deps);
  const clock_ = createClocks(deps, calendar.calendar, intent.intents);
  const file = createFiles(deps);
  const shared = {
    deps,
    calendar: calendar.calendar,
    drawings,
    intents: intent.intents,
    lock,
    files: file.files,
  };
  const ballot = createBallots(deps, shared);
  const task = createTasks(shared);
  const caseService = new CaseService({
    ...shared,
    tasks: task.tasks,
    clocks: clock_.clocks,
    ballots: ballot.ballots,
  });

  const projection = new Projection(deps, drawings, lock);
  projection.follower = (_caseId, events) => task.upkeep.follow(events);
  task.upkeep.onOverdueChange = (id) => caseService.refreshOverdue(id);
  intent.intents.handle(
    'createInstance',
    createInstanceHandler(deps, (id, key) => projection.adopt(id, key)),
  );
  hub.guard('case:', async (actor, topic) => {
    const found = await caseService.get(topic.slice('case:'.length));
    return found !== undefined && mayRead(actor, found);
  });

  const runner = new BlockRunner(deps, intent.intents, drawings, lock);
  const ticker = new Ticker([clock_.clocks, ballot.ballots, task.upkeep, file.files], log);

  async function installShipped(): Promise<void> {
    if (!shipped) return;
    for (const { id, files: text } of await readShippedPackages(shipped)) {
      try {
        const outcome = await packages.install(id, text);
        if (outcome !== 'known') log.info({ package: id, outcome }, 'shipped package');
      } catch (error) {
        // One broken package must not keep the others, and running cases, from work.
        log.error({ err: error, package: id }, 'shipped package not taken over');
      }
    }
  }

  const features: Feature[] = [
    packagesFeature(packages),
    calendar.feature,
    file.feature,
    clock_.feature,
    ballot.feature,
    task.feature,
    {
      name: 'cases',
      collections: [cases, submissions, caseActs, counters],
      routes: caseRoutes(caseService),
      start: () => projection.start(),
      stop: () => projection.stop(),
    },
    intent.feature,
    {
      name: 'blocks',
      collections: [],
      routes: blockRoutes(() => blocks),
      start: async () => {
        await installShipped();
        runner.add(task.intake);
        runner.addBlocks(blocks);
        if (!running) return;
        runner.start();
        ticker.start();
      },
      stop: async () => {
        await ticker.stop();
        await runner.stop();
      },
    },
  ];
  blocks.push(...features.flatMap((f) => f.blocks ?? []));

  return {
    features,
    packages,
    cases: caseService,
    tasks: task.tasks,
    blocks,
    async settle() {
      for (let busy = true; busy; ) {
        await projection.idle();
        const handled = await runner.drain();
        await projection.idle();
        busy = handled + (await ticker.tick()) > 0;
      }
    },
  };
}
