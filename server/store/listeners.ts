/** Those who want to know of commits. A listener that throws is reported as a warning and stops nobody else. */
import type { Op } from './port.ts';

export class Listeners {
  readonly #listeners = new Set<(ops: Op[]) => void>();

  add(listener: (ops: Op[]) => void): { close(): void } {
    this.#listeners.add(listener);
    return { close: () => void this.#listeners.delete(listener) };
  }

  tell(ops: Op[]): void {
    const written = ops.filter((op) => op.op !== 'check');
    if (written.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(written);
      } catch (error) {
        process.emitWarning(error as Error);
      }
    }
  }
}
