import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AuditedStore } from '../../server/audit/appender.ts';
import { auditCollections } from '../../server/audit/collections.ts';
import { AuditLog } from '../../server/audit/log.ts';
import { defineCollection } from '../../server/store/collections.ts';
import { type CollectionDefinition, ConflictError, type Store } from '../../server/store/port.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';

const deeds = defineCollection({ name: 'deeds', schema: z.object({ id: z.string(), n: z.number() }) });

let raw: Store;
let store: AuditedStore;
let log: AuditLog;

beforeEach(async () => {
  const collections = [...auditCollections, deeds] as CollectionDefinition[];
  raw = await createSqliteStore({ file: ':memory:', collections });
  store = await AuditedStore.open(raw);
  log = new AuditLog({
    store,
    clock: { now: () => '2026-03-02T01:00:00.000Z', today: () => '2026-03-02' },
    pathOf: () => '/a/',
  });
});
afterEach(() => store.close());

const deed = (n: number, id = `d${n}`) =>
  store.commit([
    { op: 'put', collection: 'deeds', doc: { id, n }, ifRev: 0 },
    ...log.record({ actor: undefined, action: 'deed', target: { kind: 'deeds', id }, detail: { n } }),
  ]);

describe('the chain', () => {
  it('holds under many commits at once', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, i) => deed(i)));
    expect(await log.verify(store.head)).toMatchObject({ ok: true, entries: 200, head: { seq: 200 } });
  });

  it('holds when some of the commits at once fail, and those leave no entry', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, i) => deed(i, `d${i % 60}`)));
    const failed = outcomes.filter((o) => o.status === 'rejected');
    expect(failed).toHaveLength(40);
    for (const f of failed) {
      expect((f as PromiseRejectedResult).reason).toBeInstanceOf(ConflictError);
      expect((f as PromiseRejectedResult).reason.collection).toBe('deeds');
    }
    expect(await log.verify(store.head)).toMatchObject({ ok: true, entries: 60 });
    expect(await raw.count('auditContents')).toBe(60);
  });

  it('goes on after a restart', async () => {
    await deed(1);
    const head = store.head;
    store = await AuditedStore.open(raw);
    expect(store.head).toEqual(head);
    log = new AuditLog({ store, clock: { now: () => '', today: () => '' }, pathOf: () => '/' });
    await deed(2);
    expect(await log.verify(store.head)).toMatchObject({ ok: true, entries: 2 });
  });
});

describe('tampering', () => {
  beforeEach(async () => {
    for (let i = 1; i <= 5; i++) await deed(i);
  });
  const third = '000000000003';

  it('a changed entry is found', async () => {
    await raw.commit([{ op: 'patch', collection: 'audit', id: third, set: { actorId: 'somebody-else' } }]);
    const report = await log.verify(store.head);
    expect(report.problems).toEqual([{ seq: 3, message: '第 3 条的内容被改动过' }]);
  });

  it('a changed content is found', async () => {
    const entry = (await raw.get<{ contentId: string }>('audit', third))!;
    await raw.commit([
      { op: 'patch', collection: 'auditContents', id: entry.contentId, set: { content: { n: 9 } } },
    ]);
    expect((await log.verify()).problems).toEqual([{ seq: 3, message: '第 3 条的详细内容被改动过' }]);
  });

  it('a removed entry is found, in the middle and at the end', async () => {
    await raw.commit([{ op: 'delete', collection: 'audit', id: '000000000005' }]);
    expect((await log.verify()).ok).toBe(true);
    expect((await log.verify(store.head)).problems[0]!.message).toContain('第 5 条');
    await raw.commit([{ op: 'delete', collection: 'audit', id: third }]);
    expect((await log.verify()).problems[0]!.message).toBe('缺少第 3 条记录');
  });

  it('an erased content leaves the chain whole', async () => {
    const entry = (await raw.get('audit', third))!;
    await store.commit(log.eraseOps([entry as never]));
    expect(await log.verify(store.head)).toMatchObject({ ok: true, erased: 1, entries: 5 });
  });

  it('nobody writes entries past the appender', async () => {
    await expect(store.commit([{ op: 'delete', collection: 'audit', id: third }])).rejects.toThrow(
      'record()',
    );
  });
});
