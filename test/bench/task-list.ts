/**
 * A page of the task list at 100,000 open tasks, through the store, against the same question by hand: a table with the
 * list's order as its primary key, and JSON.parse. In alternation, so that noise falls on both.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { type Task, tasks } from '../../server/tasks/collections.ts';
import { median } from './median.ts';

const LANES = 20;
const PAGE = 50;

function taskOf(n: number): Task {
  const due = new Date(Date.UTC(2026, 0, 1 + (n % 700))).toISOString().slice(0, 10);
  const lane = `group:body:b${n % LANES}`;
  return {
    id: `t${String(n).padStart(7, '0')}`,
    caseId: `c${n}`,
    caseNumber: `2026-${n}`,
    caseTitle: `关于改善第 ${n} 小区停车难的建议`,
    packageId: 'bench',
    releaseId: 'bench@1',
    orgId: 'd',
    orgPath: '/d/',
    lead: `b${n % LANES}`,
    elementId: 'handle',
    elementInstanceKey: `e${n}`,
    processInstanceKey: `p${n}`,
    name: '办理',
    stage: '办理',
    sendBack: true,
    state: 'open',
    audience: [`body:b${n % LANES}`],
    lanes: [lane, 'all:/', 'all:/d/'],
    createdAt: '2026-01-01T00:00:00.000Z',
    dueDate: due,
    dueSort: due,
    dueProvisional: false,
    overdue: false,
    reminded: false,
    calendar: 'x',
    urged: 0,
    returned: false,
  };
}

export async function taskList(count = 100_000, rounds = 200): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'jiandu-bench-'));
  const store = await createSqliteStore({
    file: join(dir, 'store.sqlite'),
    collections: [tasks],
    synced: false,
  });
  const hand = new Database(join(dir, 'hand.sqlite'));
  hand.exec('PRAGMA journal_mode = WAL');
  hand.exec(
    'CREATE TABLE t (lane TEXT, due TEXT, id TEXT, doc TEXT, PRIMARY KEY (lane, due, id)) WITHOUT ROWID',
  );
  const insert = hand.prepare('INSERT INTO t VALUES (?, ?, ?, ?)');
  try {
    for (let n = 0; n < count; n += 1000) {
      const docs = Array.from({ length: Math.min(1000, count - n) }, (_, i) => taskOf(n + i));
      await store.commit(docs.map((doc) => ({ op: 'put' as const, collection: 'tasks', doc: { ...doc } })));
      hand.exec('BEGIN');
      for (const d of docs) for (const lane of d.lanes) insert.run(lane, d.dueSort, d.id, JSON.stringify(d));
      hand.exec('COMMIT');
    }
    const select = hand.prepare('SELECT id, doc FROM t WHERE lane = ? ORDER BY due, id LIMIT ?');
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let i = 0; i < rounds; i++) {
      const lane = `group:body:b${i % LANES}`;
      let at = performance.now();
      const page = await store.find<Task>('tasks', {
        where: { lanes: lane },
        sort: ['dueSort'],
        limit: PAGE,
      });
      ours.push(performance.now() - at);
      at = performance.now();
      const rows = select.all(lane, PAGE).map((r) => JSON.parse((r as { doc: string }).doc) as Task);
      bare.push(performance.now() - at);
      if (page.items.map((t) => t.id).join() !== rows.map((t) => t.id).join())
        throw new Error('pages differ');
    }
    const [a, b] = [median(ours), median(bare)];
    console.log(`task list, ${count} open, page of ${PAGE}:  ${a.toFixed(3)} ms through the store`);
    console.log(`                                        ${b.toFixed(3)} ms by hand`);
    console.log(`ratio, task list:                        ${(a / b).toFixed(2)} x`);
    return a / b;
  } finally {
    await store.close();
    hand.close();
    await rm(dir, { recursive: true, force: true });
  }
}
