/**
 * What the cluster told, kept durably: batches of facts, which instances run, and up to which position each partition
 * has been heard. The same records again (an exporter that restarts replays) change nothing.
 */
import { EVENTS_PER_BATCH } from '../embedded/batch.ts';
import type { InstanceRow, JournalStore } from '../embedded/journal-store.ts';
import { Listeners, type Teller } from '../embedded/listeners.ts';
import { type ExportedRecord, type Fact, factsOf } from './facts.ts';
import { Fold, type Told, toHistory } from './fold.ts';

export type ActiveInstance = Omit<InstanceRow, 'state' | 'endedAt'>;

interface Batch {
  zeebe: 1;
  /** Highest position heard, by partition. */
  positions: Record<string, number>;
  /** Instant of the newest record up to there, told or not; epoch milliseconds. */
  at?: number;
  facts: Fact[];
}

interface Reading {
  done: Promise<Fold>;
  /** Once it has been read. */
  fold?: Fold;
}

const PAGE = 200;
const CHECKPOINT_EVERY = 1000;
/** Instances whose fold is kept in memory. */
const FOLDS = 1000;
/** Milliseconds by which the clocks of brokers may differ. */
const CLOCKS_APART = 60_000;
const iso = (at: number) => new Date(at).toISOString();

function decode(body: string): Batch {
  const batch = JSON.parse(body) as Batch;
  if (batch.zeebe !== 1)
    throw new Error('这个数据文件夹保存的是内置引擎的流程，不能改由 Zeebe 运行；请另用一个数据文件夹');
  return batch;
}

const teller: Teller<Batch> = {
  decode,
  told: (seq, { facts }) =>
    facts.map((f, n) => toHistory(f, seq * EVENTS_PER_BATCH + n)).filter((t): t is Told => t !== undefined),
};

export class Ledger {
  readonly journal: JournalStore;
  readonly active = new Map<string, ActiveInstance>();
  readonly listeners: Listeners<Batch>;
  readonly #positions: Record<string, number> = {};
  /** Instant of the newest record heard, epoch milliseconds. */
  #heardAt: number | undefined;
  readonly #folds = new Map<string, Reading>();
  #seq = 0;
  #saved = 0;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(journal: JournalStore) {
    this.journal = journal;
    this.listeners = new Listeners(journal, teller);
  }

  async open(): Promise<void> {
    const checkpoint = await this.journal.loadCheckpoint();
    if (checkpoint) {
      const kept = JSON.parse(checkpoint.body) as {
        zeebe?: 1;
        positions: Record<string, number>;
        at?: number;
        active: ActiveInstance[];
      };
      if (kept.zeebe !== 1) decode(checkpoint.body);
      Object.assign(this.#positions, kept.positions);
      this.#heardAt = kept.at;
      for (const i of kept.active) this.active.set(i.key, i);
      this.#seq = checkpoint.seq;
      this.#saved = checkpoint.seq;
    }
    for (;;) {
      const page = await this.journal.readFrom(this.#seq + 1, PAGE);
      for (const { seq, body } of page) {
        const batch = decode(body);
        Object.assign(this.#positions, batch.positions);
        this.#heardAt = batch.at ?? this.#heardAt;
        await this.#note(seq, batch.facts);
        this.#seq = seq;
      }
      if (page.length < PAGE) break;
    }
    // From the first moment on the folder is a cluster's: the embedded engine refuses it by this mark.
    if (!checkpoint && this.#seq === 0) await this.#checkpoint();
  }

  /** Takes in records, one call after the other. Resolves when what they tell is durable. */
  take(records: ExportedRecord[]): Promise<void> {
    const taken = this.#writing.then(() => this.#take(records));
    this.#writing = taken.catch(() => {});
    return taken;
  }

  async #take(records: ExportedRecord[]): Promise<void> {
    const positions: Record<string, number> = {};
    const facts: Fact[] = [];
    for (const r of records) {
      const heard = positions[r.partitionId] ?? this.#positions[r.partitionId] ?? -1;
      if (r.position <= heard) {
        this.#sameLog(r);
        continue;
      }
      positions[r.partitionId] = r.position;
      facts.push(...factsOf(r));
    }
    const at = records.reduce((n, r) => Math.max(n, r.timestamp), this.#heardAt ?? 0);
    if (facts.length) {
      const seq = this.#seq + 1;
      const batch: Batch = { zeebe: 1, positions, at, facts };
      const before = new Map([...new Set(facts.map((f) => f.pi))].map((pi) => [pi, this.active.get(pi)]));
      const undo = [...before].map(([pi, i]) => [pi, i && { ...i, batches: [...i.batches] }] as const);
      try {
        await this.journal.append({ seq, body: JSON.stringify(batch) }, await this.#note(seq, facts));
      } catch (error) {
        for (const [pi, i] of undo) i ? this.active.set(pi, i) : this.active.delete(pi);
        throw error;
      }
      this.#seq = seq;
      // One that is still to be read is read after this, and finds these facts in the journal.
      for (const [n, f] of facts.entries()) this.#folds.get(f.pi)?.fold?.take(f, seq * EVENTS_PER_BATCH + n);
      this.listeners.tell(seq, batch);
    }
    Object.assign(this.#positions, positions);
    if (records.length) this.#heardAt = at;
    if (this.#seq - this.#saved >= CHECKPOINT_EVERY) await this.#checkpoint();
  }

  /**
   * A record that was heard before is older than the newest one. If it is not, the cluster was set up anew and counts
   * from the beginning: to drop its records as repetitions would show cases that never move.
   */
  #sameLog(r: ExportedRecord): void {
    if (this.#heardAt === undefined || r.timestamp <= this.#heardAt + CLOCKS_APART) return;
    throw new Error(
      `集群第 ${r.partitionId} 分区的记录从头开始了（位置 ${r.position}）：它不是这个数据文件夹的集群，或已被重新建立。请恢复原来的集群，或另用一个数据文件夹。`,
    );
  }

  /** Notes which instances a batch tells of; gives the rows of those that have ended. */
  async #note(seq: number, facts: Fact[]): Promise<InstanceRow[]> {
    const rows = new Map<string, InstanceRow>();
    for (const f of facts) {
      let i = this.active.get(f.pi);
      if (!i) {
        // Told of after its end (a last cancellation), or never heard of before.
        const row = rows.get(f.pi) ?? (await this.journal.instances({ key: f.pi }))[0];
        if (row) {
          if (row.batches.at(-1) !== seq) row.batches.push(seq);
          rows.set(f.pi, row);
          continue;
        }
        i = { key: f.pi, bpmnProcessId: '', version: 0, startedAt: iso(f.at), batches: [] };
        this.active.set(f.pi, i);
      }
      if (i.batches.at(-1) !== seq) i.batches.push(seq);
      if (f.key !== f.pi) continue;
      if (f.type === 'ELEMENT_ACTIVATING' || f.type === 'ELEMENT_MIGRATED') {
        i.bpmnProcessId = f.more?.bpmnProcessId as string;
        i.version = f.more?.version as number;
        if (f.more?.parent !== undefined) i.parentProcessInstanceKey = f.more.parent as string;
      }
      const state = f.type === 'ELEMENT_COMPLETED' ? 'COMPLETED' : 'TERMINATED';
      if (f.type !== 'ELEMENT_COMPLETED' && f.type !== 'ELEMENT_TERMINATED') continue;
      rows.set(f.pi, { ...i, state, endedAt: iso(f.at) });
      this.active.delete(f.pi);
    }
    return [...rows.values()];
  }

  /** All that is known of an instance. */
  fold(pi: string): Promise<Fold> {
    const known = this.#folds.get(pi);
    if (known) {
      this.#folds.delete(pi);
      this.#folds.set(pi, known);
      return known.done;
    }
    // After the write in hand, so that each fact is taken once: either read here, or by `take` later.
    const reading: Reading = {
      done: this.#writing.then(async () => {
        reading.fold = await this.#read(pi);
        return reading.fold;
      }),
    };
    this.#writing = reading.done.catch(() => {});
    this.#folds.set(pi, reading);
    reading.done.catch(() => this.#folds.delete(pi));
    for (const oldest of this.#folds.keys()) {
      if (this.#folds.size <= FOLDS) break;
      this.#folds.delete(oldest);
    }
    return reading.done;
  }

  async #read(pi: string): Promise<Fold> {
    const fold = new Fold(pi);
    const batches =
      this.active.get(pi)?.batches ?? (await this.journal.instances({ key: pi }))[0]?.batches ?? [];
    for (const { seq, body } of await this.journal.readBatches([...batches]))
      for (const [n, f] of decode(body).facts.entries()) fold.take(f, seq * EVENTS_PER_BATCH + n);
    return fold;
  }

  async #checkpoint(): Promise<void> {
    const body = JSON.stringify({
      zeebe: 1,
      positions: this.#positions,
      ...(this.#heardAt !== undefined && { at: this.#heardAt }),
      active: [...this.active.values()],
    });
    await this.journal.saveCheckpoint({ seq: this.#seq, body });
    this.#saved = this.#seq;
  }

  async close(): Promise<void> {
    await this.#writing;
    if (this.#seq > this.#saved) await this.#checkpoint();
  }
}
