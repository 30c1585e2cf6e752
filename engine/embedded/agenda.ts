/** What the clock will bring, soonest first: timers, jobs' time-outs and back-offs, ends of messages. */
import type { EngineEvent, EngineState } from '../core/index.ts';

export interface Due {
  at: number;
  what: 'timer' | 'job' | 'message';
  key: string;
}

const WHAT = ['timer', 'job', 'message'] as const;
export const KIND = { timer: 0, job: 1, message: 2 } as const;

/**
 * A binary heap, in columns since it has an entry per waiting timer. Entries that became stale stay until they are due,
 * and then do nothing.
 */
export class Agenda {
  readonly #at: number[] = [];
  readonly #what: number[] = [];
  readonly #key: number[] = [];

  /** `away`: what is due in instances that are put away, flat: instant, kind, key. */
  constructor(state: EngineState, away: number[] = []) {
    for (let i = 0; i < away.length; i += 3) this.#add(away[i]!, away[i + 1]!, away[i + 2]!);
    for (const t of state.timers.hot()) this.add({ at: t.dueAt, what: 'timer', key: t.key });
    for (const m of state.messages.values()) this.add({ at: m.expiresAt, what: 'message', key: m.key });
    for (const j of state.jobs.hot()) {
      const at = j.deadline ?? j.retryAt;
      if (at !== undefined) this.add({ at, what: 'job', key: j.key });
    }
  }

  note(e: EngineEvent): void {
    if (e.type === 'TIMER_CREATED') this.add({ at: e.dueAt, what: 'timer', key: e.key });
    else if (e.type === 'MESSAGE_PUBLISHED') this.add({ at: e.expiresAt, what: 'message', key: e.key });
    else if (e.type === 'JOB_FAILED' && e.retryAt !== undefined)
      this.add({ at: e.retryAt, what: 'job', key: e.jobKey });
    else if (e.type === 'JOB_TIMEOUT_UPDATED') this.add({ at: e.deadline, what: 'job', key: e.jobKey });
    else if (e.type === 'JOBS_ACTIVATED')
      for (const key of e.jobs) this.add({ at: e.deadline, what: 'job', key });
  }

  next(): Due | undefined {
    return this.#at.length === 0
      ? undefined
      : { at: this.#at[0]!, what: WHAT[this.#what[0]!]!, key: String(this.#key[0]!) };
  }

  add({ at, what, key }: Due): void {
    this.#add(at, KIND[what], Number(key));
  }

  take(): Due | undefined {
    const top = this.next();
    if (!top) return undefined;
    const [at, what, key] = [this.#at.pop()!, this.#what.pop()!, this.#key.pop()!];
    const size = this.#at.length;
    if (size === 0) return top;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && this.#before(child + 1, this.#at[child]!, this.#key[child]!)) child++;
      if (!this.#before(child, at, key)) break;
      this.#copy(child, i);
      i = child;
    }
    this.#put(i, at, what, key);
    return top;
  }

  #add(at: number, what: number, key: number): void {
    let i = this.#at.length;
    this.#put(i, at, what, key);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (!(at < this.#at[up]! || (at === this.#at[up]! && key < this.#key[up]!))) break;
      this.#copy(up, i);
      i = up;
    }
    this.#put(i, at, what, key);
  }

  /** Whether entry `i` comes before one of that instant and key. */
  #before(i: number, at: number, key: number): boolean {
    return this.#at[i]! < at || (this.#at[i]! === at && this.#key[i]! < key);
  }

  #copy(from: number, to: number): void {
    this.#put(to, this.#at[from]!, this.#what[from]!, this.#key[from]!);
  }

  #put(i: number, at: number, what: number, key: number): void {
    this.#at[i] = at;
    this.#what[i] = what;
    this.#key[i] = key;
  }
}
