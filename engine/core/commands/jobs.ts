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
  x.emit({ type: 'JOB_ERROR_THROWN', ...of(j), errorCode, ...(errorMessage && { errorMessage }) });
  const detail = { ...(errorMessage && { message: errorMessage }), ...(variables && { variables }) };
  const uncaught = throwBpmnError(x, e, errorCode, detail, () => {});
  if (uncaught) x.fail(e, uncaught, jobKey);
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

export const releaseLocalJobs: Handler<'releaseLocalJobs'> = (x) => {
  for (const j of x.state.jobs.values())
    if (j.state === 'ACTIVATED' && j.local) x.emit({ type: 'JOB_TIMED_OUT', jobKey: j.key });
  return null;
};
