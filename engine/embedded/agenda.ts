/** What the clock will bring, soonest first: timers, jobs' time-outs and back-offs, ends of messages. */
import type { EngineEvent, EngineState } from '../core/index.ts';

export interface Due {
  at: number;
  what: 'timer' | 'job' | 'message';
  key: string;
}

/**
 * A binary heap, in columns since it has an entry per waiting timer. Entries that became stale stay until they are due,
 * and then do nothing.
 */
export class Agenda {
  readonly #at: number[] = [];
  readonly #what: Due['what'][] = [];
  readonly #key: string[] = [];

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
    return this.#at.length === 0 ? undefined : this.#entry(0);
  }

  add(entry: Due): void {
    let i = this.#at.length;
    for (this.#put(i, entry); i > 0; ) {
      const up = (i - 1) >> 1;
      const above = this.#entry(up);
      if (!before(entry, above)) break;
      this.#put(i, above);
      i = up;
    }
    this.#put(i, entry);
  }

  take(): Due | undefined {
    const top = this.next();
    const size = this.#at.length - 1;
    if (size < 0) return undefined;
    const last = this.#entry(size);
    this.#at.pop();
    this.#what.pop();
    this.#key.pop();
    if (size === 0) return top;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      let least = this.#entry(child);
      if (child + 1 < size) {
        const other = this.#entry(child + 1);
        if (before(other, least)) {
          child++;
          least = other;
        }
      }
      if (!before(least, last)) break;
      this.#put(i, least);
      i = child;
    }
    this.#put(i, last);
    return top;
  }

  #entry(i: number): Due {
    return { at: this.#at[i]!, what: this.#what[i]!, key: this.#key[i]! };
  }

  #put(i: number, { at, what, key }: Due): void {
    this.#at[i] = at;
    this.#what[i] = what;
    this.#key[i] = key;
  }
}

const before = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && Number(a.key) < Number(b.key));
