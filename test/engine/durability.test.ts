import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createEmbeddedEngine, type JournalStore, memoryJournal } from '../../engine/index.ts';
import { createJournalStore, journalCollections } from '../../server/store/journal.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import * as d from './drawings.ts';
import { engineWith, path, rootVariables, stateOf, work } from './harness.ts';

const xml = d.definitions(d.process('p', d.start('s') + d.service('a') + d.end('e') + d.flows('s a e')));
const folders: string[] = [];
afterEach(async () => {
  for (const f of folders.splice(0)) await rm(f, { recursive: true, force: true });
});

async function sqliteFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jiandu-engine-'));
  folders.push(folder);
  return join(folder, 'x.sqlite');
}

test('on SQLite: a second program goes on where the first was cut off', async () => {
  const file = await sqliteFile();
  const first = await createSqliteStore({ file, collections: journalCollections });
  const engine = await engineWith(xml, { store: createJournalStore(first) });
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  const done = await engine.createProcessInstance({ bpmnProcessId: 'p', variables: { n: 1 } });
  const jobs = await engine.jobs({ processInstanceKey: done.processInstanceKey });
  await engine.completeJob({ jobKey: jobs[0]!.key, variables: { r: 2 } });
  await first.close();

  const second = await createSqliteStore({ file, collections: journalCollections });
  const again = await createEmbeddedEngine({ store: createJournalStore(second), clock: 'manual' });
  expect(await rootVariables(again, done.processInstanceKey)).toEqual({ n: 1, r: 2 });
  expect(await again.processInstances({ bpmnProcessId: 'p', state: 'COMPLETED' })).toHaveLength(1);
  await work(again, 'a');
  expect(await path(again, pi)).toBe('s a e p');
  await again.close();
  await second.close();
});

test('when the journal cannot write, the caller is told and the state falls back to what is durable', async () => {
  const inner = memoryJournal();
  let broken = false;
  const store: JournalStore = {
    ...inner,
    append: (batch, ended) => (broken ? Promise.reject(new Error('disk full')) : inner.append(batch, ended)),
  };
  const engine = await engineWith(xml, { store });
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  broken = true;
  const [job] = await engine.jobs({ processInstanceKey: pi });
  await expect(engine.completeJob({ jobKey: job!.key })).rejects.toThrow('disk full');
  broken = false;
  expect(await stateOf(engine, pi)).toBe('ACTIVE');
  await engine.completeJob({ jobKey: job!.key });
  expect(await stateOf(engine, pi)).toBe('COMPLETED');
});

test('nobody is told before the batch is durable', async () => {
  const inner = memoryJournal();
  let release = () => {};
  const store: JournalStore = {
    ...inner,
    append: async (batch, ended) => {
      await new Promise<void>((go) => {
        release = go;
      });
      await inner.append(batch, ended);
    },
  };
  const engine = await createEmbeddedEngine({ store, clock: 'manual' });
  let told = false;
  const deploying = engine.deployResources([{ name: 'x.bpmn', content: xml }]).then(() => {
    told = true;
  });
  for (let i = 0; i < 50; i++) await new Promise((go) => setImmediate(go));
  expect(told).toBe(false);
  release();
  await deploying;
  expect(await inner.readFrom(1, 10)).toHaveLength(1);
});

test('a subscriber that asks from the start gets all, once and in order', async () => {
  const engine = await engineWith(xml);
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  const seen: number[] = [];
  const types: string[] = [];
  const subscription = engine.subscribe(
    (e) => {
      seen.push(e.seq);
      if (e.processInstanceKey === pi) types.push(e.type);
    },
    { from: 0 },
  );
  await work(engine, 'a');
  for (let i = 0; i < 20; i++) await new Promise((go) => setImmediate(go));
  subscription.close();
  expect(types).toEqual((await engine.history(pi)).map((e) => e.type));
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
});

test('jobs that in-process workers held are free again after a restart', async () => {
  const store = memoryJournal();
  const engine = await engineWith(xml, { store });
  engine.createWorker({ taskType: 'a', timeout: 3_600_000, taskHandler: () => new Promise(() => {}) });
  await engine.createProcessInstance({ bpmnProcessId: 'p' });
  expect(await engine.jobs({ state: 'ACTIVATED' })).toHaveLength(1);
  const again = await createEmbeddedEngine({ store, clock: 'manual' });
  expect(await again.jobs({ state: 'ACTIVATABLE' })).toHaveLength(1);
});
