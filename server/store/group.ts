/** Group commit: commits that wait at the same time are handed over together, in order, and share one sync. */

interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(error: unknown): void;
}

/** What became of each item: undefined when it stands, else why not. */
export type Outcomes = unknown[];

export class CommitQueue<T> {
  #waiting: Waiting<T>[] = [];
  #running: Promise<void> | undefined;
  #closed = false;
  readonly #write: (items: T[]) => Outcomes | Promise<Outcomes>;
  readonly #atMost: number;

  /** `write` is called with one group at a time; a throw fails the whole group. */
  constructor(write: (items: T[]) => Outcomes | Promise<Outcomes>, atMost = 1000) {
    this.#write = write;
    this.#atMost = atMost;
  }

  push(item: T): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    const done = new Promise<void>((resolve, reject) => this.#waiting.push({ item, resolve, reject }));
    this.#running ??= this.#run();
    return done;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // One turn of the event loop gathers what other callers have in hand.
      await new Promise((resolve) => setImmediate(resolve));
      const group = this.#waiting.splice(0, this.#atMost);
      try {
        const outcomes = await this.#write(group.map((w) => w.item));
        group.forEach((w, i) => {
          if (outcomes[i] === undefined) w.resolve();
          else w.reject(outcomes[i]);
        });
      } catch (error) {
        for (const w of group) w.reject(error);
      }
    }
    this.#running = undefined;
  }

  /** Refuses what comes later and waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }
}
