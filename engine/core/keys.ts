/**
 * A set of keys in the order they came. Most hold one key (a task's job, its timer), for which a `Set` would take some
 * 200 bytes; with 100,000 waiting instances that counts.
 */
export class Keys implements Iterable<string> {
  #first: string | undefined = undefined;
  #rest: Set<string> | undefined = undefined;

  static of(keys: Iterable<string>): Keys {
    const out = new Keys();
    for (const key of keys) out.add(key);
    return out;
  }

  get size(): number {
    return (this.#first === undefined ? 0 : 1) + (this.#rest?.size ?? 0);
  }

  add(key: string): void {
    if (this.#first === key) return;
    if (this.#rest) this.#rest.add(key);
    else if (this.#first === undefined) this.#first = key;
    else this.#rest = new Set([key]);
  }

  delete(key: string): void {
    if (this.#first === key) this.#first = undefined;
    else if (this.#rest?.delete(key) && this.#rest.size === 0) this.#rest = undefined;
  }

  *[Symbol.iterator](): Iterator<string> {
    if (this.#first !== undefined) yield this.#first;
    if (this.#rest) yield* this.#rest;
  }

  toJSON(): string[] {
    return [...this];
  }
}
