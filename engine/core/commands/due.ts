import type { Execution } from '../execution.ts';
import { createRoot } from '../instances.ts';
import type { Timer } from '../state.ts';
import { nextDue } from '../time/timer.ts';
import { trigger } from '../transitions.ts';
import type { Handler } from './command.ts';

export const due: Handler<'due'> = (x, { what, key }) => {
  if (what === 'timer') {
    const timer = x.state.timers.get(key);
    if (timer && timer.dueAt <= x.env.at) fire(x, timer);
  } else if (what === 'message') {
    const message = x.state.messages.get(key);
    if (message && message.expiresAt <= x.env.at) x.emit({ type: 'MESSAGE_EXPIRED', message: key });
  } else {
    const j = x.state.jobs.get(key);
    if (j?.state === 'ACTIVATED' && j.deadline! <= x.env.at) x.emit({ type: 'JOB_TIMED_OUT', jobKey: key });
    else if (j?.state === 'FAILED' && j.retryAt !== undefined && j.retryAt <= x.env.at)
      x.emit({ type: 'JOB_BACKOFF_ELAPSED', jobKey: key });
  }
  return null;
};

function fire(x: Execution, timer: Timer): void {
  const { key: timerKey, elementId, pi, elementInstanceKey, interval, repetitions } = timer;
  const e = elementInstanceKey === undefined ? undefined : x.get(elementInstanceKey);
  const where = {
    ...(pi !== undefined && { pi }),
    ...(elementInstanceKey !== undefined && { elementInstanceKey }),
  };
  if (elementInstanceKey !== undefined && e?.state !== 'ACTIVATED') {
    // Its element waits in an incident: the event would be lost, and with it the reason to wait.
    x.emit({ type: 'TIMER_CANCELED', timerKey, elementId, ...where });
    return;
  }
  x.emit({ type: 'TIMER_TRIGGERED', timerKey, elementId, ...where });
  const next =
    interval !== undefined && repetitions !== 1
      ? nextDue(interval, timer.dueAt, x.env.at, x.env.zone)
      : undefined;
  if (next !== undefined)
    x.emit({
      ...timer,
      type: 'TIMER_CREATED',
      key: x.newKey(),
      dueAt: next,
      repetitions: repetitions < 0 ? -1 : repetitions - 1,
    });
  if (e) trigger(x, e, x.process(e.pi).elements.get(elementId)!, { elementId });
  else if (timer.definition !== undefined)
    createRoot(x, x.state.definitions.get(timer.definition)!, {}, { trigger: { elementId } });
}
