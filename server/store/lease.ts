/**
 * The lease of the one active writer on a shared database. It needs no common clock: a holder raises a beat; whoever
 * waits takes over when the beat has stood still for a whole term by its own clock. Each taking raises the fencing
 * token, and the store's commits carry it, so that a holder that slept through its term cannot write any more.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import type { WaitOptions } from './lock.ts';

export interface LeaseDoc {
  _id: 'lease';
  /** Raised by each taking. */
  token: number;
  /** Raised by each renewal. */
  beat: number;
  /** null: released. */
  holder: string | null;
}

/** Another process is the active writer. */
export class LeaseHeldError extends Error {
  constructor(holder: string) {
    super(`数据库正被另一个进程使用（${holder}）。请先停止该进程，或让本进程以备用方式等待。`);
    this.name = 'LeaseHeldError';
  }
}

/** This process was the active writer and is no longer: it must end. */
export class LeaseLostError extends Error {
  constructor() {
    super('本进程已失去数据库的写入租约，由另一个进程接管。请重新启动本进程。');
    this.name = 'LeaseLostError';
  }
}

export interface LeaseOptions extends WaitOptions {
  /** How long a silent holder keeps the lease; default 15 s. */
  termMs?: number;
  onLost?: (error: Error) => void;
}

export class Lease {
  readonly token: number;
  readonly holder: string;
  readonly #docs: mongo.Collection<LeaseDoc>;
  readonly #termMs: number;
  readonly #onLost: ((error: Error) => void) | undefined;
  #timer: NodeJS.Timeout;
  #renewedAt = performance.now();
  #lost = false;

  constructor(docs: mongo.Collection<LeaseDoc>, taken: LeaseDoc, options: LeaseOptions) {
    this.#docs = docs;
    this.token = taken.token;
    this.holder = taken.holder ?? '';
    this.#termMs = options.termMs ?? 15_000;
    this.#onLost = options.onLost;
    this.#timer = setInterval(() => void this.renew(), this.#termMs / 4);
    this.#timer.unref();
  }

  /** One beat. A failure to reach the database is tried again by the next one, until the term is over. */
  async renew(): Promise<void> {
    const at = performance.now();
    try {
      const mine = { _id: 'lease' as const, token: this.token };
      const { matchedCount } = await this.#docs.updateOne(mine, { $inc: { beat: 1 } });
      if (matchedCount === 0) this.#lose();
      else this.#renewedAt = at;
    } catch {
      if (this.#over()) this.#lose();
    }
  }

  #over(): boolean {
    // A fifth of the term is kept as a margin, because the other side's clock may run a little faster.
    return performance.now() - this.#renewedAt > this.#termMs * 0.8;
  }

  #lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    clearInterval(this.#timer);
    this.#onLost?.(new LeaseLostError());
  }

  /** Throws LeaseLostError when the lease is lost, or may be because it was not renewed in time. */
  check(): void {
    if (this.#over()) this.#lose();
    if (this.#lost) throw new LeaseLostError();
  }

  /** Notes from a refused commit that another holder has taken over. */
  fenced(): LeaseLostError {
    this.#lose();
    return new LeaseLostError();
  }

  /** Gives the lease back, so that a standby need not wait for the term. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#docs.updateOne({ _id: 'lease', token: this.token }, { $set: { holder: null } });
  }
}

/** Takes the lease when it is free or its holder silent for a term; else LeaseHeldError, or waits as a standby. */
export async function acquireLease(
  docs: mongo.Collection<LeaseDoc>,
  options: LeaseOptions = {},
): Promise<Lease> {
  const termMs = options.termMs ?? 15_000;
  const holder = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;
  await docs.updateOne(
    { _id: 'lease' },
    { $setOnInsert: { token: 0, beat: 0, holder: null } },
    { upsert: true },
  );
  let seen: { token: number; beat: number; at: number } | undefined;
  let told = false;
  for (;;) {
    const now = (await docs.findOne({ _id: 'lease' }))!;
    const still = seen && seen.token === now.token && seen.beat === now.beat;
    if (now.holder === null || (still && performance.now() - seen!.at >= termMs)) {
      const taken: LeaseDoc = { _id: 'lease', token: now.token + 1, beat: 0, holder };
      const same = { _id: 'lease' as const, token: now.token, beat: now.beat };
      const { token, beat } = taken;
      const { modifiedCount } = await docs.updateOne(same, { $set: { token, beat, holder } });
      if (modifiedCount === 1) return new Lease(docs, taken, options);
      continue;
    }
    if (seen && !still && !options.standby) throw new LeaseHeldError(now.holder);
    if (!still) seen = { token: now.token, beat: now.beat, at: performance.now() };
    if (!told && options.standby) options.onStandby?.(`（${now.holder}）`);
    told = true;
    await sleep(
      Math.min(options.pollMs ?? 500, termMs / 4),
      undefined,
      options.signal ? { signal: options.signal } : {},
    );
  }
}
