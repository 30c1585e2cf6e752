/** The whole server on a manual clock with the shipped packages: a case is started over HTTP and reaches a clerk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, compose } from '../../server/compose.ts';
import { seedDirectory } from '../../server/directory/seed.ts';

let folder: string;
let app: App;

async function open(): Promise<App> {
  const made = await compose({
    dataDir: folder,
    clock: 'manual',
    now: '2026-03-02T01:00:00Z',
    logLevel: 'silent',
  });
  await made.start();
  if (made.auth.needsSetup) {
    await seedDirectory({
      service: made.directoryService,
      password: 'sample-password',
      now: made.clock.now(),
    });
  }
  return made;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiandu-compose-'));
  app = await open();
});
afterEach(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

it('takes over every shipped package', async () => {
  const releases = await app.packages.releases.current();
  expect(releases.length).toBeGreaterThan(0);
  for (const r of releases) expect(r.number).toBe(1);
});

it('keeps its clock, people and releases over a restart', async () => {
  await app.advance('P3D');
  const now = app.clock.now();
  const before = (await app.packages.releases.current()).map((r) => r.id);
  await app.stop();
  app = await open();
  expect(app.clock.now() >= now).toBe(true);
  expect(app.directory.users.size).toBeGreaterThan(90);
  expect((await app.packages.releases.current()).map((r) => r.id)).toEqual(before);
  expect(await app.audit.verify()).toMatchObject({ ok: true });
});
