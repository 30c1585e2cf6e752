/** A collection kept in memory as well, true to the store's commits. For small collections that are asked all the time. */
import type { Op, Store, Stored } from '../store/port.ts';

export class Mirror<T extends { id: string }> {
  readonly #name: string;
  readonly #docs = new Map<string, Stored<T>>();
  readonly #changed: () => void;

  constructor(name: string, changed: () => void = () => {}) {
    this.#name = name;
    this.#changed = changed;
  }

  /** Reads all and follows from then on. */
  async open(store: Store): Promise<void> {
    const early: Op[] = [];
    let loaded = false;
    store.onCommit((ops) => {
      const mine = ops.filter((op) => op.collection === this.#name);
      if (!loaded) early.push(...mine);
      else if (mine.length > 0) this.#apply(mine);
    });
    let after: string | undefined;
    do {
      const page = await store.find<T>(this.#name, { limit: 1000, ...(after ? { after } : {}) });
      for (const doc of page.items) this.#docs.set(doc.id, doc);
      after = page.next;
    } while (after);
    loaded = true;
    // What was committed while reading may or may not have been read: read it again.
    const ids = [...new Set(early.map((op) => (op.op === 'put' ? op.doc.id : op.id)))];
    const docs = ids.length > 0 ? await store.getMany<T>(this.#name, ids) : [];
    ids.forEach((id, i) => {
      const doc = docs[i];
      if (doc) this.#docs.set(id, doc);
      else this.#docs.delete(id);
    });
    this.#changed();
  }

  #apply(ops: Op[]): void {
    for (const op of ops) {
      const id = op.op === 'put' ? op.doc.id : op.id;
      const old = this.#docs.get(id);
      const rev = (old?.rev ?? 0) + 1;
      if (op.op === 'put') this.#docs.set(id, { ...structuredClone(op.doc), rev } as unknown as Stored<T>);
      else if (op.op === 'delete') this.#docs.delete(id);
      else if (op.op === 'patch' && old) {
        const merged = Object.entries({ ...old, ...structuredClone(op.set), rev }).filter(
          ([, v]) => v !== undefined,
        );
        this.#docs.set(id, Object.fromEntries(merged) as Stored<T>);
      }
    }
    this.#changed();
  }

  get(id: string): Stored<T> | undefined {
    return this.#docs.get(id);
  }

  all(): Stored<T>[] {
    return [...this.#docs.values()];
  }

  get size(): number {
    return this.#docs.size;
  }
}
