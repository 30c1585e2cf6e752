/**
 * The rule from the first line: a server action commits its rows and an intent in one commit and then tells the engine.
 * What could not be told is tried again with back-off and at start; one that fails never holds up another.
 */

import type { Log } from '../cases/ports.ts';
import type { Clock } from '../clock/clock.ts';
import type { Op, Store } from '../store/port.ts';
import type { Intent } from './collections.ts';
import type { IntentHandler } from './handlers.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;

export class Intents {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #handlers: Map<string, IntentHandler>;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #running = new Map<string, Promise<boolean>>();
  #closed = false;

  constructor(o: { store: Store; clock: Clock; log: Log; handlers: Record<string, IntentHandler> }) {
    this.#store = o.store;
    this.#clock = o.clock;
    this.#log = o.log;
    this.#handlers = new Map(Object.entries(o.handlers));
  }

  handle(kind: string, handler: IntentHandler): void {
    this.#handlers.set(kind, handler);
  }

  /** The op to put into the commit of the rows; afterwards call `apply(id)`. */
  op(id: string, kind: string, payload: Record<string, unknown>): Op {
    return { op: 'put', collection: 'intents', doc: { id, kind, payload, createdAt: this.#clock.now() } };
  }

  /** Completes a job: the most common intent, its id is the job's key. */
  completeJob(jobKey: string, variables: Record<string, unknown>): Op {
    return this.op(jobKey, 'completeJob', { jobKey, variables });
  }

  /** Whether an intent of this id is still to be told. */
  async pending(id: string): Promise<boolean> {
    return (await this.#store.get('intents', id)) !== undefined;
  }

  /** Commits rows with their intents, then tells the engine. Resolves when the rows are durable and a try was made. */
  async commit(ops: Op[]): Promise<void> {
    await this.#store.commit(ops);
    for (const op of ops)
      if (op.op === 'put' && op.collection === 'intents') await this.apply(op.doc.id, true);
  }

  /** Tells the engine; false when it could not be told yet (it is tried again by itself). Never throws. */
  apply(id: string, fresh = false): Promise<boolean> {
    const running = this.#running.get(id);
    if (running) return running;
    const run = this.#try(id, fresh ? 0 : 1).finally(() => this.#running.delete(id));
    this.#running.set(id, run);
    return run;
  }

  /** Tries everything that is left over; called at start. */
  async recover(): Promise<number> {
    let after: string | undefined;
    let told = 0;
    do {
      const page = await this.#store.find<Intent>('intents', {
        sort: ['createdAt'],
        limit: 500,
        ...(after ? { after } : {}),
      });
      for (const intent of page.items) if (await this.apply(intent.id)) told++;
      after = page.next;
    } while (after);
    return told;
  }

  /** What is still to be told, oldest first; for the page of an administrator. */
  async open(): Promise<Intent[]> {
    return (await this.#store.find<Intent>('intents', { sort: ['createdAt'], limit: 200 })).items;
  }

  async stop(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await Promise.allSettled(this.#running.values());
  }

  async #try(id: string, attempt: number): Promise<boolean> {
    if (this.#closed) return false;
    this.#timers.delete(id);
    try {
      const intent = await this.#store.get<Intent>('intents', id);
      if (!intent) return true;
      const handler = this.#handlers.get(intent.kind);
      if (!handler) throw new Error(`no handler for intents of kind <${intent.kind}>`);
      await handler(intent, { fresh: attempt === 0 });
      await this.#store.commit([{ op: 'delete', collection: 'intents', id }]);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#log.warn({ intent: id, attempt, err: message }, 'intent not applied');
      if (this.#closed) return false;
      const wait = Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS);
      const timer = setTimeout(() => void this.#try(id, attempt + 1), wait);
      timer.unref();
      this.#timers.set(id, timer);
      await this.#store
        .commit([{ op: 'patch', collection: 'intents', id, set: { error: message.slice(0, 500) } }])
        .catch(() => undefined);
      return false;
    }
  }
}
