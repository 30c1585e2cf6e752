/** Groups of commits to MongoDB: in a transaction where the server has them, else by commit record and repeatable ops. */
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type mongo } from 'mongoose';
import type { CollectionRegistry } from '../collections.ts';
import type { Gate } from '../gate.ts';
import { type Lease, LeaseLostError } from '../lease.ts';
import { StoreUsageError } from '../port.ts';
import type { PreparedOp } from '../prepare.ts';
import { applyWrites, type Write, writesOf } from './apply.ts';
import type { Head } from './head.ts';
import { Overlay } from './overlay.ts';
import { simulate, touchedBy } from './simulate.ts';
import { fromStored, type StoredDoc } from './stored.ts';

/** A record must stay under MongoDB's 16 MB per document. */
const MOST_RECORD_BYTES = 12_000_000;

/** MongoDB's own limit for a document, less what this adapter adds to it. */
const MOST_DOCUMENT_BYTES = 16 * 1024 * 1024 - 4096;
/** BSON takes at most about eight times what JSON takes (long lists of short numbers), so less need not be measured. */
const SURELY_SMALL_BYTES = 2_000_000;

/** To be known before a commit is decided: afterwards MongoDB would refuse one of its documents for ever. */
function tooLarge(record: string, writes: Write[]): boolean {
  const bytes = Buffer.byteLength(record);
  if (bytes > MOST_RECORD_BYTES) return true;
  if (bytes < SURELY_SMALL_BYTES) return false;
  return writes.some((w) => w.body && mongoose.mongo.BSON.calculateObjectSize(w.body) > MOST_DOCUMENT_BYTES);
}

export class MongoWriter {
  readonly #client: mongo.MongoClient;
  readonly #db: mongo.Db;
  readonly #registry: CollectionRegistry;
  readonly #lease: Lease;
  readonly #head: Head;
  readonly #gate: Gate;
  readonly #transactions: boolean;

  constructor(parts: {
    client: mongo.MongoClient;
    db: mongo.Db;
    registry: CollectionRegistry;
    lease: Lease;
    head: Head;
    gate: Gate;
    transactions: boolean;
  }) {
    this.#client = parts.client;
    this.#db = parts.db;
    this.#registry = parts.registry;
    this.#lease = parts.lease;
    this.#head = parts.head;
    this.#gate = parts.gate;
    this.#transactions = parts.transactions;
  }

  /** Finishes what the holder before may have left half applied. */
  async recover(): Promise<void> {
    const writes = await this.#head.take();
    await applyWrites(this.#db, this.#head.seq, writes, () => this.#lease.check());
  }

  /** The outcome of each commit of a group; several groups when one record would be too large. */
  async write(group: PreparedOp[][]): Promise<unknown[]> {
    this.#lease.check();
    const overlay = this.#overlay();
    await overlay.prefetch(group.flat().flatMap(touchedBy));
    const outcomes: unknown[] = [];
    for (const ops of group) {
      try {
        for (const op of ops) await simulate(overlay, op);
        overlay.keep();
        outcomes.push(undefined);
      } catch (error) {
        overlay.drop();
        outcomes.push(error);
      }
    }
    const writes = writesOf(this.#registry, overlay.changes());
    if (writes.length === 0) return outcomes;
    const record = JSON.stringify(writes);
    if (!this.#transactions && tooLarge(record, writes)) {
      // Told to its own caller only, not to those who happen to be in the same group.
      if (group.length === 1)
        return [new StoreUsageError('a commit of more than 12 MB is not possible on MongoDB')];
      const half = Math.ceil(group.length / 2);
      const first = await this.write(group.slice(0, half));
      const rest = group.slice(half);
      // What has been decided stays decided, whatever becomes of the rest.
      return [...first, ...(await this.write(rest).catch((error: unknown) => rest.map(() => error)))];
    }
    await this.#decide(writes, record);
    return outcomes;
  }

  #overlay(): Overlay {
    return new Overlay(async (collection, ids) => {
      const found = await this.#db
        .collection<StoredDoc>(collection)
        .find({ _id: { $in: ids } })
        .toArray();
      return found.map(fromStored);
    });
  }

  async #decide(writes: Write[], record: string): Promise<void> {
    const seq = this.#head.seq + 1;
    const check = () => this.#lease.check();
    if (this.#transactions) {
      await this.#surely(seq, () =>
        this.#client.withSession((session) =>
          session.withTransaction(async () => {
            await this.#head.advance(seq, null, session);
            await applyWrites(this.#db, seq, writes, check, session);
          }),
        ),
      );
      this.#head.seq = seq;
      return;
    }
    await this.#gate.write(async () => {
      await this.#surely(seq, () => this.#head.advance(seq, record));
      this.#head.seq = seq;
      // The commit is decided: it is applied, however long that takes, or the next holder does it.
      await this.#untilReached(() => applyWrites(this.#db, seq, writes, check));
    });
  }

  /** A lost answer is no outcome: the head tells whether the commit was decided. */
  async #surely(seq: number, decide: () => Promise<unknown>): Promise<void> {
    try {
      await decide();
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      if (!(await this.#untilReached(() => this.#head.decided(seq)))) throw error;
    }
  }

  async #untilReached<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      this.#lease.check();
      try {
        return await work();
      } catch (error) {
        if (error instanceof LeaseLostError) throw error;
        await sleep(200);
      }
    }
  }
}
