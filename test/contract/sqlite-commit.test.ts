/** While a commit is flushed on another thread the store goes on reading: what was durable before, all or nothing. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCollection } from '../../server/store/collections.ts';
import type { Store } from '../../server/store/port.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';

const things = defineCollection({
  name: 'things',
  schema: z.object({ id: z.string(), n: z.number(), text: z.string().optional() }),
  indexes: [{ fields: ['n'] }],
});

let store: Store;
beforeEach(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'jiandu-')), 's.db');
  store = await createSqliteStore({ file, collections: [things] });
});
afterEach(() => store.close());

const put = (id: string, n: number, more: { text?: string; ifRev?: number } = {}) => {
  const { ifRev, ...rest } = more;
  return {
    op: 'put' as const,
    collection: 'things',
    doc: { id, n, ...rest },
    ...(ifRev === undefined ? {} : { ifRev }),
  };
};

describe('reading while a commit is flushed', () => {
  it('sees it whole or not at all, and whole as soon as it is said to be done', async () => {
    let between = 0;
    for (let n = 1; n <= 40; n++) {
      let done = false;
      const committed = store.commit([put('a', n), put('b', n, { text: 'x'.repeat(100_000) })]).then(() => {
        done = true;
      });
      while (!done) {
        await new Promise((again) => setImmediate(again));
        // one statement, one state
        const [a, b] = await store.getMany<{ n: number }>('things', ['a', 'b']);
        expect(a?.n).toBe(b?.n);
        expect([n - 1, n]).toContain(a?.n ?? 0);
        if (!done) between++;
      }
      await committed;
      expect((await store.get<{ n: number }>('things', 'a'))?.n).toBe(n);
      expect(await store.count('things', { n })).toBe(2);
    }
    expect(between).toBeGreaterThan(0);
  });

  it('does not lose or mix what is committed meanwhile', async () => {
    await store.commit([put('counter', 0)]);
    let taken = 0;
    const writers = Array.from({ length: 20 }, async (_, w) => {
      for (let n = 0; n < 10; n++) {
        await store.commit([put(`${w}-${n}`, w, { ifRev: 0 })]);
        expect((await store.get<{ n: number }>('things', `${w}-${n}`))?.n).toBe(w);
        const before = (await store.get<{ rev: number; n: number }>('things', 'counter'))!;
        await store.commit([put('counter', before.n + 1, { ifRev: before.rev })]).then(
          () => taken++,
          () => undefined,
        );
      }
    });
    await Promise.all(writers);
    expect(await store.count('things', { n: { gte: 0 } })).toBeGreaterThanOrEqual(200);
    const counter = (await store.get<{ rev: number; n: number }>('things', 'counter'))!;
    // a replacement counted exactly when its revision stood
    expect(counter).toMatchObject({ n: taken, rev: taken + 1 });
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(200);
  });

  it('is told of commits in order, before their callers', async () => {
    const told: string[] = [];
    store.onCommit((ops) => told.push(ops.map((op) => (op.op === 'put' ? op.doc.id : '')).join()));
    await Promise.all(
      ['a', 'b', 'c'].map((id) => store.commit([put(id, 1)]).then(() => told.push(`${id}!`))),
    );
    expect(told).toEqual(['a', 'b', 'c', 'a!', 'b!', 'c!']);
  });
});
