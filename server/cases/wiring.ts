/** The features around a case on given ground: `server/matter.ts` and the tests stand them up by this one function. */
import { ballotCollections } from '../ballots/collections.ts';
import { createBallots } from '../ballots/index.ts';
import type { Block } from '../blocks/block.ts';
import { commonBlocks } from '../blocks/common.ts';
import { blockRoutes } from '../blocks/routes.ts';
import { BlockRunner } from '../blocks/runner.ts';
import { calendarDays, calendarYears } from '../calendar/collections.ts';
import { createCalendarFeature } from '../calendar/index.ts';
import { clocks } from '../clocks/collections.ts';
import { createClocks } from '../clocks/index.ts';
import { Ticker } from '../clocks/ticker.ts';
import { documentBlocks } from '../documents/blocks.ts';
import type { Feature } from '../feature.ts';
import { files } from '../files/collections.ts';
import { createFiles } from '../files/index.ts';
import { intents } from '../intents/collections.ts';
import { createIntents } from '../intents/index.ts';
import { publicationBlocks } from '../publications/blocks.ts';
import { publicCases } from '../publications/collections.ts';
import { PublicOverviews } from '../publications/overview.ts';
import { publicationRoutes } from '../publications/routes.ts';
import { PublicationService } from '../publications/service.ts';
import { registerBlocks } from '../registers/blocks.ts';
import { registerEntries } from '../registers/collections.ts';
import { registerRoutes } from '../registers/routes.ts';
import type { CollectionDefinition } from '../store/port.ts';
import { taskDrafts, tasks } from '../tasks/collections.ts';
import { createTasks } from '../tasks/index.ts';
import { caseActs, cases, counters, submissions } from './collections.ts';
import { Drawings } from './drawing.ts';
import { createInstanceHandler } from './instance.ts';
import { KeyedLock } from './lock.ts';
import type { MatterDeps } from './ports.ts';
import { Projection } from './projection.ts';
import { caseRoutes } from './routes.ts';
import { CaseService } from './service.ts';

const JOB_ENDS = new Set<string>(['JOB_COMPLETED', 'JOB_CANCELED', 'JOB_ERROR_THROWN']);

/** To be declared before the store is opened. */
export const caseCollections = [
  ...[intents, calendarDays, calendarYears, files, clocks, ...ballotCollections],
  ...[tasks, taskDrafts],
  ...[cases, submissions, caseActs, counters, registerEntries, publicCases],
] as unknown as CollectionDefinition[];

/** `manual`: no workers and no ticker; `settle` does what can be done now. */
export function wireCases(deps: MatterDeps, o: { manual?: boolean } = {}) {
  const lock = new KeyedLock();
  const drawings = new Drawings();
  const { intents: intentService, feature: intentFeature } = createIntents(deps);
  const projection = new Projection(deps, drawings, lock);
  const adopt = (id: string, key: string) => projection.adopt(id, key);
  intentService.handle('createInstance', createInstanceHandler(deps, adopt));
  const calendar = createCalendarFeature(deps);
  const file = createFiles(deps);
  const shared = {
    deps,
    lock,
    drawings,
    intents: intentService,
    calendar: calendar.calendar,
    files: file.files,
  };
  const clock = createClocks(deps, calendar.calendar, intentService);
  const ballot = createBallots(deps, shared);
  const task = createTasks(shared);
  const services = { tasks: task.tasks, clocks: clock.clocks, ballots: ballot.ballots };
  const caseService = new CaseService({ ...shared, ...services });
  const publications = new PublicationService(deps, caseService);
  const overviews = new PublicOverviews(deps);
  const overdue = (id: string) => caseService.refreshOverdue(id);
  clock.clocks.onOverdueChange = overdue;
  task.upkeep.onOverdueChange = overdue;
  projection.follower = async (caseId, events) => {
    await task.upkeep.follow(events);
    if (events.some((e) => JOB_ENDS.has(e.type))) await overdue(caseId);
  };

  const blocks: Block[] = [];
  const runner = new BlockRunner(deps, intentService, drawings, lock);
  // on a clock that stands still all is waited for; else other cases go on, and only what happened so far is
  const told = async () => {
    await (o.manual ? deps.engine.idle() : deps.engine.caughtUp());
    await projection.idle();
  };
  const ticker = new Ticker([clock.clocks, ballot.ballots, task.upkeep, file.files], deps.log, told);
  const features: Feature[] = [
    calendar.feature,
    file.feature,
    clock.feature,
    ballot.feature,
    task.feature,
    {
      name: 'registers',
      collections: [registerEntries],
      routes: registerRoutes(deps),
      blocks: registerBlocks(deps),
    },
    {
      name: 'cases',
      collections: [cases, submissions, caseActs, counters],
      routes: caseRoutes(caseService),
      blocks: [...commonBlocks(deps, caseService), ...documentBlocks(deps, caseService, file.files)],
      start: () => projection.start(),
      stop: () => projection.stop(),
    },
    {
      name: 'publications',
      collections: [publicCases],
      routes: publicationRoutes(deps, overviews),
      blocks: publicationBlocks(deps, caseService, publications),
      start: () => {
        overviews.start();
        return publications.start();
      },
      stop: () => {
        overviews.stop();
        return publications.stop();
      },
    },
    intentFeature,
    {
      name: 'blocks',
      collections: [],
      routes: blockRoutes(() => blocks),
      start: async () => {
        runner.add(task.intake);
        runner.addBlocks(blocks);
        if (o.manual) return;
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

  /** The engine stands still, and all that it told is in the cases. */
  async function quiet(): Promise<void> {
    await deps.engine.idle();
    await projection.idle();
  }

  /** Does all that can be done now, until nothing moves. */
  async function settle(): Promise<void> {
    for (let busy = true; busy; ) {
      await quiet();
      const handled = await runner.drain();
      await quiet();
      busy = handled + (await ticker.tick()) > 0;
    }
    await publications.idle();
  }

  const own = { cases: caseService, intents: intentService, calendar: calendar.calendar, files: file.files };
  return { ...own, ...services, features, blocks, runner, ticker, publications, settle };
}
