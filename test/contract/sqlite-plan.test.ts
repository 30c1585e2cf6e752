/** SQLite's own: a task-list page is made of seeks; the process lock; a change of indexes rebuilds. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileCollection } from '../../server/store/compile.ts';
import { lockDataDir, StoreLockedError } from '../../server/store/lock.ts';
import { planQuery } from '../../server/store/plan.ts';
import { Connection } from '../../server/store/sqlite/connection.ts';
import { openSchema } from '../../server/store/sqlite/schema.ts';
import { combinations, pageSql } from '../../server/store/sqlite/select.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { contractCollections } from './store.ts';

it('seeks every branch of a task-list page, the cursor too', () => {
  const tasks = compileCollection(contractCollections[0]!);
  const db = new Connection(':memory:');
  openSchema(db, [tasks]);
  const where = { audience: { in: ['a', 'b', 'c'] }, state: 'open' };
  const plan = planQuery(tasks, { where, sort: ['dueAt', 'id'] });
  for (const after of [undefined, ['2026-01-01', 'x']]) {
    const { text, params } = pageSql(tasks, plan, combinations(plan.eq), 51, after);
    const steps = db
      .rows<[number, number, number, string]>(`EXPLAIN QUERY PLAN ${text}`, params)
      .map((r) => r[3]);
    const onTables = steps.filter((s) => /[:"]?[cmx]:tasks|SEARCH d/.test(s));
    expect(onTables.length).toBeGreaterThanOrEqual(4);
    expect(onTables.filter((s) => s.startsWith('SCAN'))).toEqual([]);
  }
  db.close();
});

it('lets one process at a data folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiandu-'));
  const lock = await lockDataDir(folder);
  await expect(lockDataDir(folder)).rejects.toBeInstanceOf(StoreLockedError);
  lock.release();
  (await lockDataDir(folder)).release();
});

it('rebuilds a collection whose indexes have changed', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'jiandu-')), 's.db');
  const [tasks] = contractCollections;
  const before = await createSqliteStore({ file, collections: [{ ...tasks!, indexes: [], search: [] }] });
  await before.commit([
    { op: 'put', collection: 'tasks', doc: { id: 'a', state: 'open', audience: ['g'], title: '路灯' } },
  ]);
  await before.close();
  const now = await createSqliteStore({ file, collections: contractCollections });
  expect((await now.find('tasks', { where: { audience: 'g', state: 'open' } })).items).toHaveLength(1);
  expect(await now.count('tasks', { $search: '路灯' })).toBe(1);
  await now.close();
});
