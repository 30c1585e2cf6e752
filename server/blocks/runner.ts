/**
 * Does the jobs of all building blocks: checks the inputs, runs the block, commits its rows with the intent, completes
 * the job. At-least-once delivery is made exactly-once by the job's key.
 */
import { type Job, Rejection, type Worker } from '../../engine/engine.ts';
import type { Case } from '../cases/collections.ts';
import type { Drawings } from '../cases/drawing.ts';
import type { KeyedLock } from '../cases/lock.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Intents } from '../intents/service.ts';
import { ConflictError } from '../store/port.ts';
import type { Block, BlockResult } from './block.ts';
import { BlockError } from './error.ts';
import { parseInput } from './input.ts';

export const WORKER = 'jiandu';
const JOB_TIMEOUT_MS = 60_000;
const RETRY_MS = 5_000;
const CONFLICT_TRIES = 5;

export interface JobHandler {
  type: string;
  /** Milliseconds within which it is handled; else the engine delivers it again. */
  timeout: number;
  /** Milliseconds that a handled job, which waits for people, is not to be delivered again; also not by a restart. */
  hold?: number;
  /** `false`: it could not be handled, and is to be delivered again when its time is out. */
  handle(job: Job): Promise<boolean>;
}

export class BlockRunner {
  readonly #deps: MatterDeps;
  readonly #intents: Intents;
  readonly #drawings: Drawings;
  readonly #lock: KeyedLock;
  readonly #handlers = new Map<string, JobHandler>();
  #workers: Worker[] = [];

  constructor(deps: MatterDeps, intents: Intents, drawings: Drawings, lock: KeyedLock) {
    this.#deps = deps;
    this.#intents = intents;
    this.#drawings = drawings;
    this.#lock = lock;
  }

  add(handler: JobHandler): void {
    this.#handlers.set(handler.type, handler);
  }

  addBlocks(blocks: Block[]): void {
    for (const block of blocks) {
      this.add({
        type: block.type,
        timeout: JOB_TIMEOUT_MS,
        handle: (job) => this.#do(block, job).then(() => true),
      });
    }
  }

  /** Workers on the running engine. On a manual clock use `drain` instead. */
  start(): void {
    this.#workers = [...this.#handlers.values()].map((h) =>
      this.#deps.engine.createWorker({
        taskType: h.type,
        timeout: h.timeout,
        maxJobsToActivate: 32,
        taskHandler: (job) => this.#handle(h, job),
      }),
    );
  }

  /** Activations are short, since one can get lost, which would hide a task from people until it runs out. */
  async #handle(h: JobHandler, job: Job): Promise<void> {
    if (!(await h.handle(job)) || h.hold === undefined) return;
    try {
      await this.#deps.engine.updateJobTimeout({ jobKey: job.key, timeout: h.hold });
    } catch (error) {
      // completed or cancelled meanwhile; anything else only means that it is delivered again sooner
      if (!(error instanceof Rejection)) this.#deps.log.warn({ err: error, job: job.key }, 'job not kept');
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((w) => w.close()));
    this.#workers = [];
  }

  /** Takes jobs of all types until there are none; gives how many were handled. */
  async drain(): Promise<number> {
    let handled = 0;
    for (let before = -1; before !== handled; ) {
      before = handled;
      // asking for jobs of every type is a command each; on a cluster that costs more than the work
      const waiting = await this.#deps.engine.jobs({ state: 'ACTIVATABLE' });
      const types = new Set(waiting.map((j) => j.type));
      for (const h of this.#handlers.values()) {
        if (!types.has(h.type)) continue;
        const jobs = await this.#deps.engine.activateJobs({
          type: h.type,
          maxJobsToActivate: 100,
          timeout: h.timeout,
          worker: WORKER,
        });
        for (const job of jobs) await this.#handle(h, job);
        handled += jobs.length;
      }
    }
    return handled;
  }

  async #do(block: Block, job: Job): Promise<void> {
    try {
      // rows of an earlier delivery stand already: only the engine is still to be told
      if (await this.#intents.pending(job.key)) return void (await this.#intents.apply(job.key));
      const result = await this.#lock.run(String(job.variables.caseId), () => this.#commit(block, job));
      await this.#intents.apply(job.key, true);
      await result.after?.();
    } catch (error) {
      await this.#fail(job, error);
    }
  }

  async #commit(block: Block, job: Job): Promise<BlockResult> {
    const caseId = job.variables.caseId;
    const c = typeof caseId === 'string' ? await this.#deps.store.get<Case>('cases', caseId) : undefined;
    if (!c) throw new BlockError(`任务 ${job.key} 不属于任何事项（变量 caseId 缺失或不存在）。`);
    const release = await this.#deps.releases.get(c.releaseId);
    const element = release && (await this.#drawings.element(release, job.elementId));
    const input = parseInput(block, job, element);
    for (let attempt = 1; ; attempt++) {
      const result = await block.run({
        input,
        jobKey: job.key,
        caseId: c.id,
        elementId: job.elementId,
        elementName: element?.name ?? job.elementId,
        variables: job.variables,
      });
      try {
        await this.#deps.store.commit([...result.ops, this.#intents.completeJob(job.key, result.variables)]);
        await result.settled?.(true);
        return result;
      } catch (error) {
        await result.settled?.(false);
        if (!(error instanceof ConflictError) || attempt >= CONFLICT_TRIES) throw error;
      }
    }
  }

  /** As drawn it cannot work: an incident at once. Anything else: one try less, later. */
  async #fail(job: Job, error: unknown): Promise<void> {
    const final = error instanceof BlockError || error instanceof HttpProblem;
    const text = error instanceof Error ? error.message : String(error);
    const detail = error instanceof HttpProblem ? error.places.map((p) => `${p.place} ${p.message}`) : [];
    this.#deps.log[final ? 'warn' : 'error']({ err: error, job: job.key, type: job.type }, 'block failed');
    try {
      await this.#deps.engine.failJob({
        jobKey: job.key,
        retries: final ? 0 : Math.max(0, job.retries - 1),
        errorMessage: [text, ...detail].join('；').slice(0, 1000),
        ...(final ? {} : { retryBackOff: RETRY_MS }),
      });
    } catch (rejected) {
      if (!(rejected instanceof Rejection)) throw rejected;
    }
  }
}
