/** What is due and met a bug of the engine: it is tried again, but ever more seldom, so that all else goes on. */
import type { Due } from './agenda.ts';

const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 3_600_000;

const nameOf = (due: Due) => `${due.what} ${due.key}`;

export class Setback {
  readonly #waiting = new Map<string, { until: number; wait: number }>();

  /** The instant until which it must not be tried; undefined: it may be now. */
  waitsUntil(due: Due, at: number): number | undefined {
    const until = this.#waiting.get(nameOf(due))?.until;
    return until !== undefined && until > at ? until : undefined;
  }

  failed(due: Due, at: number): void {
    const before = this.#waiting.get(nameOf(due))?.wait;
    const wait = before === undefined ? FIRST_WAIT : Math.min(before * 2, LONGEST_WAIT);
    this.#waiting.set(nameOf(due), { until: at + wait, wait });
  }

  done(due: Due): void {
    if (this.#waiting.size) this.#waiting.delete(nameOf(due));
  }
}
