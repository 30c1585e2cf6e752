/**
 * Runs commands one after another on the state, and writes what they led to: the events of all commands in hand go
 * into one batch, and nobody is told before that batch is durable.
 */
import {
  type CommandName,
  type Commands,
  type EngineState,
  emptyState,
  type ProcessModel,
  type RequirementsModel,
  type StepEnvironment,
  type StepLimits,
  type StepResult,
  step,
  Table,
} from '../core/index.ts';
import type { Rejection } from '../engine.ts';
import { Agenda } from './agenda.ts';
import { EVENTS_PER_BATCH, encode, type Group } from './batch.ts';
import { type CheckpointEvery, Checkpoints } from './checkpoint.ts';
import type { EngineClock } from './clock.ts';
import { Cold } from './cold.ts';
import { timeGuard } from './guard.ts';
import { type ActiveInstance, noteBatch } from './instance-index.ts';
import type { JournalStore } from './journal-store.ts';
import { load, loadModels, loadRequirements } from './load.ts';

type Ended = Extract<StepResult<CommandName>, { ok: true }>['ended'][number];

/** A batch is closed when it has this many events, so that it stays a row of moderate size. */
const BATCH_EVENTS = Math.min(20_000, EVENTS_PER_BATCH / 2);

interface Waiting {
  done(): void;
  failed(error: Error): void;
}

export interface RuntimeOptions {
  journal: JournalStore;
  clock: EngineClock;
  zone: string;
  limits: StepLimits;
  checkpointEvery?: CheckpointEvery;
  /** After a batch is durable. */
  onDurable(seq: number, groups: Group[]): void;
  onEnded(ended: Ended): void;
  /** After each command, before its batch is closed: workers take their jobs. */
  onStep(): void;
}

export class Runtime {
  state: EngineState = emptyState();
  instances = new Table<ActiveInstance>();
  cold = new Cold();
  agenda = new Agenda(this.state);
  readonly models = new Map<string, ProcessModel>();
  readonly requirements = new Map<string, RequirementsModel>();
  readonly #o: RuntimeOptions;
  #seq = 0;
  #checkpoints: Checkpoints;
  #groups: Group[] = [];
  #waiting: Waiting[] = [];
  #events = 0;
  #writing: Promise<void> | undefined;
  #recovering: Promise<void> | undefined;
  #stepping = false;

  constructor(o: RuntimeOptions) {
    this.#o = o;
    this.#checkpoints = new Checkpoints(o.journal, { seq: 0, saved: new Map(), cold: this.cold, hot: [] });
  }

  /** Instant of the last event in the journal. */
  async start(): Promise<number> {
    const { journal } = this.#o;
    await this.#checkpoints.settled();
    const loaded = await load(journal, this.#o.checkpointEvery);
    this.state = loaded.state;
    this.instances = loaded.instances;
    this.cold = loaded.cold;
    this.#seq = loaded.seq;
    this.#checkpoints = loaded.checkpoints;
    for (let i = 0; i < loaded.stale.length; i += 500)
      await journal.dropUnits(loaded.stale.slice(i, i + 500));
    await loadModels(this.state, this.models);
    await loadRequirements(this.state, this.requirements);
    this.agenda = new Agenda(this.state, loaded.due);
    return loaded.at;
  }

  /** Runs a command now; resolves with its result, or rejects with its rejection, once all before it is durable. */
  async execute<N extends CommandName>(
    command: { name: N } & Commands[N]['command'],
    onResult?: (result: Commands[N]['result']) => void,
  ): Promise<Commands[N]['result']> {
    // not by `ready`: a command given now steps now, before what its caller does next
    while (this.#recovering) await this.#recovering;
    const outcome = this.run(command, onResult);
    await this.durable();
    if (!outcome.ok) throw outcome.rejection;
    return outcome.result;
  }

  /** Whether the state is being made anew: no step may stand on it until then. */
  get recovering(): boolean {
    return this.#recovering !== undefined;
  }

  /** Resolves when the state is one that is durable; rejects when that cannot be read. */
  async ready(): Promise<void> {
    while (this.#recovering) await this.#recovering;
  }

  /** What a step sees beside the state, at this instant. */
  environment(): StepEnvironment {
    return {
      models: (key) => this.models.get(key),
      requirements: (key) => this.requirements.get(key),
      at: this.#o.clock.now(),
      zone: this.#o.zone,
      limits: this.#o.limits,
      guard: timeGuard(),
    };
  }

  /**
   * The synchronous part of `execute`; not to be called while `recovering`. `onResult` is called at once, before an end of
   * the instance is told.
   */
  run<N extends CommandName>(
    command: { name: N } & Commands[N]['command'],
    onResult?: (result: Commands[N]['result']) => void,
  ): { ok: true; result: Commands[N]['result'] } | { ok: false; rejection: Rejection } {
    if (this.#recovering) throw new Error('the state is being made anew');
    const env = this.environment();
    const { at } = env;
    let outcome: StepResult<N>;
    try {
      outcome = step(this.state, command, env);
    } catch (bug) {
      this.#recover(bug instanceof Error ? bug : new Error(String(bug)));
      throw bug;
    }
    if (!outcome.ok) return outcome;
    onResult?.(outcome.result);
    if (outcome.events.length) {
      this.#groups.push({ at, events: outcome.events });
      this.#events += outcome.events.length;
      for (const e of outcome.events) this.agenda.note(e);
      for (const ended of outcome.ended)
        this.#waiting.push({ done: () => this.#o.onEnded(ended), failed: () => {} });
    }
    if (!this.#stepping) {
      this.#stepping = true;
      try {
        this.#o.onStep();
      } finally {
        this.#stepping = false;
      }
    }
    return outcome;
  }

  /** Resolves when everything up to now is durable. */
  durable(): Promise<void> {
    if (!this.#groups.length && !this.#writing) return Promise.resolve();
    return new Promise<void>((done, failed) => {
      this.#waiting.push({ done, failed });
      this.#writing ??= this.#write();
    });
  }

  async #write(): Promise<void> {
    // One turn of the event loop gathers the commands that arrive together.
    await new Promise<void>((go) => setImmediate(go));
    while (this.#groups.length || this.#waiting.length) {
      const groups = this.#groups;
      const waiting = this.#waiting;
      this.#groups = [];
      this.#waiting = [];
      this.#events = 0;
      try {
        if (groups.length) await this.#append(groups);
      } catch (e) {
        const error = e instanceof Error ? e : new Error(String(e));
        for (const w of [...waiting, ...this.#waiting]) w.failed(error);
        this.#waiting = [];
        this.#recover(error);
        break;
      }
      for (const w of waiting) w.done();
      // Those just told act at once; what they ask for goes into the next batch together.
      if (this.#events < BATCH_EVENTS) await new Promise<void>((go) => setImmediate(go));
    }
    this.#writing = undefined;
  }

  async #append(groups: Group[]): Promise<void> {
    const seq = this.#seq + 1;
    const checkpoints = this.#checkpoints;
    const ended = noteBatch(this.instances, seq, groups);
    checkpoints.note(groups, this.state, ended);
    // Now, before other commands are run: the state stands exactly at this batch.
    const cut = checkpoints.due(seq) ? this.#cut(seq) : undefined;
    const body = encode(groups);
    await this.#o.journal.append({ seq, body }, ended);
    this.#seq = seq;
    checkpoints.wrote(body.length);
    // Commands go on meanwhile. After a failure it is tried again with the next batch.
    if (cut) checkpoints.write(cut).catch(() => {});
    this.#o.onDurable(seq, groups);
  }

  #cut(seq: number) {
    return this.#checkpoints.cut(seq, this.#o.clock.now(), this.state, this.instances);
  }

  /** The state may be ahead of the journal, or half written: it is made anew. */
  #recover(cause: Error): void {
    if (this.#recovering) return;
    this.#groups = [];
    for (const w of this.#waiting) w.failed(cause);
    this.#waiting = [];
    // What is on its way to the journal gets there first: it belongs to what is durable, and is read then.
    const written = this.#writing ?? Promise.resolve();
    this.#recovering = written
      .then(() => this.start())
      .then(
        () => {
          this.#recovering = undefined;
          // timers and workers stood still meanwhile
          this.#o.onStep();
        },
        (e) => {
          // Stays broken: every further command is told why.
          this.#recovering = Promise.reject(e instanceof Error ? e : new Error(String(e)));
          this.#recovering.catch(() => {});
        },
      );
  }

  async close(): Promise<void> {
    await this.durable();
    await this.#checkpoints.settled();
    // Twice when one was not written yet.
    while (this.#checkpoints.behind(this.#seq)) await this.#checkpoints.write(this.#cut(this.#seq));
  }
}
