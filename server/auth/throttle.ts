/**
 * Slows guessing: after some failures an account, or an address, must wait, longer each time. Kept in memory: one
 * process is active, and a restart gives a guesser no more than one more round.
 */
export interface ThrottleRule {
  /** Failures that are free. */
  free: number;
  /** Seconds after the first failure beyond them; doubles with each further one. */
  firstSeconds: number;
  atMostSeconds: number;
}

interface Entry {
  failures: number;
  /** Milliseconds since the epoch. */
  until: number;
  touched: number;
}

const FORGET_AFTER_MS = 24 * 3600 * 1000;
const ENTRIES_AT_MOST = 20_000;

export class Throttle {
  readonly #entries = new Map<string, Entry>();
  readonly #rule: ThrottleRule;

  constructor(rule: ThrottleRule) {
    this.#rule = rule;
  }

  /** Seconds still to wait, 0 when free to try. */
  waits(key: string, nowMs: number): number {
    const e = this.#entries.get(key);
    return e && e.until > nowMs ? Math.ceil((e.until - nowMs) / 1000) : 0;
  }

  /** Counts a failure; call it before the check, so that attempts at the same time count too. */
  failed(key: string, nowMs: number): void {
    const old = this.#entries.get(key);
    const failures = old && nowMs - old.touched < FORGET_AFTER_MS ? old.failures + 1 : 1;
    const beyond = failures - this.#rule.free;
    const seconds =
      beyond < 0
        ? 0
        : Math.min(this.#rule.atMostSeconds, this.#rule.firstSeconds * 2 ** Math.min(beyond, 20));
    this.#entries.delete(key);
    this.#entries.set(key, { failures, until: nowMs + seconds * 1000, touched: nowMs });
    // The longest untouched goes first: a Map keeps the order of insertion.
    if (this.#entries.size > ENTRIES_AT_MOST) this.#entries.delete(this.#entries.keys().next().value!);
  }

  succeeded(key: string): void {
    this.#entries.delete(key);
  }
}
