/** One after another per key: the server is the only writer, so this spares conflicts on one case. */
export class KeyedLock {
  readonly #tails = new Map<string, Promise<unknown>>();

  async run<T>(key: string, deed: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(deed, deed);
    const tail = mine.catch(() => undefined);
    this.#tails.set(key, tail);
    try {
      return await mine;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }

  /** For what is begun in one place and ended in another: holds the key until what this gives is called. */
  hold(key: string): Promise<() => void> {
    return new Promise((held) => {
      void this.run(key, () => new Promise<void>((release) => held(release)));
    });
  }
}
