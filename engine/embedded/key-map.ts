/**
 * Numeric keys → numbers, in two typed arrays: with some four keys per waiting instance, a `Map` would take as much as all
 * else that is kept of it. Open addressing, linear probing.
 */
const EMPTY = -1;

export class KeyMap {
  #keys: Float64Array;
  #values: Uint32Array;
  #size = 0;
  /** The length is 2 to the 32nd less this. */
  #shift = 22;

  constructor() {
    this.#keys = new Float64Array(2 ** 10).fill(EMPTY);
    this.#values = new Uint32Array(2 ** 10);
  }

  get(key: number): number | undefined {
    const i = this.#find(key);
    return this.#keys[i] === key ? this.#values[i] : undefined;
  }

  /** `key`: an integer from 0; `value`: one below 2 to the 32nd. */
  set(key: number, value: number): void {
    if ((this.#size + 1) * 3 > this.#keys.length * 2) this.#grow();
    const i = this.#find(key);
    if (this.#keys[i] === EMPTY) {
      this.#keys[i] = key;
      this.#size++;
    }
    this.#values[i] = value;
  }

  delete(key: number): void {
    let hole = this.#find(key);
    if (this.#keys[hole] !== key) return;
    this.#size--;
    const mask = this.#keys.length - 1;
    // Those behind it move up, so that probing finds them.
    for (let i = (hole + 1) & mask; this.#keys[i] !== EMPTY; i = (i + 1) & mask) {
      const home = this.#home(this.#keys[i]!);
      if (((i - home) & mask) < ((i - hole) & mask)) continue;
      this.#keys[hole] = this.#keys[i]!;
      this.#values[hole] = this.#values[i]!;
      hole = i;
    }
    this.#keys[hole] = EMPTY;
  }

  /** Where it is, or would be put. */
  #find(key: number): number {
    const mask = this.#keys.length - 1;
    let i = this.#home(key);
    while (this.#keys[i] !== EMPTY && this.#keys[i] !== key) i = (i + 1) & mask;
    return i;
  }

  /** Scattered, since keys come in long runs, which would lie on one another. */
  #home(key: number): number {
    return Math.imul((key >>> 0) ^ Math.floor(key / 2 ** 32), 0x9e3779b1) >>> this.#shift;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#shift--;
    this.#keys = new Float64Array(keys.length * 2).fill(EMPTY);
    this.#values = new Uint32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === EMPTY) continue;
      const at = this.#find(keys[i]!);
      this.#keys[at] = keys[i]!;
      this.#values[at] = values[i]!;
    }
  }
}
