/** Workers by long polling: as many jobs in hand as each asked for, waits between tries when the cluster is away. */
import { type Engine, type Job, Rejection, type Worker, type WorkerOptions } from '../engine.ts';
import { backOff, pause, type RawJob, type ZeebeClient } from './client.ts';

/** Milliseconds that one request waits at the gateway for jobs. */
const LONG_POLL = 20_000;

export function jobOf(j: RawJob): Job {
  return {
    key: j.key,
    type: j.type,
    elementId: j.elementId,
    elementInstanceKey: j.elementInstanceKey,
    processInstanceKey: j.processInstanceKey,
    bpmnProcessId: j.bpmnProcessId,
    processDefinitionVersion: j.processDefinitionVersion,
    customHeaders: JSON.parse(j.customHeaders) as Job['customHeaders'],
    variables: JSON.parse(j.variables) as Job['variables'],
    retries: j.retries,
    deadline: new Date(Number(j.deadline)).toISOString(),
  };
}

export interface WorkerDeps {
  client: ZeebeClient;
  failJob: Engine['failJob'];
  report: (problem: unknown) => void;
}

export function startWorker(d: WorkerDeps, o: WorkerOptions, name: string): Worker {
  const most = o.maxJobsToActivate ?? 32;
  const stop = new AbortController();
  const inHand = new Set<Promise<void>>();

  async function handle(job: Job): Promise<void> {
    try {
      await o.taskHandler(job);
    } catch (e) {
      const errorMessage = e instanceof Error ? e.message : String(e);
      try {
        await d.failJob({ jobKey: job.key, retries: Math.max(0, job.retries - 1), errorMessage });
      } catch (problem) {
        // Completed or cancelled meanwhile: nothing is left to fail. Else it comes back by its time-out.
        if (!(problem instanceof Rejection)) d.report(problem);
      }
    }
  }

  async function poll(): Promise<void> {
    for (let misses = 0; !stop.signal.aborted; ) {
      if (inHand.size >= most) {
        await Promise.race(inHand);
        continue;
      }
      try {
        const request = {
          type: o.taskType,
          worker: name,
          timeout: o.timeout ?? 60_000,
          maxJobsToActivate: most - inHand.size,
          requestTimeout: LONG_POLL,
          fetchVariable: o.fetchVariable ?? [],
        };
        for (const raw of await d.client.activate(request, stop.signal)) {
          const work: Promise<void> = handle(jobOf(raw)).finally(() => inHand.delete(work));
          inHand.add(work);
        }
        misses = 0;
      } catch (problem) {
        if (misses === 0) d.report(problem);
        await pause(backOff(misses++), stop.signal);
      }
    }
  }

  const polling = poll();
  return {
    async close() {
      stop.abort();
      await polling;
      await Promise.all(inHand);
    },
  };
}
