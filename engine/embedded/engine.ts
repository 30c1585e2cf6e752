/** createEmbeddedEngine: the engine in this process, durable by its journal. */
import {
  addDuration,
  copyJson,
  DEFAULT_STEP_LIMITS,
  type DrawingLimits,
  describeDecision,
  evaluate,
  latestDecision,
  NotJson,
  parseDuration,
  parseInstant,
  type StepLimits,
} from '../core/index.ts';
import { type CreateProcessInstance, type EmbeddedEngine, Rejection, type Variables } from '../engine.ts';
import { CHECKPOINT_EVERY, type CheckpointEvery } from './checkpoint.ts';
import { engineClock } from './clock.ts';
import { readResources } from './deploy.ts';
import { describeJob } from './job.ts';
import { type JournalStore, memoryJournal } from './journal-store.ts';
import { embeddedTeller, Listeners } from './listeners.ts';
import { createReads } from './reads.ts';
import { Runtime } from './runtime.ts';
import { Setback } from './setback.ts';
import { Workers } from './workers.ts';

/** Size of the variables that one command may bring, in characters of JSON. */
const MAX_VARIABLES = 1_000_000;
/** Milliseconds after which the clock is looked at again: it may have been set, or the machine have slept. */
const LONGEST_WAIT = 20_000;

export interface EmbeddedEngineOptions {
  /** Absent: in memory only. */
  store?: JournalStore;
  clock?: 'system' | 'manual';
  /** Start of the manual clock, an ISO instant; a journal that has gone further wins. Default 2026-01-01T00:00:00Z. */
  now?: string;
  /** IANA zone for `now()`, calendar durations and cron; default Asia/Shanghai. */
  timeZone?: string;
  drawingLimits?: Partial<DrawingLimits>;
  stepLimits?: Partial<StepLimits>;
  /** How much may change before the state is kept beside the journal; less makes starts shorter. */
  checkpointEvery?: Partial<CheckpointEvery>;
}

/** Nobody called what the clock brings: a bug met by it must neither end the process nor be lost. */
function tellBug(bug: unknown): void {
  const detail = bug instanceof Error ? bug.stack : undefined;
  process.emitWarning(`what was due met a bug: ${bug}`, {
    type: 'EngineBug',
    ...(detail !== undefined && { detail }),
  });
}

export async function createEmbeddedEngine(o: EmbeddedEngineOptions = {}): Promise<EmbeddedEngine> {
  const journal = o.store ?? memoryJournal();
  const zone = o.timeZone ?? 'Asia/Shanghai';
  const kind = o.clock ?? 'system';
  const begin = parseInstant(o.now ?? '2026-01-01T00:00:00Z', zone);
  if (begin === undefined) throw new Rejection('INVALID_ARGUMENT', `<${o.now}> is not an ISO instant`);
  const clock = engineClock(kind, kind === 'manual' ? begin : 0);
  const listeners = new Listeners(journal, embeddedTeller);
  const results = new Map<string, { resolve(v: Variables): void; reject(e: Error): void }>();
  let alarm: NodeJS.Timeout | undefined;
  let alarmAt = Infinity;
  let closed = false;
  const setback = new Setback();

  const runtime = new Runtime({
    journal,
    clock,
    zone,
    limits: { ...DEFAULT_STEP_LIMITS, ...o.stepLimits },
    checkpointEvery: { ...CHECKPOINT_EVERY, ...o.checkpointEvery },
    onDurable: (seq, groups) => listeners.tell(seq, groups),
    onEnded: ({ pi, state, variables }) => {
      const waiting = results.get(pi);
      results.delete(pi);
      if (state === 'COMPLETED') waiting?.resolve({ ...variables });
      else waiting?.reject(new Rejection('INVALID_STATE', `process instance <${pi}> was terminated`));
    },
    onStep: () => {
      workers.dispatch();
      arm();
    },
  });
  const workers = new Workers(runtime);
  const last = await runtime.start();
  if (kind === 'manual') clock.set(last);
  await runtime.execute({ name: 'releaseLocalJobs' });
  arm();

  /** The system clock: one real timeout, for whatever is due next. */
  function arm(): void {
    if (clock.manual || closed || runtime.recovering) return;
    const next = runtime.agenda.next();
    if (!next || next.at >= alarmAt) return;
    clearTimeout(alarm);
    alarmAt = next.at;
    alarm = setTimeout(
      () => {
        alarmAt = Infinity;
        // it is armed again when the state stands
        if (runtime.recovering) return;
        try {
          fireDue(clock.now());
        } catch (bug) {
          tellBug(bug);
        }
        runtime.durable().catch(() => {});
        arm();
      },
      Math.min(Math.max(0, next.at - clock.now()), LONGEST_WAIT),
    );
    alarm.unref();
  }

  /** Throws when one meets a bug of the engine: the state is then made anew, and the rest comes after that. */
  function fireDue(until: number): void {
    for (let next = runtime.agenda.next(); next && next.at <= until; next = runtime.agenda.next()) {
      runtime.agenda.take();
      const again = setback.waitsUntil(next, clock.now());
      if (again !== undefined) {
        runtime.agenda.add({ ...next, at: again });
        continue;
      }
      try {
        runtime.run({ name: 'due', what: next.what, key: next.key });
      } catch (bug) {
        setback.failed(next, clock.now());
        throw bug;
      }
      setback.done(next);
    }
  }

  /** Lets workers that were given something finish, so that what follows from it happens at this instant. */
  async function settle(): Promise<void> {
    await runtime.durable();
    for (let turn = 0; turn < 1000; turn++) {
      await new Promise<void>((go) => setImmediate(go));
      await runtime.durable();
      if (workers.inHand === 0) return;
    }
  }

  function variablesOf(given: Variables | undefined): Variables {
    if (given === undefined) return {};
    try {
      const copy = copyJson(given, { left: MAX_VARIABLES });
      if (typeof copy === 'object' && copy !== null && !Array.isArray(copy)) return copy;
    } catch (e) {
      if (!(e instanceof NotJson)) throw e;
      throw new Rejection('INVALID_ARGUMENT', `Expected variables as a JSON object, but ${e.message}`);
    }
    throw new Rejection('INVALID_ARGUMENT', 'Expected variables as a JSON object');
  }
  const optional = (given: Variables | undefined) => {
    const variables = variablesOf(given);
    return Object.keys(variables).length ? { variables } : {};
  };
  const creation = (r: CreateProcessInstance) => ({
    name: 'createInstance' as const,
    bpmnProcessId: r.bpmnProcessId,
    ...(r.version !== undefined && r.version > 0 && { version: r.version }),
    variables: variablesOf(r.variables),
    ...(r.startInstructions?.length && { startAt: r.startInstructions.map((s) => s.elementId) }),
  });
  const run = async (command: Parameters<typeof runtime.execute>[0]): Promise<void> => {
    await runtime.execute(command);
  };

  return {
    capabilities: { history: 'element', migrate: true, inclusiveJoin: true },

    async deployResources(resources) {
      const parsed = await readResources(resources, o.drawingLimits);
      const { key, processes, decisions } = await runtime.execute(
        { name: 'deploy', resources: parsed },
        ({ fresh, freshRequirements }) => {
          for (const f of fresh) runtime.models.set(f.key, f.model);
          for (const f of freshRequirements) runtime.requirements.set(f.key, f.model);
        },
      );
      return { key, processes, decisions };
    },

    createProcessInstance: async (r) => runtime.execute(creation(r)),

    async createProcessInstanceWithResult(r) {
      let outcome: Promise<Variables> | undefined;
      const created = await runtime.execute(creation(r), ({ processInstanceKey }) => {
        outcome = new Promise((resolve, reject) => results.set(processInstanceKey, { resolve, reject }));
        outcome.catch(() => {});
      });
      const all = copyJson(await outcome!, { left: Infinity }) as Variables;
      const picked = r.fetchVariables?.flatMap((n) => (Object.hasOwn(all, n) ? [[n, all[n]!] as const] : []));
      return { ...created, variables: picked ? Object.fromEntries(picked) : all };
    },

    cancelProcessInstance: (processInstanceKey) => run({ name: 'cancelInstance', processInstanceKey }),

    publishMessage: async (r) =>
      runtime.execute({
        name: 'publishMessage',
        messageName: r.name,
        correlationKey: r.correlationKey,
        timeToLive: r.timeToLive ?? 0,
        ...optional(r.variables),
        ...(r.messageId && { messageId: r.messageId }),
      }),

    broadcastSignal: async (r) =>
      runtime.execute({ name: 'broadcastSignal', signalName: r.signalName, ...optional(r.variables) }),

    async activateJobs(r) {
      let jobs: ReturnType<typeof describeJob>[] = [];
      await runtime.execute({ ...r, name: 'activateJobs' }, (keys) => {
        jobs = keys.map((k) => describeJob(runtime.state, k, r.fetchVariable));
      });
      return jobs;
    },
    completeJob: async (r) => run({ name: 'completeJob', jobKey: r.jobKey, ...optional(r.variables) }),
    failJob: (r) =>
      run({
        name: 'failJob',
        jobKey: r.jobKey,
        retries: r.retries,
        errorMessage: r.errorMessage,
        retryBackOff: r.retryBackOff ?? 0,
      }),
    throwError: async (r) =>
      run({
        name: 'throwError',
        jobKey: r.jobKey,
        errorCode: r.errorCode,
        ...(r.errorMessage !== undefined && { errorMessage: r.errorMessage }),
        ...optional(r.variables),
      }),
    updateJobRetries: (r) => run({ name: 'updateJobRetries', ...r }),
    updateJobTimeout: (r) => run({ name: 'updateJobTimeout', ...r }),
    createWorker: (options) => workers.create(options),

    setVariables: async (r) =>
      run({
        name: 'setVariables',
        elementInstanceKey: r.elementInstanceKey,
        variables: variablesOf(r.variables),
        local: r.local ?? false,
      }),
    resolveIncident: (r) => run({ name: 'resolveIncident', incidentKey: r.incidentKey }),
    modifyProcessInstance: async (r) =>
      run({
        ...r,
        name: 'modifyInstance',
        ...(r.activateInstructions && {
          activateInstructions: r.activateInstructions.map((a) => ({
            ...a,
            ...(a.variableInstructions && {
              variableInstructions: a.variableInstructions.map((v) => ({
                ...v,
                variables: variablesOf(v.variables),
              })),
            }),
          })),
        }),
      }),
    migrateProcessInstance: (r) => run({ ...r, name: 'migrateInstance' }),
    async evaluateDecision(r) {
      // What it reads must be durable, as for any command.
      await runtime.durable();
      const { state } = runtime;
      const [decision, named] =
        'decisionKey' in r
          ? [state.decisions.get(r.decisionKey), `key '${r.decisionKey}'`]
          : [latestDecision(state, r.decisionId), `id '${r.decisionId}'`];
      if (!decision)
        throw new Rejection(
          'INVALID_ARGUMENT',
          `Expected to evaluate decision '${'decisionKey' in r ? r.decisionKey : r.decisionId}', but no decision found for ${named}`,
        );
      const result = evaluate(decision, variablesOf(r.variables), runtime.environment());
      if ('failure' in result) throw new Rejection('INVALID_ARGUMENT', result.failure.message);
      return describeDecision(state, decision, result);
    },

    ...createReads(runtime, journal),
    subscribe: (listener, so) => listeners.subscribe(listener, so?.from),
    caughtUp: () => runtime.durable(),
    idle: () => runtime.durable(),

    async advanceTime(duration) {
      if (!clock.manual) throw new Rejection('INVALID_STATE', 'only a manual clock can be advanced');
      const d = parseDuration(duration);
      if (!d) throw new Rejection('INVALID_ARGUMENT', `<${duration}> is not an ISO 8601 duration`);
      const until = addDuration(clock.now(), d, zone);
      for (;;) {
        await runtime.ready();
        const next = runtime.agenda.next();
        if (!next || next.at > until) break;
        clock.set(next.at);
        fireDue(next.at);
        await settle();
      }
      clock.set(until);
    },
    now: () => new Date(clock.now()).toISOString(),

    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(alarm);
      await workers.close();
      await runtime.close();
      for (const { reject } of results.values()) reject(new Error('the engine was closed'));
      results.clear();
    },
  };
}
