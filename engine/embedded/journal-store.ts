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
  /**
   * Keeps units of the state as they stood at `seq`, beside those kept before. They count once a checkpoint of that
   * number, or a later one, is saved.
   */
  saveUnits(units: UnitRow[]): Promise<void>;
  /** By `key`, then `seq`; `after` is the last row of the page before. */
  readUnits(after: UnitRow | undefined, limit: number): Promise<UnitRow[]>;
  dropUnits(rows: Pick<UnitRow, 'key' | 'seq'>[]): Promise<void>;
  /** The newest checkpoint replaces the one before. `seq`: the last batch in it. */
  saveCheckpoint(checkpoint: JournalBatch): Promise<void>;
  loadCheckpoint(): Promise<JournalBatch | undefined>;
}

/** A unit of the state (core/snapshot.ts) as it stood after batch `seq`; an empty body: it is no longer there. */
export interface UnitRow {
  key: string;
  seq: number;
  body: string;
}

export function memoryJournal(): JournalStore {
  const batches: JournalBatch[] = [];
  const rows = new Map<string, InstanceRow>();
  const units = new Map<string, UnitRow>();
  const idOf = (u: Pick<UnitRow, 'key' | 'seq'>) =>
    `${u.key.padStart(16, '0')}/${String(u.seq).padStart(12, '0')}`;
  let checkpoint: JournalBatch | undefined;
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
    async saveUnits(rows) {
      for (const row of rows) units.set(idOf(row), row);
    },
    async readUnits(after, limit) {
      const from = after ? idOf(after) : '';
      const ids = [...units.keys()].sort().filter((id) => id > from);
      return ids.slice(0, limit).map((id) => units.get(id)!);
    },
    async dropUnits(rows) {
      for (const row of rows) units.delete(idOf(row));
    },
    async saveCheckpoint(c) {
      checkpoint = c;
    },
    loadCheckpoint: async () => checkpoint,
  };
}

const fits = (r: InstanceRow, f: InstanceFilter) =>
  (f.bpmnProcessId === undefined || r.bpmnProcessId === f.bpmnProcessId) &&
  (f.parentProcessInstanceKey === undefined || r.parentProcessInstanceKey === f.parentProcessInstanceKey) &&
  (f.state === undefined || r.state === f.state);
