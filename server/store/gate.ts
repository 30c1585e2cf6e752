/** Many readers or one writer. A waiting writer goes before later readers, so that it is never starved. */
export class Gate {
  #readers = 0;
  #writing: Promise<void> | undefined;
  #drained: (() => void) | undefined;

  async read<T>(work: () => Promise<T>): Promise<T> {
    while (this.#writing) await this.#writing;
    this.#readers += 1;
    try {
      return await work();
    } finally {
      this.#readers -= 1;
      if (this.#readers === 0) this.#drained?.();
    }
  }

  /** One writer at a time; the caller sees to that. */
  async write<T>(work: () => Promise<T>): Promise<T> {
    let done = (): void => undefined;
    this.#writing = new Promise((resolve) => {
      done = resolve;
    });
    try {
      if (this.#readers > 0) await new Promise<void>((resolve) => (this.#drained = resolve));
      return await work();
    } finally {
      this.#drained = undefined;
      this.#writing = undefined;
      done();
    }
  }
}
