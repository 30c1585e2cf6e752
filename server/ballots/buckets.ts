/** So many deeds from one network address in a while. Kept in memory, nothing of an address is written down. */
const ENTRIES_AT_MOST = 50_000;

export class AddressBuckets {
  readonly #most: number;
  readonly #whileMs: number;
  readonly #entries = new Map<string, { since: number; taken: number }>();

  constructor(most: number, whileMs: number) {
    this.#most = most;
    this.#whileMs = whileMs;
  }

  /** An IPv6 address counts by its first 64 bits, which are one connection's. */
  placeOf(ip: string): string {
    if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip;
    const [head = '', tail = ''] = ip.split('::');
    const parts = (s: string) => (s === '' ? [] : s.split(':'));
    const gap = ip.includes('::') ? Math.max(0, 8 - parts(head).length - parts(tail).length) : 0;
    return [...parts(head), ...Array(gap).fill('0'), ...parts(tail)].slice(0, 4).join(':');
  }

  /** False when the place has taken its share. */
  take(place: string, nowMs: number): boolean {
    const kept = this.#entries.get(place);
    const entry = kept && nowMs - kept.since < this.#whileMs ? kept : { since: nowMs, taken: 0 };
    if (entry.taken >= this.#most) return false;
    entry.taken++;
    this.#entries.delete(place);
    this.#entries.set(place, entry);
    // the longest untouched goes first: a Map keeps the order of insertion
    if (this.#entries.size > ENTRIES_AT_MOST) this.#entries.delete(this.#entries.keys().next().value!);
    return true;
  }
}
