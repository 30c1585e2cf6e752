/**
 * The documents that a group of commits touches, in memory: each commit is tried on top of the ones before, and either
 * stays or is dropped whole. What is left at the end is one list of writes.
 */
import type { Doc } from '../port.ts';

export interface Touched {
  collection: string;
  id: string;
}

export interface Change extends Touched {
  /** What stands after the group; undefined: deleted. */
  doc: Doc | undefined;
  /** Whether it was absent before the group. */
  isNew: boolean;
}

type Load = (collection: string, ids: string[]) => Promise<Doc[]>;

const keyOf = ({ collection, id }: Touched) => `${collection}\0${id}`;

export class Overlay {
  readonly #load: Load;
  readonly #base = new Map<string, Doc | undefined>();
  readonly #kept = new Map<string, Touched & { doc: Doc | undefined }>();
  #trial = new Map<string, Touched & { doc: Doc | undefined }>();

  constructor(load: Load) {
    this.#load = load;
  }

  /** Fetches documents ahead, one request per collection. */
  async prefetch(touched: Touched[]): Promise<void> {
    const missing = touched.filter((t) => !this.#base.has(keyOf(t)));
    for (const collection of new Set(missing.map((t) => t.collection))) {
      const ids = [...new Set(missing.filter((t) => t.collection === collection).map((t) => t.id))];
      for (const id of ids) this.#base.set(keyOf({ collection, id }), undefined);
      for (const doc of await this.#load(collection, ids)) {
        this.#base.set(keyOf({ collection, id: doc.id }), doc);
      }
    }
  }

  async get(at: Touched): Promise<Doc | undefined> {
    const key = keyOf(at);
    const written = this.#trial.get(key) ?? this.#kept.get(key);
    if (written) return written.doc;
    if (!this.#base.has(key)) await this.prefetch([at]);
    return this.#base.get(key);
  }

  set(at: Touched, doc: Doc | undefined): void {
    this.#trial.set(keyOf(at), { collection: at.collection, id: at.id, doc });
  }

  keep(): void {
    for (const [key, written] of this.#trial) this.#kept.set(key, written);
    this.drop();
  }

  drop(): void {
    this.#trial = new Map();
  }

  changes(): Change[] {
    return [...this.#kept.entries()].flatMap(([key, { collection, id, doc }]) => {
      const before = this.#base.get(key);
      if (doc === before || (!doc && !before)) return [];
      return [{ collection, id, doc, isNew: before === undefined }];
    });
  }
}
