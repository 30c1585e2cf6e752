/** One active process on a data folder: another one is refused by name, or stands by until it is its turn. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../server/store/index.ts';
import { StoreLockedError } from '../../server/store/lock.ts';
import { contractCollections } from './store.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'jiandu-lock-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const open = (more: object = {}) => openStore({ dataDir, collections: contractCollections, ...more });
const doc = { id: 'a', state: 'open' };

it('refuses a second process, with folder and process number', async () => {
  const store = await open();
  const error = await open().catch((e: unknown) => e);
  expect(error).toBeInstanceOf(StoreLockedError);
  expect((error as Error).message).toContain(dataDir);
  expect((error as Error).message).toContain(`进程号 ${process.pid}`);
  await store.close();
  await (await open()).close();
});

it('lets one of two standbys go on with what the first has written', async () => {
  const store = await open();
  const told: string[] = [];
  const calling = new AbortController();
  const standby = { standby: true, pollMs: 10, signal: calling.signal };
  let opened = 0;
  const waiting = [1, 2].map(() =>
    open({ ...standby, onStandby: (holder: string) => told.push(holder) }).then((next) => {
      opened += 1;
      return next;
    }),
  );
  await expect.poll(() => told).toHaveLength(2);
  expect(told[0]).toContain(`进程号 ${process.pid}`);
  await store.commit([{ op: 'put', collection: 'tasks', doc }]);
  expect(opened).toBe(0);
  await store.close();
  const next = await Promise.race(waiting);
  expect(await next.get('tasks', 'a')).toMatchObject({ rev: 1 });
  expect(opened).toBe(1);
  calling.abort();
  const ends = await Promise.allSettled(waiting);
  expect(ends.map((e) => e.status).sort()).toEqual(['fulfilled', 'rejected']);
  await next.close();
});
