/** All wiring, in one place: settings in, a running installation out. With HTTP on top (main.ts) or without (tests, scenarios). */
import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AuditedStore } from './audit/appender.ts';
import { auditCollections } from './audit/collections.ts';
import { AuditLog } from './audit/log.ts';
import { auditRoutes } from './audit/routes.ts';
import { Actors } from './auth/actors.ts';
import { authCollections } from './auth/collections.ts';
import { authRoutes } from './auth/routes.ts';
import { AuthService } from './auth/service.ts';
import { type SessionLimits, Sessions } from './auth/sessions.ts';
import type { Base } from './base.ts';
import { type Clock, clockOf, systemClock } from './clock/clock.ts';
import { directoryCollections } from './directory/collections.ts';
import { Directory } from './directory/directory.ts';
import { directoryEditRoutes } from './directory/edit-routes.ts';
import { directoryRoutes } from './directory/routes.ts';
import { DirectoryService } from './directory/service.ts';
import type { ExporterAdvice } from './engine/exporter.ts';
import {
  embedded,
  type OpenEngine,
  type Opened,
  type ServerEngine,
  type ZeebeSettings,
  zeebe,
} from './engine/open.ts';
import type { Feature } from './feature.ts';
import { createApp } from './http/app.ts';
import { docsPage } from './http/docs-page.ts';
import { EventHub, eventRoutes } from './http/events.ts';
import { createLogger } from './http/logging.ts';
import { createMetrics } from './http/metrics.ts';
import { openApiRoutes } from './http/openapi.ts';
import { pages } from './http/pages.ts';
import { probes } from './http/probes.ts';
import type { AnyRoute } from './http/route.ts';
import { composeMatter, type Matter, matterCollections } from './matter.ts';
import { notices } from './notices/collections.ts';
import { noticeRoutes } from './notices/routes.ts';
import { NoticeService } from './notices/service.ts';
import { sampleLoads } from './sample/collections.ts';
import { openStore } from './store/index.ts';
import { journalCollections } from './store/journal.ts';
import { migrate, migrationCollection } from './store/migrations/index.ts';
import type { CollectionDefinition, Store } from './store/port.ts';
import { createSqliteStore } from './store/sqlite.ts';

export const VERSION = '0.1.0';

export interface ComposeOptions {
  /** Folder, or `:memory:`. */
  dataDir: string;
  mongoUri?: string;
  /** The process state lies in this cluster; absent: in the embedded engine. */
  zeebe?: ZeebeSettings;
  /** Another way to an engine: scenarios on a cluster. */
  engine?: OpenEngine;
  /** `false`: SQLite does not sync its commits; for a folder that is thrown away after a crash. */
  synced?: boolean;
  /** IANA zone; default Asia/Shanghai. */
  timeZone?: string;
  /** `manual`: the engine's, moved by `advance`; for scenarios and tests. Default the system's. */
  clock?: 'system' | 'manual' | Clock;
  /** Start of a manual clock, ISO instant. */
  now?: string;
  /** Folder of shipped packages; `false`: none. Absent: the program's own. */
  packages?: string | false;
  logLevel?: string;
  https?: boolean;
  proxies?: number;
  session?: SessionLimits;
  /** Folder of the built pages; absent: `dist/web` beside the program. */
  web?: string;
  /** Another process has taken over (MongoDB): end this one. */
  onLost?: (error: Error) => void;
  /** Wait while another process is active; `onStandby` is told who that is. */
  standby?: boolean;
  onStandby?: (holder: string) => void;
}

export interface App extends Base, Omit<Matter, 'features'> {
  engine: ServerEngine;
  /** Of a cluster: what its brokers must be told. */
  exporter?: ExporterAdvice;
  features: Feature[];
  routes: AnyRoute[];
  handler: RequestListener;
  /** Starts the features in order; then it is ready. */
  start(): Promise<void>;
  /** Manual clock: moves it by an ISO 8601 duration, firing what falls due in the engine on the way. */
  moveClock(duration: string): Promise<void>;
  /** The same, and settles. */
  advance(duration: string): Promise<void>;
  /** Ends streams, features (the last first) and the store. */
  stop(): Promise<void>;
}

const WEB = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dist/web' : '../web', import.meta.url),
);

/** The shipped packages. */
export const PACKAGES = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../processes' : '../../processes', import.meta.url),
);

/** All that this program keeps. */
export const COLLECTIONS = [
  ...[...authCollections, ...directoryCollections, ...auditCollections, notices],
  ...matterCollections,
  ...journalCollections,
  sampleLoads,
] as CollectionDefinition[];

async function open(o: ComposeOptions, collections: CollectionDefinition[]): Promise<Store> {
  if (o.dataDir !== ':memory:' || o.mongoUri) {
    return openStore({
      dataDir: o.dataDir,
      collections,
      ...(o.mongoUri ? { mongoUri: o.mongoUri } : {}),
      ...(o.onLost ? { onLost: o.onLost } : {}),
      ...(o.standby ? { standby: true } : {}),
      ...(o.onStandby ? { onStandby: o.onStandby } : {}),
      ...(o.synced === false ? { synced: false } : {}),
    });
  }
  const store = await createSqliteStore({
    file: ':memory:',
    collections: [...collections, migrationCollection],
  });
  await migrate(store);
  return store;
}

function engineFor(o: ComposeOptions): OpenEngine {
  if (o.engine) return o.engine;
  if (o.zeebe) return zeebe(o.zeebe);
  return embedded({
    manual: o.clock === 'manual',
    ...(o.now ? { now: o.now } : {}),
    ...(o.timeZone ? { timeZone: o.timeZone } : {}),
  });
}

function clockFor(o: ComposeOptions, { manual }: Opened): Clock {
  if (o.clock === 'manual') {
    if (!manual) throw new Error('this engine has no manual clock');
    return clockOf(manual.now, o.timeZone);
  }
  return typeof o.clock === 'object' ? o.clock : systemClock(o.timeZone);
}

/** Opens everything but takes no work yet: call `start`. */
export async function compose(o: ComposeOptions): Promise<App> {
  const logger = createLogger(o.logLevel ?? 'info');
  const metrics = createMetrics();
  const hub = new EventHub();
  const store = await AuditedStore.open(await open(o, COLLECTIONS));
  const manual = o.clock === 'manual';
  const memory = o.dataDir === ':memory:';
  const dataFolder = memory ? await mkdtemp(join(tmpdir(), 'jiandu-')) : o.dataDir;
  const onProblem = (problem: unknown) => logger.warn({ err: problem }, 'engine');
  const opened = await engineFor(o)({ store, dataFolder, onProblem }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { engine } = opened;
  const clock = clockFor(o, opened);
  const directory = new Directory();
  await directory.open(store);
  const actors = new Actors(directory);
  const audit = new AuditLog({ store, clock, pathOf: (id) => directory.org(id)?.path });
  const sessions = new Sessions(store, clock, o.session ?? { idleMinutes: 480, absoluteHours: 72 });
  const auth = new AuthService({ store, clock, directory, actors, sessions, audit });
  const endSessions = (userId: string) => sessions.endAllOps(userId);
  const directoryService = new DirectoryService({ store, directory, audit, endSessions });
  const noticeService = new NoticeService({ store, clock, hub });
  const https = o.https ?? false;

  const base: Base = {
    store,
    clock,
    logger,
    log: logger,
    metrics,
    hub,
    directory,
    directoryService,
    actors,
    auth,
    audit,
    notices: noticeService,
  };
  const shipped = o.packages === false ? undefined : (o.packages ?? PACKAGES);
  const matter = composeMatter({ base, engine, dataFolder, shipped, running: !manual });

  const features: Feature[] = [
    {
      name: 'auth',
      collections: authCollections,
      routes: authRoutes({ auth, directory, service: directoryService, https }),
      start: async () => {
        await directoryService.ensureRoles();
        await sessions.sweep();
      },
    },
    {
      name: 'directory',
      collections: directoryCollections,
      routes: [
        ...directoryRoutes(directory),
        ...directoryEditRoutes({ directory, service: directoryService, auth, audit, store, clock }),
      ],
    },
    {
      name: 'audit',
      collections: auditCollections,
      routes: auditRoutes({ store, appender: store, log: audit, directory }),
    },
    { name: 'notices', collections: [notices], routes: noticeRoutes(store, noticeService) },
    ...matter.features,
  ];

  hub.guard('notices', () => true);
  hub.guard('tasks', () => true);
  metrics.gauge('jiandu_event_streams', 'Open streams of server-sent events', () => hub.size);

  const alive = async (cookie: string | undefined): Promise<boolean> =>
    (await auth.authenticate({ headers: { cookie } })) !== undefined;
  const routes: AnyRoute[] = [...features.flatMap((f) => f.routes), ...eventRoutes(hub, alive)];
  routes.push(...openApiRoutes(() => routes, VERSION, docsPage));

  const moveClock = async (duration: string): Promise<void> => {
    if (!opened.manual) throw new Error('this engine has no manual clock');
    await opened.manual.advance(duration);
  };
  let ready = false;
  const authenticate = auth.authenticate.bind(auth);
  const handler = createApp({
    routes,
    authenticate,
    logger,
    metrics,
    https,
    proxies: o.proxies ?? 0,
    pages: pages(o.web ?? WEB),
    probes: probes({ metrics, authenticate, ready: async () => (ready ? [] : ['features']) }),
  });

  return {
    ...base,
    ...matter,
    engine,
    ...(opened.exporter ? { exporter: opened.exporter } : {}),
    features,
    routes,
    handler,
    async start() {
      for (const f of features) await f.start?.();
      ready = true;
    },
    moveClock,
    async advance(duration) {
      await moveClock(duration);
      await matter.settle();
    },
    async stop() {
      ready = false;
      hub.close();
      for (const f of [...features].reverse()) await f.stop?.();
      await engine.close();
      await store.close();
      if (memory) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
