/** What the clock will bring, soonest first: timers, jobs' time-outs and back-offs, ends of messages. */
import type { EngineEvent, EngineState } from '../core/index.ts';

export interface Due {
  at: number;
  what: 'timer' | 'job' | 'message';
  key: string;
}

const before = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && Number(a.key) < Number(b.key));

/** A binary heap. Entries that became stale stay until they are due, and then do nothing. */
export class Agenda {
  readonly #heap: Due[] = [];

  constructor(state: EngineState) {
    for (const t of state.timers.values()) this.add({ at: t.dueAt, what: 'timer', key: t.key });
    for (const m of state.messages.values()) this.add({ at: m.expiresAt, what: 'message', key: m.key });
    for (const j of state.jobs.values()) {
      const at = j.deadline ?? j.retryAt;
      if (at !== undefined) this.add({ at, what: 'job', key: j.key });
    }
  }

  note(e: EngineEvent): void {
    if (e.type === 'TIMER_CREATED') this.add({ at: e.dueAt, what: 'timer', key: e.key });
    else if (e.type === 'MESSAGE_PUBLISHED') this.add({ at: e.expiresAt, what: 'message', key: e.key });
    else if (e.type === 'JOB_FAILED' && e.retryAt !== undefined)
      this.add({ at: e.retryAt, what: 'job', key: e.jobKey });
    else if (e.type === 'JOBS_ACTIVATED')
      for (const key of e.jobs) this.add({ at: e.deadline, what: 'job', key });
  }

  next(): Due | undefined {
    return this.#heap[0];
  }

  add(entry: Due): void {
    const heap = this.#heap;
    let i = heap.push(entry) - 1;
    for (;;) {
      const up = (i - 1) >> 1;
      if (i === 0 || !before(entry, heap[up]!)) break;
      heap[i] = heap[up]!;
      i = up;
    }
    heap[i] = entry;
  }

  take(): Due | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
    return top;
  }
}
