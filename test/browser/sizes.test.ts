/** What a browser must load before it shows the first page: see `test/bench/sizes.ts` for how it is counted. */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ENTRIES, firstLoad } from '../bench/sizes.ts';

let web: string;
const before = process.env.NODE_ENV;

beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), 'jiandu-sizes-'));
  process.env.NODE_ENV = 'production';
  await build({ mode: 'production', logLevel: 'error', build: { outDir: web, emptyOutDir: true } });
}, 240_000);
afterAll(async () => {
  process.env.NODE_ENV = before;
  await rm(web, { recursive: true, force: true });
});

it.each(ENTRIES)('$title stays within $most KB', ({ entry, pages, most }) => {
  const { files, bytes } = firstLoad(web, entry, pages);
  expect(bytes / 1000).toBeLessThanOrEqual(most);
  expect(files.filter((f) => /Drawing(Tab|Editor|Viewer)|echarts|FormView/.test(f))).toEqual([]);
});

it('has the drawing board in scripts of its own', () => {
  expect(readdirSync(join(web, 'assets')).some((f) => /^Drawing(Tab|Editor).*\.js$/.test(f))).toBe(true);
});
