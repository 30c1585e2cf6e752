/** In-process workers: they get jobs as soon as those are durable, as many at once as each asked for. */
import type { Job, Worker, WorkerOptions } from '../engine.ts';
import { Rejection } from '../engine.ts';
import { describeJob } from './job.ts';
import type { Runtime } from './runtime.ts';

interface Registered {
  options: WorkerOptions;
  inHand: number;
  closed: boolean;
  idle: (() => void)[];
}

export class Workers {
  readonly #runtime: Runtime;
  readonly #all = new Set<Registered>();
  #names = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  get inHand(): number {
    let sum = 0;
    for (const w of this.#all) sum += w.inHand;
    return sum;
  }

  create(options: WorkerOptions): Worker {
    const worker: Registered = { options, inHand: 0, closed: false, idle: [] };
    this.#all.add(worker);
    this.#names++;
    // What waits already is taken in the next turn, when the caller has finished wiring.
    setImmediate(() => this.dispatch());
    return {
      close: async () => {
        worker.closed = true;
        this.#all.delete(worker);
        if (worker.inHand) await new Promise<void>((idle) => worker.idle.push(idle));
      },
    };
  }

  /** Gives free jobs to workers with free hands. Called after each command. */
  dispatch(): void {
    // called again when the state stands
    if (this.#runtime.recovering) return;
    for (const worker of this.#all) {
      const free = (worker.options.maxJobsToActivate ?? 32) - worker.inHand;
      const { taskType: type, timeout = 60_000, fetchVariable } = worker.options;
      if (worker.closed || free <= 0 || !this.#runtime.state.activatable.get(type)?.size) continue;
      const outcome = this.#runtime.run({
        name: 'activateJobs',
        type,
        maxJobsToActivate: free,
        timeout,
        worker: `${type}#${this.#names}`,
        local: true,
      });
      if (!outcome.ok) continue;
      const jobs = outcome.result.map((key) => describeJob(this.#runtime.state, key, fetchVariable));
      worker.inHand += jobs.length;
      this.#runtime.durable().then(
        () => {
          for (const job of jobs) void this.#handle(worker, job);
        },
        () => this.#done(worker, jobs.length),
      );
    }
  }

  async #handle(worker: Registered, job: Job): Promise<void> {
    try {
      await worker.options.taskHandler(job);
    } catch (e) {
      await this.#fail(job, e);
    } finally {
      this.#done(worker, 1);
      this.dispatch();
    }
  }

  async #fail(job: Job, e: unknown): Promise<void> {
    try {
      await this.#runtime.execute({
        name: 'failJob',
        jobKey: job.key,
        retries: Math.max(0, job.retries - 1),
        errorMessage: e instanceof Error ? e.message : String(e),
        retryBackOff: 0,
      });
    } catch (rejected) {
      // The job was completed or cancelled meanwhile: nothing is left to fail. Anything else is the journal's
      // trouble, of which every caller is told; the job comes back by its time-out.
      if (!(rejected instanceof Rejection)) return;
    }
  }

  #done(worker: Registered, n: number): void {
    worker.inHand -= n;
    if (worker.inHand === 0) for (const idle of worker.idle.splice(0)) idle();
  }

  async close(): Promise<void> {
    const busy = [...this.#all].filter((w) => w.inHand > 0);
    const waits = busy.map((w) => new Promise<void>((idle) => w.idle.push(idle)));
    for (const w of this.#all) w.closed = true;
    this.#all.clear();
    await Promise.all(waits);
  }
}
