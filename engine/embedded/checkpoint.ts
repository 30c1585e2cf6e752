/**
 * Checkpoints: the units of the state that have changed since the one before, and a head that makes them count. They are
 * cut in one go, while the state stands exactly at a batch, and written while commands go on; a crash in between leaves
 * rows that no head counts, which the next start drops.
 */
import { type EngineEvent, type EngineState, type Job, unitOf } from '../core/index.ts';
import type { Group } from './batch.ts';
import { BLOCK, type Cold, type UnitBody } from './cold.ts';
import type { ActiveInstance } from './instance-index.ts';
import type { InstanceRow, JournalStore, UnitRow } from './journal-store.ts';

export interface CheckpointEvery {
  units: number;
  batches: number;
  characters: number;
  /** Instances that stay in memory as such though nothing happens in them; the others are put away (cold.ts). */
  hot: number;
  /** Instances per block, at most `BLOCK`: more pack better, fewer come back faster. */
  block: number;
}

/** One is due after so many changed units, batches, or characters of journal: they bound what a start replays. */
export const CHECKPOINT_EVERY: CheckpointEvery = {
  units: 2_000,
  batches: 5_000,
  characters: 16_000_000,
  hot: 2_000,
  block: BLOCK,
};
/** Characters that are written in one go. */
const CHUNK = 1_000_000;
/** Rows that are dropped in one go. */
const DROPPED = 500;

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
  blocks: UnitRow[];
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
  readonly #cold: Cold;
  /** Instances in memory as such, in the order of the last checkpoint that had to do with them. */
  readonly #hot = new Set<string>();
  /**
   * Cut, and not written to its end: the disk may be full for a while. It is tried again before another is cut, since that
   * one would make the rows of this one count, also those that are out of date by then.
   */
  #pending: Cut | undefined;
  /** Whether its head is written, and only rows are left to be dropped. */
  #counts = false;

  /** `seq`: of the last checkpoint; `saved`: its rows; `hot`: instances that are not put away. */
  constructor(
    journal: JournalStore,
    o: {
      seq: number;
      saved: Map<string, number>;
      cold: Cold;
      hot: Iterable<string>;
      every?: CheckpointEvery;
    },
  ) {
    this.#journal = journal;
    this.#every = o.every ?? CHECKPOINT_EVERY;
    this.#seq = o.seq;
    this.#saved = o.saved;
    this.#cold = o.cold;
    for (const key of o.hot) this.#hot.add(key);
  }

  /** After the events of a batch were applied; `ended` are the instances that ended in it. */
  note(groups: Group[], state: EngineState, ended: InstanceRow[]): void {
    for (const { events } of groups)
      for (const e of events) for (const key of unitsChangedBy(e, state)) this.#changed.add(key);
    for (const { key, parentProcessInstanceKey: parent } of ended) {
      // The caller forgets whom it called.
      if (parent !== undefined) this.#changed.add(parent);
      if (!this.#saved.has(key) && !this.#cold.holds(key)) this.#changed.delete(key);
    }
  }

  wrote(characters: number): void {
    this.#characters += characters;
  }

  due(seq: number): boolean {
    return (
      !this.#writing &&
      (this.#pending !== undefined ||
        this.#changed.size >= this.#every.units ||
        seq - this.#seq >= this.#every.batches ||
        this.#characters >= this.#every.characters)
    );
  }

  /** Whether there are batches after the last checkpoint, or it is not written to its end. */
  behind(seq: number): boolean {
    return this.#pending !== undefined || seq > this.#seq;
  }

  /** The state must stand exactly at batch `seq`. Gives the one before as long as that is not written. */
  cut(seq: number, at: number, state: EngineState, instances: Map<string, ActiveInstance>): Cut {
    if (this.#pending) return this.#pending;
    const rows: UnitRow[] = [];
    const keep = (key: string) => {
      const unit = unitOf(state, key);
      this.#hot.delete(key);
      if (!unit && !this.#saved.has(key) && !this.#cold.holds(key)) return;
      this.#cold.leave(key);
      const instance = instances.get(key);
      if (instance) this.#hot.add(key);
      const body = unit ? JSON.stringify(instance ? ({ ...unit, instance } satisfies UnitBody) : unit) : '';
      rows.push({ key, seq, body });
      const before = this.#saved.get(key);
      if (before !== undefined) this.#replaced.push({ key, seq: before });
      this.#saved.set(key, seq);
    };
    for (const key of this.#cold.takeBack()) this.#hot.add(key);
    this.#changed.forEach(keep);
    this.#changed.clear();
    const dissolved = this.#cold.unpack();
    this.#replaced.push(...dissolved.rows);
    dissolved.units.forEach(keep);
    this.#seq = seq;
    this.#characters = 0;
    const blocks = this.#putAway(seq, state, Math.max(this.#every.units, this.#every.block, rows.length));
    return { seq, head: { nextKey: state.nextKey, at }, rows, blocks };
  }

  /** Packs those in which nothing has happened for longest; `atMost` so many, since commands wait meanwhile. */
  #putAway(seq: number, state: EngineState, atMost: number): UnitRow[] {
    const blocks: UnitRow[] = [];
    let left = Math.min(this.#hot.size - this.#every.hot, atMost);
    let chosen: string[] = [];
    for (const key of left > 0 ? [...this.#hot] : []) {
      if (left <= 0) break;
      left--;
      this.#hot.delete(key);
      if (this.#cold.putBack(key)) continue;
      if (this.#cold.holds(key) || inHand(state, key)) this.#hot.add(key);
      else if (chosen.push(key) >= this.#every.block) {
        blocks.push(this.#pack(chosen, seq));
        chosen = [];
      }
    }
    for (const key of chosen) this.#hot.add(key);
    return blocks;
  }

  #pack(units: string[], seq: number): UnitRow {
    for (const key of units) {
      this.#replaced.push({ key, seq: this.#saved.get(key)! });
      this.#saved.delete(key);
    }
    return this.#cold.pack(units, seq);
  }

  /** Once batch `cut.seq` is durable. One at a time. When it fails nothing is lost: until it is done a start replays more. */
  write(cut: Cut): Promise<void> {
    this.#pending = cut;
    this.#writing = this.#write(cut).finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.#writing?.catch(() => {});
  }

  async #write({ seq, head, rows, blocks }: Cut): Promise<void> {
    if (!this.#counts) {
      for (const chunk of chunks([...rows, ...blocks])) await this.#journal.saveUnits(chunk);
      await this.#journal.saveCheckpoint({ seq, body: JSON.stringify(head) });
      this.#counts = true;
      for (const row of rows)
        if (row.body === '') {
          // Gone for good: it has no newer row, so this one goes with those before it, after them; or with its block.
          if (this.#cold.holds(row.key)) this.#cold.ended(row);
          else this.#replaced.push({ key: row.key, seq });
          this.#saved.delete(row.key);
        }
    }
    while (this.#replaced.length > 0) {
      await this.#journal.dropUnits(this.#replaced.slice(0, DROPPED));
      this.#replaced = this.#replaced.slice(DROPPED);
    }
    this.#pending = undefined;
    this.#counts = false;
  }
}

/** Whether a worker of this process has one of its jobs, which must be free again after a restart. */
function inHand(state: EngineState, instance: string): boolean {
  return ((unitOf(state, instance)?.jobs ?? []) as Job[]).some((j) => j.local);
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
