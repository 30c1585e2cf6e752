/** Tells subscribers what became durable, in order; one that asks `from` an earlier event first gets what it missed. */
import { decode, EVENTS_PER_BATCH, type Group } from './batch.ts';
import type { JournalStore } from './journal-store.ts';
import { type Told, toHistory } from './project.ts';

type Listener = (e: Told) => void;

/** How a batch is read, and what is told of it; both engines have their own kind. */
export interface Teller<Batch> {
  decode(body: string): Batch;
  told(seq: number, batch: Batch): Told[];
}

export const embeddedTeller: Teller<Group[]> = {
  decode,
  told(seq, groups) {
    const out: Told[] = [];
    let n = 0;
    for (const { at, events } of groups)
      for (const e of events) {
        const t = toHistory(e, seq * EVENTS_PER_BATCH + n++, at);
        if (t) out.push(t);
      }
    return out;
  },
};

export class Listeners<Batch> {
  readonly #journal: Pick<JournalStore, 'readFrom'>;
  readonly #teller: Teller<Batch>;
  readonly #live = new Set<Listener>();

  constructor(journal: Pick<JournalStore, 'readFrom'>, teller: Teller<Batch>) {
    this.#journal = journal;
    this.#teller = teller;
  }

  tell(seq: number, batch: Batch): void {
    if (!this.#live.size) return;
    for (const t of this.#teller.told(seq, batch)) for (const listener of [...this.#live]) call(listener, t);
  }

  subscribe(listener: Listener, from?: number): { close(): void } {
    if (from === undefined) {
      this.#live.add(listener);
      return { close: () => void this.#live.delete(listener) };
    }
    let missed: Told[] | undefined = [];
    let last = from - 1;
    let closed = false;
    const pass: Listener = (t) => {
      if (missed) missed.push(t);
      else if (t.seq > last) {
        last = t.seq;
        call(listener, t);
      }
    };
    this.#live.add(pass);
    const catchUp = async () => {
      for (let seq = Math.max(1, Math.floor(from / EVENTS_PER_BATCH)); !closed; ) {
        const page = await this.#journal.readFrom(seq, 100);
        for (const b of page)
          for (const t of this.#teller.told(b.seq, this.#teller.decode(b.body)))
            if (t.seq > last && !closed) {
              last = t.seq;
              call(listener, t);
            }
        if (page.length < 100) break;
        seq = page.at(-1)!.seq + 1;
      }
      const waiting = missed ?? [];
      missed = undefined;
      for (const t of waiting) pass(t);
    };
    catchUp().catch((e) => queueMicrotask(() => report(e)));
    return {
      close: () => {
        closed = true;
        this.#live.delete(pass);
      },
    };
  }
}

function call(listener: Listener, t: Told): void {
  try {
    listener(t);
  } catch (e) {
    report(e);
  }
}

/** A listener's mistake must not stop the engine, nor be lost. */
function report(e: unknown): void {
  process.emitWarning(e instanceof Error ? e : String(e), 'EngineListenerError');
}
