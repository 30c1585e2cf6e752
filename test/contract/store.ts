/** The contract of the Store port: one suite for every adapter. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCollection } from '../../server/store/collections.ts';
import { CursorError } from '../../server/store/cursor.ts';
import { ConflictError, type Op, type Store, StoreUsageError } from '../../server/store/port.ts';

const tasks = defineCollection({
  name: 'tasks',
  schema: z.object({
    id: z.string(),
    state: z.enum(['open', 'done']),
    dueAt: z.string().nullish(),
    n: z.number().optional(),
    audience: z.array(z.string()).default([]),
    title: z.string().default(''),
    key: z.string().nullish(),
    codes: z.array(z.string()).optional(),
    data: z.unknown().optional(),
  }),
  indexes: [
    { fields: ['audience', 'state', 'dueAt'] },
    { fields: ['state', 'dueAt'] },
    { fields: ['state', '-n'] },
    { fields: ['n'] },
    { fields: ['title'] },
    { fields: ['key'], unique: true },
    { fields: ['codes'], unique: true },
  ],
  search: ['title'],
});
const other = defineCollection({ name: 'other', schema: z.object({ id: z.string() }) });
export const contractCollections = [tasks, other];

interface Task {
  id: string;
  dueAt?: string | null;
  n?: number;
  title: string;
  data?: unknown;
}

const put = (doc: { id: string; [f: string]: unknown }, ifRev?: number): Op => ({
  op: 'put',
  collection: 'tasks',
  doc: { state: 'open', ...doc },
  ...(ifRev === undefined ? {} : { ifRev }),
});
const remove = (id: string): Op => ({ op: 'delete', collection: 'tasks', id });

/** `open` gives an empty store of `contractCollections`; `bulk` is the size of the large collection. */
export function storeContract(name: string, open: () => Promise<Store>, options: { bulk: number }): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store?.close());

    const ids = async (query: Parameters<Store['find']>[1]) =>
      (await store.find('tasks', query)).items.map((d) => d.id);
    const clear = async () => {
      for (;;) {
        const { items } = await store.find('tasks', { limit: 1000 });
        if (items.length === 0) return;
        await store.commit(items.map((d) => remove(d.id)));
      }
    };

    it('counts revisions from 1 and keeps to ifRev', async () => {
      await store.commit([put({ id: 'r' }, 0)]);
      expect(await store.get('tasks', 'r')).toMatchObject({ rev: 1, state: 'open', audience: [] });
      await store.commit([
        { op: 'patch', collection: 'tasks', id: 'r', set: { n: 2, title: 'x' }, ifRev: 1 },
      ]);
      await store.commit([{ op: 'patch', collection: 'tasks', id: 'r', set: { n: undefined } }]);
      const doc = await store.get<Task>('tasks', 'r');
      expect(doc).toMatchObject({ rev: 3, title: 'x' });
      expect(doc && 'n' in doc).toBe(false);
      await expect(store.commit([put({ id: 'r' }, 0)])).rejects.toMatchObject({ reason: 'revision' });
      await expect(store.commit([put({ id: 'r' }, 2)])).rejects.toBeInstanceOf(ConflictError);
      await expect(
        store.commit([{ op: 'patch', collection: 'tasks', id: 'none', set: {} }]),
      ).rejects.toMatchObject({ reason: 'missing' });
      await expect(
        store.commit([{ op: 'check', collection: 'tasks', id: 'r', ifRev: 9 }]),
      ).rejects.toMatchObject({ reason: 'revision' });
      await store.commit([
        { op: 'check', collection: 'tasks', id: 'none', ifRev: 0 },
        remove('none'),
        remove('r'),
      ]);
      expect(await store.get('tasks', 'r')).toBeUndefined();
    });

    it('writes nothing of a commit that conflicts, and all of one that does not', async () => {
      await store.commit([put({ id: 'a', n: 1 }), put({ id: 'b', n: 1 })]);
      const bad = [put({ id: 'a', n: 9 }), remove('b'), put({ id: 'c' }), put({ id: 'a' }, 7)];
      await expect(store.commit(bad)).rejects.toBeInstanceOf(ConflictError);
      expect(await store.getMany('tasks', ['a', 'b', 'c'])).toMatchObject([
        { rev: 1, n: 1 },
        { rev: 1 },
        undefined,
      ]);
      await clear();
    });

    it('isolates the commits of a group', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 50 }, (_, i) => store.commit([put({ id: `g${i % 40}`, key: `k${i % 40}` }, 0)])),
      );
      expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(40);
      expect(await store.count('tasks')).toBe(40);
      await clear();
    });

    it('holds unique indexes, of lists too, and leaves null out', async () => {
      await store.commit([
        put({ id: 'a', key: 'k', codes: ['x', 'y', 'x'] }),
        put({ id: 'b' }),
        put({ id: 'c', key: null }),
      ]);
      await expect(store.commit([put({ id: 'd', key: 'k' })])).rejects.toMatchObject({
        reason: 'unique',
        id: 'd',
        fields: ['key'],
      });
      await expect(store.commit([put({ id: 'b', codes: ['z', 'y'] })])).rejects.toMatchObject({
        fields: ['codes'],
      });
      await store.commit([remove('a'), put({ id: 'd', key: 'k', codes: ['y'] })]);
      expect(await ids({ where: { key: 'k' } })).toEqual(['d']);
      await clear();
    });

    it('sorts with null first, by code point, in both directions and over lists', async () => {
      await store.commit([
        put({ id: '1', dueAt: '2026-02-01', audience: ['a', 'b'] }),
        put({ id: '2', audience: ['b'] }),
        put({ id: '3', dueAt: '2026-01-01', audience: ['c'] }),
        put({ id: '4', dueAt: null, audience: ['a', 'c'] }),
        put({ id: '5', dueAt: '2026-02-01', audience: ['d'] }),
      ]);
      const where = { audience: { in: ['a', 'b', 'c'] }, state: 'open' };
      expect(await ids({ where, sort: ['dueAt', 'id'] })).toEqual(['2', '4', '3', '1']);
      expect(await ids({ where, sort: ['-dueAt'] })).toEqual(['1', '3', '4', '2']);
      expect(await store.count('tasks', where)).toBe(4);
      expect(await ids({ where: { state: 'open', dueAt: null } })).toEqual(['2', '4']);
      expect(await ids({ where: { state: 'open', dueAt: { gt: '2026-01-01' } } })).toEqual(['1', '5']);
      expect(await ids({ where: { id: { in: ['5', '3'] } } })).toEqual(['3', '5']);
      for (const sort of [['dueAt', 'id'], ['-dueAt']]) {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.find('tasks', { where, sort, limit: 1, ...(after ? { after } : {}) });
          seen.push(...page.items.map((d) => d.id));
          after = page.next;
        } while (after);
        expect(seen).toEqual(await ids({ where, sort }));
      }
      await clear();
    });

    it('finds ranges and prefixes', async () => {
      const titles = ['路', '路灯', '路灯坏', '道路', 'a', 'ab'];
      await store.commit(titles.map((title, n) => put({ id: `${n}`, title, n })));
      expect(await ids({ where: { title: { prefix: '路灯' } } })).toEqual(['1', '2']);
      expect(await ids({ where: { n: { gte: 2, lt: 4 } }, sort: ['-n'] })).toEqual(['3', '2']);
      expect(await ids({ where: { state: 'open' }, sort: ['-n', 'id'], limit: 2 })).toEqual(['5', '4']);
      await clear();
    });

    it('searches Chinese text', async () => {
      await store.commit([
        put({ id: '1', title: '关于解决人民路路灯不亮的建议', n: 1 }),
        put({ id: '2', title: '增加公交线路；ＡＢＣ小区', n: 2 }),
        put({ id: '3', title: '灯路', n: 3 }),
      ]);
      expect(await ids({ where: { $search: '路灯' } })).toEqual(['1']);
      expect(await ids({ where: { $search: '议' } })).toEqual(['1']);
      expect(await ids({ where: { $search: '路' }, sort: ['-n'] })).toEqual(['3', '2', '1']);
      expect(await ids({ where: { $search: 'abc 公交', state: 'open' } })).toEqual(['2']);
      await store.commit([
        { op: 'patch', collection: 'tasks', id: '3', set: { title: '换了' } },
        remove('1'),
      ]);
      expect(await store.count('tasks', { $search: '路' })).toBe(1);
      await clear();
    });

    it('keeps unusual ids, keys and texts', async () => {
      const data = JSON.parse(
        '{"__proto__":{"x":1},"a.b":{"$set":1},"$where":"%24","":[{"a.b":null}],"名":"😀\\u0000"}',
      );
      for (const id of ['__proto__', 'a.b', '$x', '名😀', 'o\'b"', ' ']) {
        await store.commit([put({ id, data, title: '\ud800' })]);
        const doc = await store.get<Task>('tasks', id);
        expect(JSON.stringify(doc?.data)).toBe(JSON.stringify(data));
        expect(await ids({ where: { id } })).toEqual([id]);
      }
      await clear();
    });

    it('refuses what is not declared, and broken documents, by name', async () => {
      await expect(store.find('nobody', {})).rejects.toThrow('nobody');
      await expect(store.find('tasks', { where: { data: 1 } })).rejects.toThrow(/data/);
      await expect(store.find('tasks', { where: { state: 'open' }, sort: ['title'] })).rejects.toThrow(
        '[state, title]',
      );
      await expect(store.find('tasks', { sort: ['audience'] })).rejects.toBeInstanceOf(StoreUsageError);
      await expect(store.find('tasks', { limit: 0 })).rejects.toBeInstanceOf(StoreUsageError);
      await expect(store.find('tasks', { after: 'bad' })).rejects.toBeInstanceOf(CursorError);
      await expect(store.commit([put({ id: 'q', state: 'odd' })])).rejects.toThrow(/<q> of <tasks>.*<state>/);
      await expect(store.commit([put({ id: '' })])).rejects.toBeInstanceOf(StoreUsageError);
      const deep = JSON.parse('['.repeat(95) + ']'.repeat(95));
      await expect(store.commit([put({ id: 'deep', data: deep })])).rejects.toThrow(
        /<deep> of <tasks>.*deep/,
      );
    });

    it('pages neither skip nor repeat what stood before, while others write', async () => {
      await store.commit(Array.from({ length: 60 }, (_, n) => put({ id: `p${n}`, n: n * 10 })));
      const seen: string[] = [];
      let after: string | undefined;
      let round = 0;
      do {
        const page = await store.find('tasks', { sort: ['n'], limit: 7, ...(after ? { after } : {}) });
        seen.push(...page.items.map((d) => d.id));
        after = page.next;
        await store.commit([
          put({ id: `new${round}`, n: round * 70 - 5 }),
          put({ id: `new${round}b`, n: 1000 }),
        ]);
        round += 1;
      } while (after && round < 50);
      const old = seen.filter((id) => id.startsWith('p'));
      expect(old).toEqual(Array.from({ length: 60 }, (_, n) => `p${n}`));
      expect(new Set(seen).size).toBe(seen.length);
      await clear();
    });

    it('tells listeners of what was written, in order', async () => {
      const told: string[] = [];
      const listening = store.onCommit((ops) => told.push(ops.map((o) => o.op).join('+')));
      await store.commit([put({ id: 'l' }), { op: 'check', collection: 'tasks', id: 'l', ifRev: 1 }]);
      await store.commit([put({ id: 'l' }, 0)]).catch(() => undefined);
      await store.commit([remove('l')]);
      listening.close();
      expect(told).toEqual(['put', 'delete']);
    });

    it(`works with ${options.bulk} documents`, async () => {
      for (let at = 0; at < options.bulk; at += 1000) {
        await store.commit(
          Array.from({ length: 1000 }, (_, i) => {
            const n = at + i;
            return put({
              id: `t${n}`,
              n,
              audience: [`g${n % 100}`],
              dueAt: `2026-${String(n).padStart(6, '0')}`,
              key: `k${n}`,
            });
          }),
        );
      }
      expect(await store.count('tasks')).toBe(options.bulk);
      const where = { audience: { in: ['g3', 'g1', 'g2'] }, state: 'open' };
      expect(await ids({ where, sort: ['dueAt', 'id'], limit: 4 })).toEqual(['t1', 't2', 't3', 't101']);
      await clear();
    });
  });
}
