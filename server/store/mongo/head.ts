/**
 * The head: one document that says who may write (fencing token), the number of the latest commit, and, on a server
 * without transactions, that commit's record. Replacing it is the moment in which a commit is decided.
 */
import type { mongo } from 'mongoose';
import type { Lease } from '../lease.ts';
import type { Write } from './apply.ts';

export interface HeadDoc {
  _id: 'head';
  token: number;
  seq: number;
  /** The writes of commit `seq` as JSON; null when a transaction carried them. */
  record: string | null;
}

export class Head {
  seq = 0;
  readonly #docs: mongo.Collection<HeadDoc>;
  readonly #lease: Lease;

  constructor(docs: mongo.Collection<HeadDoc>, lease: Lease) {
    this.#docs = docs;
    this.#lease = lease;
  }

  /** Shuts out every earlier holder, then returns the writes of the latest commit, which may not all be applied. */
  async take(): Promise<Write[]> {
    const { token } = this.#lease;
    await this.#docs.updateOne(
      { _id: 'head' },
      { $setOnInsert: { token: 0, seq: 0, record: null } },
      { upsert: true },
    );
    const { matchedCount } = await this.#docs.updateOne(
      { _id: 'head', token: { $lt: token } },
      { $set: { token } },
    );
    if (matchedCount === 0) throw this.#lease.fenced();
    const head = (await this.#docs.findOne({ _id: 'head' }))!;
    this.seq = head.seq;
    return head.record === null ? [] : (JSON.parse(head.record) as Write[]);
  }

  /** Decides commit `seq`. LeaseLostError when another holder has taken the head. */
  async advance(seq: number, record: string | null, session?: mongo.ClientSession): Promise<void> {
    const mine = { _id: 'head' as const, token: this.#lease.token, seq: seq - 1 };
    const { matchedCount } = await this.#docs.updateOne(
      mine,
      { $set: { seq, record } },
      { ...(session ? { session } : {}) },
    );
    if (matchedCount === 0) throw this.#lease.fenced();
  }

  /** Whether commit `seq` was decided, when the answer to `advance` was lost. */
  async decided(seq: number): Promise<boolean> {
    const head = await this.#docs.findOne({ _id: 'head' });
    if (head?.token !== this.#lease.token) throw this.#lease.fenced();
    return head.seq === seq;
  }
}
