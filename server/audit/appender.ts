/**
 * The one appender. A Store whose commits seal the audit entries in them: number and hash are given when the commit is
 * handed over, each entry checks that the one before it stands, and commits still share a sync. When a commit fails for
 * reasons of its own, those sealed after it fail too, wait until all is settled, and are sealed again.
 */
import { ConflictError, type Op, type Store } from '../store/port.ts';
import { GENESIS, type Head, idOf, seal, type Unsealed } from './chain.ts';
import type { AuditRecord } from './collections.ts';

/** Marks an entry that has no number yet; the store's schema would refuse it as it is. */
export const UNSEALED = 'unsealed';

const isUnsealed = (op: Op): op is Extract<Op, { op: 'put' }> =>
  op.op === 'put' && op.collection === 'audit' && op.doc.id === UNSEALED;

export class AuditedStore implements Store {
  readonly #store: Store;
  /** Last sealed, perhaps not yet written. */
  #head: Head;
  /** Last written. */
  #written: Head;
  #inFlight = 0;
  #settling: Promise<void> | undefined;
  #settled: (() => void) | undefined;

  private constructor(store: Store, head: Head) {
    this.#store = store;
    this.#head = head;
    this.#written = head;
  }

  static async open(store: Store): Promise<AuditedStore> {
    const { items } = await store.find<AuditRecord>('audit', { sort: ['-id'], limit: 1 });
    return new AuditedStore(store, items[0] ? { seq: items[0].seq, hash: items[0].hash } : GENESIS);
  }

  /** The last entry that is durable: what an export of the head says. */
  get head(): Head {
    return this.#written;
  }

  async commit(ops: Op[]): Promise<void> {
    if (!ops.some(isUnsealed)) {
      if (ops.some((op) => op.collection === 'audit'))
        throw new Error('audit entries are written by record() only');
      return this.#store.commit(ops);
    }
    for (;;) {
      while (this.#settling) await this.#settling;
      if (await this.#try(ops)) return;
    }
  }

  /** False: the link before was not written, so try again. */
  async #try(ops: Op[]): Promise<boolean> {
    const before = this.#head;
    let head = before;
    const sealed: Op[] =
      before.seq > 0 ? [{ op: 'check', collection: 'audit', id: idOf(before.seq), ifRev: 1 }] : [];
    for (const op of ops) {
      if (!isUnsealed(op)) {
        sealed.push(op);
        continue;
      }
      const { id: _id, ...entry } = op.doc;
      const record = seal(entry as unknown as Unsealed, head);
      head = { seq: record.seq, hash: record.hash };
      sealed.push({ op: 'put', collection: 'audit', doc: record, ifRev: 0 });
    }
    this.#head = head;
    this.#inFlight++;
    try {
      await this.#store.commit(sealed);
      if (head.seq > this.#written.seq) this.#written = head;
      return true;
    } catch (error) {
      this.#settling ??= new Promise((resolve) => {
        this.#settled = resolve;
      });
      if (error instanceof ConflictError && error.collection === 'audit') {
        // Alone and still refused: somebody else writes to this log. That must not go on.
        if (this.#inFlight === 1 && before === this.#written) throw error;
        return false;
      }
      throw error;
    } finally {
      this.#inFlight--;
      if (this.#inFlight === 0) this.#settle();
    }
  }

  #settle(): void {
    this.#head = this.#written;
    this.#settled?.();
    this.#settling = undefined;
    this.#settled = undefined;
  }

  get: Store['get'] = (collection, id) => this.#store.get(collection, id);
  getMany: Store['getMany'] = (collection, ids) => this.#store.getMany(collection, ids);
  find: Store['find'] = (collection, q) => this.#store.find(collection, q);
  count: Store['count'] = (collection, where) => this.#store.count(collection, where);
  onCommit: Store['onCommit'] = (listener) => this.#store.onCommit(listener);
  close: Store['close'] = () => this.#store.close();
}
