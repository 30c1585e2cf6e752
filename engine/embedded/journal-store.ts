/** What the engine needs of a database. The server implements it on its Store; `memoryJournal` is for use without one. */
import type { ProcessInstanceState } from '../engine.ts';

/** One group commit: the events of all commands in hand, as text. Numbers begin at 1 and have no gap. */
export interface JournalBatch {
  seq: number;
  body: string;
}

/** An instance that has ended: no longer in memory, found again by its batches. Instants are ISO 8601. */
export interface InstanceRow {
  key: string;
  bpmnProcessId: string;
  version: number;
  state: Exclude<ProcessInstanceState, 'ACTIVE'>;
  parentProcessInstanceKey?: string;
  startedAt: string;
  endedAt: string;
  /** Batches in which something happened to it, ascending. */
  batches: number[];
}

export interface InstanceFilter {
  key?: string;
  bpmnProcessId?: string;
  parentProcessInstanceKey?: string;
  state?: InstanceRow['state'];
}

export interface JournalStore {
  /** Atomic, and durable when it resolves. A batch that exists already rejects: another process writes. */
  append(batch: JournalBatch, ended: InstanceRow[]): Promise<void>;
  /** In order, from `seq` on, at most `limit`. */
  readFrom(seq: number, limit: number): Promise<JournalBatch[]>;
  readBatches(seqs: number[]): Promise<JournalBatch[]>;
  instances(filter: InstanceFilter): Promise<InstanceRow[]>;
  /** The newest snapshot replaces the one before. `seq`: the last batch in it. */
  saveSnapshot(snapshot: JournalBatch): Promise<void>;
  loadSnapshot(): Promise<JournalBatch | undefined>;
}

export function memoryJournal(): JournalStore {
  const batches: JournalBatch[] = [];
  const rows = new Map<string, InstanceRow>();
  let snapshot: JournalBatch | undefined;
  return {
    async append(batch, ended) {
      if (batch.seq !== batches.length + 1)
        throw new Error(`journal batch <${batch.seq}> exists or leaves a gap`);
      batches.push(batch);
      for (const row of ended) rows.set(row.key, row);
    },
    readFrom: async (seq, limit) => batches.slice(seq - 1, seq - 1 + limit),
    readBatches: async (seqs) => seqs.flatMap((s) => batches[s - 1] ?? []),
    async instances(f) {
      if (f.key !== undefined) {
        const row = rows.get(f.key);
        return row && fits(row, f) ? [row] : [];
      }
      return [...rows.values()].filter((r) => fits(r, f));
    },
    async saveSnapshot(s) {
      snapshot = s;
    },
    loadSnapshot: async () => snapshot,
  };
}

const fits = (r: InstanceRow, f: InstanceFilter) =>
  (f.bpmnProcessId === undefined || r.bpmnProcessId === f.bpmnProcessId) &&
  (f.parentProcessInstanceKey === undefined || r.parentProcessInstanceKey === f.parentProcessInstanceKey) &&
  (f.state === undefined || r.state === f.state);
