/**
 * The same form sent twice by a hasty finger or a browser that tries again: the second one is refused, since each would be
 * a case of its own. Kept in memory: one process is active, and what a restart parts is no double click.
 */
import { createHash } from 'node:crypto';
import { conflict } from '../http/problem.ts';

/** Milliseconds within which the same content by the same person counts as the same deed. */
const SAME_DEED_MS = 10_000;

export class Repeats<T extends { number: string }> {
  readonly #lately = new Map<string, { at: number; made?: T }>();

  /** Does the work, unless the same is under way or was done just now (409). Work that fails may be tried again at once. */
  async once(content: unknown, now: string, work: () => Promise<T>): Promise<T> {
    const key = createHash('sha256').update(JSON.stringify(content)).digest('base64');
    const at = Date.parse(now);
    for (const [old, entry] of this.#lately) if (at - entry.at >= SAME_DEED_MS) this.#lately.delete(old);
    const before = this.#lately.get(key);
    if (before) {
      const done = before.made ? `已经收到（编号 ${before.made.number}）` : '正在提交';
      throw conflict(`您刚才的提交${done}，没有重复提交。如确要再提一件相同的，请稍候片刻或修改内容。`);
    }
    const entry: { at: number; made?: T } = { at };
    this.#lately.set(key, entry);
    try {
      entry.made = await work();
      return entry.made;
    } catch (error) {
      this.#lately.delete(key);
      throw error;
    }
  }
}
