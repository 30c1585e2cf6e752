/**
 * Checkpoints: the units of the state that have changed since the one before, and a head that makes them count. They are
 * cut in one go, while the state stands exactly at a batch, and written while commands go on; a crash in between leaves
 * rows that no head counts, which the next start drops.
 */
import { type EngineEvent, type EngineState, type Unit, unitOf } from '../core/index.ts';
import type { Group } from './batch.ts';
import type { ActiveInstance } from './instance-index.ts';
import type { InstanceRow, JournalStore, UnitRow } from './journal-store.ts';

export interface CheckpointEvery {
  units: number;
  batches: number;
  characters: number;
}

/** One is due after so many changed units, batches, or characters of journal: they bound what a start replays. */
export const CHECKPOINT_EVERY: CheckpointEvery = { units: 2_000, batches: 5_000, characters: 16_000_000 };
/** Characters that are written in one go. */
const CHUNK = 1_000_000;
/** Rows that are dropped in one go. */
const DROPPED = 500;

export type UnitBody = Unit & { instance?: ActiveInstance };

export interface Head {
  nextKey: number;
  /** Instant of the last event, epoch milliseconds. */
  at: number;
}

/** The keys of the units that an event changes; after it was applied to `state`. */
export function unitsChangedBy(e: EngineEvent, state: EngineState): string[] {
  const keys: string[] = [];
  if ('pi' in e && e.pi !== undefined) keys.push(e.pi);
  switch (e.type) {
    case 'PROCESS_DEPLOYED':
    case 'REQUIREMENTS_DEPLOYED':
    case 'DECISION_DEPLOYED':
    case 'RESOURCE_DEPLOYED':
    case 'MESSAGE_PUBLISHED':
      keys.push(e.key);
      break;
    case 'TIMER_CREATED':
      if (e.pi === undefined) keys.push(e.key);
      break;
    case 'TIMER_TRIGGERED':
    case 'TIMER_CANCELED':
      if (e.pi === undefined) keys.push(e.timerKey);
      break;
    case 'MESSAGE_CORRELATED':
    case 'MESSAGE_STARTED_PROCESS':
    case 'MESSAGE_EXPIRED':
      keys.push(e.message);
      break;
    case 'ELEMENT_ACTIVATING':
      // The caller's call activity notes whom it called.
      if (e.root?.parent) keys.push(e.root.parent.pi);
      break;
    case 'JOBS_ACTIVATED':
      for (const key of e.jobs) ofJob(key);
      break;
    case 'JOB_BACKOFF_ELAPSED':
    case 'JOB_TIMED_OUT':
      ofJob(e.jobKey);
  }
  return keys;

  /** A job that is gone by now was ended by an event that names its instance. */
  function ofJob(key: string) {
    const job = state.jobs.get(key);
    if (job) keys.push(job.pi);
  }
}

export interface Cut {
  seq: number;
  head: Head;
  rows: UnitRow[];
}

export class Checkpoints {
  readonly #journal: JournalStore;
  /** Units changed since the last cut. */
  readonly #changed = new Set<string>();
  /** The newest row of each unit, from the cut on: it may be written already while its checkpoint is not. */
  readonly #saved: Map<string, number>;
  /** Rows that newer ones replace; dropped once a checkpoint counts those. */
  #replaced: Pick<UnitRow, 'key' | 'seq'>[] = [];
  #seq: number;
  #characters = 0;
  #writing: Promise<void> | undefined;

  readonly #every: CheckpointEvery;

  /** `seq`: of the last checkpoint; `saved`: its rows. */
  constructor(journal: JournalStore, seq: number, saved: Map<string, number>, every = CHECKPOINT_EVERY) {
    this.#journal = journal;
    this.#every = every;
    this.#seq = seq;
    this.#saved = saved;
  }

  /** After the events of a batch were applied; `ended` are the instances that ended in it. */
  note(groups: Group[], state: EngineState, ended: InstanceRow[]): void {
    for (const { events } of groups)
      for (const e of events) for (const key of unitsChangedBy(e, state)) this.#changed.add(key);
    for (const { key, parentProcessInstanceKey: parent } of ended) {
      // The caller forgets whom it called.
      if (parent !== undefined) this.#changed.add(parent);
      if (!this.#saved.has(key)) this.#changed.delete(key);
    }
  }

  wrote(characters: number): void {
    this.#characters += characters;
  }

  due(seq: number): boolean {
    return (
      !this.#writing &&
      (this.#changed.size >= this.#every.units ||
        seq - this.#seq >= this.#every.batches ||
        this.#characters >= this.#every.characters)
    );
  }

  /** Whether there are batches after the last checkpoint. */
  behind(seq: number): boolean {
    return seq > this.#seq;
  }

  /** The state must stand exactly at batch `seq`. */
  cut(seq: number, at: number, state: EngineState, instances: Map<string, ActiveInstance>): Cut {
    const rows: UnitRow[] = [];
    for (const key of this.#changed) {
      const unit = unitOf(state, key);
      if (!unit && !this.#saved.has(key)) continue;
      const instance = instances.get(key);
      const body = unit ? JSON.stringify(instance ? ({ ...unit, instance } satisfies UnitBody) : unit) : '';
      rows.push({ key, seq, body });
      const before = this.#saved.get(key);
      if (before !== undefined) this.#replaced.push({ key, seq: before });
      this.#saved.set(key, seq);
    }
    this.#changed.clear();
    this.#seq = seq;
    this.#characters = 0;
    return { seq, head: { nextKey: state.nextKey, at }, rows };
  }

  /** Once batch `cut.seq` is durable. One at a time. */
  write(cut: Cut): Promise<void> {
    this.#writing = this.#write(cut)
      .catch((e) => {
        // Nothing is lost: the next one tries again, and until then a start replays more.
        for (const { key } of cut.rows) this.#changed.add(key);
        throw e;
      })
      .finally(() => {
        this.#writing = undefined;
      });
    return this.#writing;
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.#writing?.catch(() => {});
  }

  async #write({ seq, head, rows }: Cut): Promise<void> {
    for (const chunk of chunks(rows)) await this.#journal.saveUnits(chunk);
    await this.#journal.saveCheckpoint({ seq, body: JSON.stringify(head) });
    for (const row of rows)
      if (row.body === '') {
        // Gone for good: it has no newer row, so this one goes with those before it, after them.
        this.#replaced.push({ key: row.key, seq });
        this.#saved.delete(row.key);
      }
    while (this.#replaced.length > 0) {
      await this.#journal.dropUnits(this.#replaced.slice(0, DROPPED));
      this.#replaced = this.#replaced.slice(DROPPED);
    }
  }
}

function* chunks(rows: UnitRow[]): Iterable<UnitRow[]> {
  let chunk: UnitRow[] = [];
  let size = 0;
  for (const row of rows) {
    if (chunk.length > 0 && size + row.body.length > CHUNK) {
      yield chunk;
      chunk = [];
      size = 0;
    }
    chunk.push(row);
    size += row.body.length;
  }
  if (chunk.length > 0) yield chunk;
}
