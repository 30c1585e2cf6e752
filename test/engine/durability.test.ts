import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
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

test('a job whose time-out its worker has moved stays with it over a restart, and until then', async () => {
  const store = memoryJournal();
  const engine = await engineWith(xml, { store });
  await engine.createProcessInstance({ bpmnProcessId: 'p' });
  const taken = new Promise<string>((take) => {
    engine.createWorker({ taskType: 'a', timeout: 60_000, taskHandler: async (job) => take(job.key) });
  });
  const jobKey = await taken;
  await engine.updateJobTimeout({ jobKey, timeout: 7_200_000 });
  const again = await createEmbeddedEngine({ store, clock: 'manual' });
  expect(await again.jobs({ state: 'ACTIVATABLE' })).toEqual([]);
  await again.advanceTime('PT1H59M');
  expect(await again.jobs({ state: 'ACTIVATABLE' })).toEqual([]);
  await again.advanceTime('PT1M');
  expect((await again.jobs({ state: 'ACTIVATABLE' })).map((j) => j.key)).toEqual([jobKey]);
  await expect(again.updateJobTimeout({ jobKey, timeout: 1000 })).rejects.toMatchObject({
    code: 'INVALID_STATE',
  });
  await expect(again.updateJobTimeout({ jobKey: '999', timeout: 1000 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

/** A journal whose next append fails when told so; what is read after that takes a while. */
function failingJournal(): { journal: JournalStore; inner: JournalStore; fail(): void } {
  const inner = memoryJournal();
  let [broken, slow] = [false, false];
  const journal: JournalStore = {
    ...inner,
    append: async (batch, ended) => {
      if (!broken) return inner.append(batch, ended);
      [broken, slow] = [false, true];
      throw new Error('disk full');
    },
    readFrom: async (seq, limit) => {
      const rows = await inner.readFrom(seq, limit);
      if (slow) await pause(200);
      return rows;
    },
  };
  return {
    ...{ journal, inner },
    fail: () => {
      broken = true;
    },
  };
}
const pause = (ms: number) => new Promise<void>((go) => setTimeout(go, ms));

test('a worker that comes free while the state is made anew takes nothing of what was refused', async () => {
  const { journal, inner, fail } = failingJournal();
  const engine = await createEmbeddedEngine({ store: journal });
  await engine.deployResources([{ name: 'p.bpmn', content: xml }]);
  const taken: string[] = [];
  engine.createWorker({
    ...{ taskType: 'a', maxJobsToActivate: 1 },
    taskHandler: async (job) => {
      taken.push(job.processInstanceKey);
      await pause(100);
    },
  });
  const first = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  await pause(50);
  fail();
  await expect(engine.createProcessInstance({ bpmnProcessId: 'p' })).rejects.toThrow('disk full');
  const third = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  await expect.poll(() => taken).toEqual([first.processInstanceKey, third.processInstanceKey]);
  await engine.close();
  const again = await createEmbeddedEngine({ store: inner });
  const found = await again.processInstances({ bpmnProcessId: 'p' });
  expect(found.map((i) => i.processInstanceKey).sort()).toEqual(
    [first.processInstanceKey, third.processInstanceKey].sort(),
  );
  await again.close();
});

test('a timer of what was refused does not fire while the state is made anew', async () => {
  const { journal, inner, fail } = failingJournal();
  const engine = await createEmbeddedEngine({ store: journal });
  const timed = d.definitions(
    d.process(
      'p',
      d.start('s') + d.catcher('t', d.timer('Duration', 'PT0.1S')) + d.end('e') + d.flows('s t e'),
    ),
  );
  await engine.deployResources([{ name: 'p.bpmn', content: timed }]);
  fail();
  await expect(engine.createProcessInstance({ bpmnProcessId: 'p' })).rejects.toThrow('disk full');
  await pause(400);
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  await expect
    .poll(async () => (await engine.processInstances({ bpmnProcessId: 'p', state: 'COMPLETED' })).length)
    .toBe(1);
  await engine.close();
  const again = await createEmbeddedEngine({ store: inner });
  expect((await again.processInstances({ bpmnProcessId: 'p' })).map((i) => i.processInstanceKey)).toEqual([
    pi,
  ]);
  await again.close();
});

test('a clock that is set forward makes timers fire soon, not after the time they once had left', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  try {
    const engine = await createEmbeddedEngine();
    const timed = d.definitions(
      d.process(
        'p',
        d.start('s') + d.catcher('t', d.timer('Duration', 'PT1H')) + d.end('e') + d.flows('s t e'),
      ),
    );
    await engine.deployResources([{ name: 'p.bpmn', content: timed }]);
    await engine.createProcessInstance({ bpmnProcessId: 'p' });
    vi.setSystemTime(Date.now() + 5 * 3_600_000);
    await vi.advanceTimersByTimeAsync(20_000);
    await engine.idle();
    expect(await engine.processInstances({ bpmnProcessId: 'p', state: 'COMPLETED' })).toHaveLength(1);
    await engine.close();
  } finally {
    vi.useRealTimers();
  }
});
