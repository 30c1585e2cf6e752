/** Where rows are that are not in memory as such: all rows of a unit (snapshot.ts) come and go together. */
export interface ColdRows {
  /** Brings the unit with the row of that key into its tables; false when there is none. */
  thaw(key: string): boolean;
  thawAll(): void;
}

/**
 * A table of the state: a map that fetches rows of units that were put away when they are asked for. Whoever walks all rows
 * gets them all; `hot` walks those only that are in memory.
 */
export class Table<T> extends Map<string, T> {
  cold: ColdRows | undefined = undefined;

  override get(key: string): T | undefined {
    const row = super.get(key);
    if (row !== undefined || this.cold === undefined || !this.cold.thaw(key)) return row;
    return super.get(key);
  }

  override has(key: string): boolean {
    return super.has(key) || (this.cold?.thaw(key) === true && super.has(key));
  }

  override get size(): number {
    this.cold?.thawAll();
    return super.size;
  }

  hot(): IterableIterator<T> {
    return super.values();
  }

  override keys() {
    this.cold?.thawAll();
    return super.keys();
  }

  override values() {
    this.cold?.thawAll();
    return super.values();
  }

  override entries() {
    this.cold?.thawAll();
    return super.entries();
  }

  override [Symbol.iterator]() {
    return this.entries();
  }

  override forEach(callback: (row: T, key: string, table: Map<string, T>) => void): void {
    for (const [key, row] of this.entries()) callback(row, key, this);
  }
}
