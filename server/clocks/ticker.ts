/** Looks every 20 s (and at start) for what is due: clocks, ballots, reminders of tasks. Not used on a manual clock. */
import type { Log } from '../cases/ports.ts';

export interface Ticking {
  tick(): Promise<number>;
  /** Instant of the next thing to do. */
  nextInstant(): Promise<string | undefined>;
}

export const TICK_MS = 20_000;

export class Ticker {
  readonly #all: Ticking[];
  readonly #log: Log;
  readonly #told: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<number> | undefined;

  /** `told` resolves when what one of them did has come back: a clock that fires takes a task off before it is late. */
  constructor(all: Ticking[], log: Log, told: () => Promise<void>) {
    this.#all = all;
    this.#log = log;
    this.#told = told;
  }

  /** Does all that is due now; gives how much that was. A call during another waits for it and looks again. */
  async tick(): Promise<number> {
    while (this.#running) await this.#running;
    this.#running = this.#once().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #once(): Promise<number> {
    let done = 0;
    for (const one of this.#all) {
      try {
        const did = await one.tick();
        done += did;
        if (did > 0) await this.#told();
      } catch (error) {
        this.#log.error({ err: error }, 'ticker failed, it looks again in 20 s');
      }
    }
    return done;
  }

  async nextInstant(): Promise<string | undefined> {
    const all = await Promise.all(this.#all.map((t) => t.nextInstant()));
    return all.filter((i) => i !== undefined).sort()[0];
  }

  start(): void {
    this.#timer = setInterval(() => void this.tick(), TICK_MS);
    this.#timer.unref();
    void this.tick();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}
