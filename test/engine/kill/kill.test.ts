/** kill -9 while 50 clients work on an engine with SQLite: what was acknowledged is there, nothing happens twice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serialize } from '../../../engine/core/index.ts';
import { load } from '../../../engine/embedded/load.ts';
import { createEmbeddedEngine, type EmbeddedEngine } from '../../../engine/index.ts';
import { createJournalStore, journalCollections } from '../../../server/store/journal.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';

let program: string;
let data: string;

beforeAll(async () => {
  await mkdir('.cache', { recursive: true });
  program = await mkdtemp(join('.cache', 'kill-'));
  data = await mkdtemp(join(tmpdir(), 'jiandu-kill-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'test/engine/kill/program.ts', outDir: program, target: 'node20', minify: false },
  });
});
afterAll(async () => {
  for (const folder of [program, data]) await rm(folder, { recursive: true, force: true });
});

const acknowledged = {
  created: new Set<string>(),
  set: new Map<string, number>(),
  completed: new Map<string, string>(),
};

/** Runs the program and kills it after so many acknowledgements; notes every one that came out of it. */
async function runUntilKilled(file: string, after: number): Promise<void> {
  const child = spawn(process.execPath, [join(program, 'program.js'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, key, more] = line.split(' ') as [string, string, string];
    if (what === 'created') acknowledged.created.add(key);
    else if (what === 'set') acknowledged.set.set(key, Number(more));
    else {
      expect(acknowledged.completed.has(key)).toBe(false);
      acknowledged.completed.set(key, more);
    }
    if (++count === after) child.kill('SIGKILL');
  }
  const [code, signal] = await exited;
  expect([code, signal]).toEqual([null, 'SIGKILL']);
}

async function withEngine(file: string, use: (engine: EmbeddedEngine) => Promise<void>): Promise<void> {
  const store = await createSqliteStore({ file, collections: journalCollections });
  const journal = createJournalStore(store);
  const all = { ...journal, loadCheckpoint: async () => undefined, readUnits: async () => [] };
  expect(serialize((await load(journal)).state)).toBe(serialize((await load(all)).state));
  const engine = await createEmbeddedEngine({ store: journal });
  await use(engine);
  await engine.close();
  await store.close();
}

/** Each instance's history, and what was acknowledged of it. */
async function check(engine: EmbeddedEngine): Promise<void> {
  const instances = new Set(
    (await engine.processInstances({ bpmnProcessId: 'p' })).map((i) => i.processInstanceKey),
  );
  expect([...acknowledged.created].filter((key) => !instances.has(key))).toEqual([]);
  const completed = new Set<string>();
  for (const pi of instances) {
    const events = await engine.history(pi);
    const jobs = events.filter((e) => e.type === 'JOB_COMPLETED').map((e) => e.jobKey!);
    for (const key of jobs) completed.add(key);
    const timers = events.filter((e) => e.type === 'TIMER_TRIGGERED').length;
    const ended = events.filter((e) => e.type === 'ELEMENT_COMPLETED').map((e) => e.elementId!);
    // Each job, the timer and each element once, and in their order.
    expect(jobs.length).toBe(new Set(jobs).size);
    expect(ended).toEqual(['s', 'a', 't', 'b', 'e', 'p'].slice(0, ended.length));
    expect(timers).toBe(ended.includes('t') ? 1 : 0);
    expect(jobs.length).toBe(['a', 'b'].filter((id) => ended.includes(id)).length);
    const n = acknowledged.set.get(pi);
    if (n !== undefined) expect((await engine.variables(pi)).find((v) => v.name === 'n')?.value).toBe(n);
  }
  expect([...acknowledged.completed.keys()].filter((key) => !completed.has(key))).toEqual([]);
}

test('three kills, then all is worked off', async () => {
  const file = join(data, 'engine.sqlite');
  for (const after of [100, 300, 500]) {
    await runUntilKilled(file, after);
    await withEngine(file, check);
  }
  expect(acknowledged.created.size).toBeGreaterThan(100);
  expect(acknowledged.completed.size).toBeGreaterThan(50);
  await withEngine(file, async (engine) => {
    const left = new Set(
      (await engine.processInstances({ state: 'ACTIVE' })).map((i) => i.processInstanceKey),
    );
    const over = new Promise<void>((resolve) => {
      if (!left.size) resolve();
      engine.subscribe((e) => {
        if (e.type === 'ELEMENT_COMPLETED' && e.elementId === 'p') left.delete(e.processInstanceKey);
        if (!left.size) resolve();
      });
    });
    engine.createWorker({
      taskType: 'work',
      maxJobsToActivate: 50,
      taskHandler: (job) => engine.completeJob({ jobKey: job.key }),
    });
    await over;
    expect(await engine.processInstances({ state: 'ACTIVE' })).toEqual([]);
    await check(engine);
  });
}, 120_000);
