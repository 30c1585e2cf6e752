/**
 * Instances in which nothing happens for a while are put away: packed by the dozen into blocks, in memory as on disk, and
 * brought back one by one when something asks for one of their rows (core/table.ts). Of each that is away the indexes and
 * the agenda know what they must.
 *
 * A block's row is never rewritten. Who comes back and changes has **left** it: from then on a row of its own counts, or,
 * once it has ended, an empty one that says so. When many have left, the others are brought back and the block is dropped,
 * and after it the empty rows. Nobody is put away into a second block while the first is there.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  type ColdRows,
  type EngineState,
  factsOf,
  type Job,
  OF_INSTANCES,
  putAway,
  type Table,
  type Timer,
  thaw,
  type Unit,
  type UnitFacts,
  unitOf,
} from '../core/index.ts';
import { KIND } from './agenda.ts';
import type { ActiveInstance } from './instance-index.ts';
import type { UnitRow } from './journal-store.ts';
import { KeyMap } from './key-map.ts';

export type UnitBody = Unit & { instance?: ActiveInstance };
type RowId = Pick<UnitRow, 'key' | 'seq'>;

/** So many may be in a block. */
export const BLOCK = 32;
/** The part of a block that may have left it before it is dropped. */
const LEFT = 1 / 4;
/** Blocks whose text is kept unpacked: who comes back is often followed by a neighbour. */
const UNPACKED = 16;

const AWAY = 0;
/** In memory as such, and still as it stands in the block. */
const BACK = 1;
const GONE = 2;

interface Block {
  key: string;
  seq: number;
  /** Keys of its instances. */
  units: string[];
  at: Uint8Array;
  left: number;
  packed: Buffer;
  /** Rows that say of some of its instances that they have ended. */
  ended: RowId[];
}

/** Per instance: keys of all its rows, what is due (see `OnAway`), what else the indexes need. */
type Slot = [keys: number[], due: number[], facts?: UnitFacts];
/** Told of each that is away: what is due in it, flat: instant, kind, key; and what the indexes need. */
export type OnAway = (due: number[], facts: UnitFacts | undefined) => void;

/** Keys of blocks come after all others. */
export const isBlock = (row: RowId) => row.key.startsWith('~');
const blockKey = (first: string) => `~${first.padStart(15, '0')}`;

export class Cold implements ColdRows {
  /** Key of a row → its block's number and its instance's place there. */
  readonly #at = new KeyMap();
  readonly #blocks = new Map<number, Block>();
  readonly #unpacked = new Map<Block, string>();
  #next = 0;
  #state: EngineState | undefined;
  #instances: Table<ActiveInstance> | undefined;
  #back: string[] = [];
  /** Blocks that enough have left. */
  readonly #worn = new Set<number>();

  /** From now on tables ask here for what they do not have. */
  attach(state: EngineState, instances: Table<ActiveInstance>): void {
    this.#state = state;
    this.#instances = instances;
    for (const table of OF_INSTANCES) state[table].cold = this;
    instances.cold = this;
  }

  /** Whether a block holds the instance, or did until it left. */
  holds(unit: string): boolean {
    return this.#place(unit) !== undefined;
  }

  thaw(key: string): boolean {
    const [block, n] = this.#place(key) ?? [];
    if (block?.at[n!] !== AWAY) return false;
    block.at[n!] = BACK;
    const { instance, ...unit } = JSON.parse(this.#textOf(block, n!)) as UnitBody;
    thaw(this.#state!, unit);
    if (instance) this.#instances!.set(instance.key, instance);
    this.#back.push(block.units[n!]!);
    return true;
  }

  thawAll(): void {
    for (const { units } of this.#blocks.values()) for (const unit of units) this.thaw(unit);
  }

  /** Each that is away, as it stands; it stays away. */
  *away(): Iterable<UnitBody> {
    for (const block of this.#blocks.values())
      for (let n = 0; n < block.units.length; n++)
        if (block.at[n] === AWAY) yield JSON.parse(this.#textOf(block, n)) as UnitBody;
  }

  /** Instances that came back since this was last asked. */
  takeBack(): string[] {
    const back = this.#back;
    this.#back = [];
    return back;
  }

  /** It has changed or ended: from now on its own row counts. */
  leave(unit: string): void {
    const [, n, id] = this.#place(unit) ?? [];
    if (id !== undefined) this.#left(id, n!);
  }

  /** A row that says that it has ended, to be kept as long as its block. */
  ended({ key, seq }: RowId): void {
    this.#place(key)?.[0].ended.push({ key, seq });
  }

  /** Only one that stands as in its block; false for all others. */
  putBack(unit: string): boolean {
    const [block, n] = this.#place(unit) ?? [];
    if (block?.at[n!] !== BACK) return false;
    block.at[n!] = AWAY;
    this.#remove(unit);
    return true;
  }

  /** Puts instances that no block holds (at most `BLOCK`) away as they stand after batch `seq`; gives their block's row. */
  pack(units: string[], seq: number): UnitRow {
    const slots: Slot[] = [];
    const bodies = units.map((key) => {
      const unit = unitOf(this.#state!, key)!;
      const instance = this.#instances!.get(key);
      const { keys, facts } = factsOf(unit);
      const known = Object.keys(facts).length > 0;
      slots.push([keys.map(Number), dueIn(unit), ...(known ? ([facts] as const) : ([] as const))]);
      return JSON.stringify(instance ? ({ ...unit, instance } satisfies UnitBody) : unit);
    });
    const packed = deflateRawSync(bodies.join('\n'), { level: 3 });
    const key = blockKey(units[0]!);
    const id = this.#add(key, seq, units, packed);
    slots.forEach(([keys], n) => {
      for (const k of keys) this.#at.set(k, id * BLOCK + n);
    });
    for (const unit of units) this.#remove(unit);
    return { key, seq, body: `${packed.toString('base64')}\n${JSON.stringify(slots)}` };
  }

  /** Dissolves the blocks that too many have left; gives their rows, to be dropped in this order, and who must get rows anew. */
  unpack(): { rows: RowId[]; units: string[] } {
    const rows: RowId[] = [];
    const units: string[] = [];
    for (const id of this.#worn) {
      const block = this.#blocks.get(id)!;
      rows.push({ key: block.key, seq: block.seq }, ...block.ended);
      block.units.forEach((unit, n) => {
        if (block.at[n] === AWAY) this.thaw(unit);
        if (block.at[n] === BACK) units.push(unit);
        for (const key of factsOf(JSON.parse(this.#textOf(block, n)) as Unit).keys)
          if (this.#place(key)?.[2] === id) this.#at.delete(Number(key));
      });
      this.#unpacked.delete(block);
      this.#blocks.delete(id);
    }
    this.#worn.clear();
    return { rows, units };
  }

  /**
   * A block's row at the start, after all rows of units: `saved` has the newest of each, `ended` the empty ones. Takes out of
   * both what belongs to the block; gives the rows that it stands for.
   */
  load(row: UnitRow, saved: Map<string, number>, ended: Map<string, number>, away: OnAway): RowId[] {
    const stale: RowId[] = [];
    const end = row.body.indexOf('\n');
    const slots = JSON.parse(row.body.slice(end + 1)) as Slot[];
    const units = slots.map(([keys]) => String(keys[0]));
    const id = this.#add(row.key, row.seq, units, Buffer.from(row.body.slice(0, end), 'base64'));
    const block = this.#blocks.get(id)!;
    for (const [n, [keys, due, facts]] of slots.entries()) {
      const unit = units[n]!;
      const other = this.#place(unit)?.[0].seq;
      // A block that was to be dropped, and whose instances are elsewhere already.
      if (other !== undefined && other > row.seq) {
        this.#left(id, n);
        continue;
      }
      this.leave(unit);
      for (const key of keys) this.#at.set(key, id * BLOCK + n);
      const gone = ended.get(unit);
      if (gone !== undefined) block.ended.push({ key: unit, seq: gone });
      ended.delete(unit);
      const own = saved.get(unit);
      if (gone !== undefined || (own !== undefined && own > row.seq)) this.#left(id, n);
      else if (own === undefined) away(due, facts);
      else {
        // Its row from before, which says the same.
        block.at[n] = BACK;
        saved.delete(unit);
        stale.push({ key: unit, seq: own });
      }
    }
    return stale;
  }

  #add(key: string, seq: number, units: string[], packed: Buffer): number {
    const id = this.#next++;
    this.#blocks.set(id, { key, seq, units, at: new Uint8Array(units.length), left: 0, packed, ended: [] });
    return id;
  }

  #place(key: string): [block: Block, n: number, id: number] | undefined {
    const n = Number(key);
    const at = n >= 0 ? this.#at.get(n) : undefined;
    if (at === undefined) return undefined;
    const id = Math.floor(at / BLOCK);
    return [this.#blocks.get(id)!, at % BLOCK, id];
  }

  #left(id: number, n: number): void {
    const block = this.#blocks.get(id)!;
    if (block.at[n] === GONE) return;
    block.at[n] = GONE;
    block.left++;
    if (block.left > block.units.length * LEFT) this.#worn.add(id);
  }

  #remove(unit: string): void {
    putAway(this.#state!, unitOf(this.#state!, unit)!);
    this.#instances!.delete(unit);
  }

  #textOf(block: Block, n: number): string {
    let text = this.#unpacked.get(block);
    if (text === undefined) {
      text = inflateRawSync(block.packed).toString();
      this.#unpacked.set(block, text);
      if (this.#unpacked.size > UNPACKED) this.#unpacked.delete(this.#unpacked.keys().next().value!);
    }
    let begin = 0;
    for (let i = 0; i < n; i++) begin = text.indexOf('\n', begin) + 1;
    const end = text.indexOf('\n', begin);
    return text.slice(begin, end < 0 ? undefined : end);
  }
}

function dueIn(unit: Unit): number[] {
  const out: number[] = [];
  for (const t of (unit.timers ?? []) as Timer[]) out.push(t.dueAt, KIND.timer, Number(t.key));
  for (const j of (unit.jobs ?? []) as Job[]) {
    const at = j.deadline ?? j.retryAt;
    if (at !== undefined) out.push(at, KIND.job, Number(j.key));
  }
  return out;
}
