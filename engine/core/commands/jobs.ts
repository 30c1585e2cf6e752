import type { Rejection, RejectionCode } from '../../engine.ts';
import { throwError as throwBpmnError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { failure } from '../failure.ts';
import { reject } from '../rejection.ts';
import type { Job } from '../state.ts';
import type { Handler } from './command.ts';

const of = (j: Job) => ({
  jobKey: j.key,
  pi: j.pi,
  elementInstanceKey: j.elementInstanceKey,
  elementId: j.elementId,
});

/** The job, if it can be worked on: not failed, not waiting in an incident. */
function workable(x: Execution, key: string, verb: string): Job | Rejection {
  const j = x.state.jobs.get(key);
  const no = (code: RejectionCode, why: string) =>
    reject(code, `Expected to ${verb} job with key '${key}', but ${why}`);
  if (!j) return no('NOT_FOUND', 'no such job was found');
  if (j.state !== 'ACTIVATABLE' && j.state !== 'ACTIVATED')
    return no('INVALID_STATE', `it is in state '${j.state}'`);
  return j;
}

export const activateJobs: Handler<'activateJobs'> = (x, r) => {
  if (r.type === '' || r.maxJobsToActivate < 1 || r.timeout < 1)
    return reject(
      'INVALID_ARGUMENT',
      'Expected to activate jobs with a type, a time-out of at least 1 ms and at least one job at most',
    );
  const jobs: string[] = [];
  for (const key of x.state.activatable.get(r.type) ?? []) {
    if (jobs.length >= r.maxJobsToActivate) break;
    jobs.push(key);
  }
  if (jobs.length)
    x.emit({
      type: 'JOBS_ACTIVATED',
      jobs,
      worker: r.worker,
      deadline: x.env.at + r.timeout,
      ...(r.local && { local: true as const }),
    });
  return jobs;
};

export const completeJob: Handler<'completeJob'> = (x, { jobKey, variables }) => {
  const j = workable(x, jobKey, 'complete');
  if (!('type' in j)) return j;
  x.emit({ type: 'JOB_COMPLETED', ...of(j), ...(variables && { variables }) });
  x.later({ kind: 'complete', key: j.elementInstanceKey });
  return null;
};

export const failJob: Handler<'failJob'> = (x, { jobKey, retries, errorMessage, retryBackOff }) => {
  const j = workable(x, jobKey, 'fail');
  if (!('type' in j)) return j;
  x.emit({
    type: 'JOB_FAILED',
    ...of(j),
    retries,
    errorMessage,
    ...(retries > 0 && retryBackOff > 0 && { retryAt: x.env.at + retryBackOff }),
  });
  if (retries <= 0)
    x.fail(
      x.get(j.elementInstanceKey)!,
      failure('JOB_NO_RETRIES', errorMessage || 'No more retries left.'),
      jobKey,
    );
  return null;
};

export const throwError: Handler<'throwError'> = (x, { jobKey, errorCode, errorMessage, variables }) => {
  const j = workable(x, jobKey, 'throw an error for');
  if (!('type' in j)) return j;
  const e = x.get(j.elementInstanceKey)!;
  const thrown = {
    type: 'JOB_ERROR_THROWN',
    ...of(j),
    errorCode,
    ...(errorMessage && { errorMessage }),
  } as const;
  const detail = { ...(errorMessage && { message: errorMessage }), ...(variables && { variables }) };
  // caught, it ends the job, so that what interrupts its element has none to cancel
  const uncaught = throwBpmnError(x, e, errorCode, detail, () => x.emit({ ...thrown, caught: true }));
  if (uncaught) {
    x.emit(thrown);
    x.fail(e, uncaught, jobKey);
  }
  return null;
};

export const updateJobRetries: Handler<'updateJobRetries'> = (x, { jobKey, retries }) => {
  const j = x.state.jobs.get(jobKey);
  if (!j)
    return reject(
      'NOT_FOUND',
      `Expected to update retries for job with key '${jobKey}', but no such job was found`,
    );
  if (retries < 1)
    return reject(
      'INVALID_ARGUMENT',
      `Expected to update retries for job with key '${jobKey}' with a positive amount of retries, but the amount given was '${retries}'`,
    );
  x.emit({ type: 'JOB_RETRIES_UPDATED', pi: j.pi, jobKey, retries });
  return null;
};

export const updateJobTimeout: Handler<'updateJobTimeout'> = (x, { jobKey, timeout }) => {
  const no = (code: RejectionCode, why: string) =>
    reject(code, `Expected to update the timeout of job with key '${jobKey}', but ${why}`);
  const j = x.state.jobs.get(jobKey);
  if (!j) return no('NOT_FOUND', 'no such job was found');
  if (j.state !== 'ACTIVATED') return no('INVALID_STATE', 'it is not active');
  if (timeout < 1) return no('INVALID_ARGUMENT', `the timeout given was '${timeout}'`);
  x.emit({ type: 'JOB_TIMEOUT_UPDATED', pi: j.pi, jobKey, deadline: x.env.at + timeout });
  return null;
};

export const releaseLocalJobs: Handler<'releaseLocalJobs'> = (x) => {
  // none of a unit that was put away is so
  for (const j of [...x.state.jobs.hot()].sort((a, b) => Number(a.key) - Number(b.key)))
    if (j.state === 'ACTIVATED' && j.local) x.emit({ type: 'JOB_TIMED_OUT', jobKey: j.key });
  return null;
};
