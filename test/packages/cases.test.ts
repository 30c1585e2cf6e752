import { readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runPackageCases } from '../../server/scenarios/folder.ts';

const PACKAGES = readdirSync('processes', { withFileTypes: true })
  .filter((e) => e.isDirectory())
  .map((e) => e.name);

it.each(PACKAGES)(
  '%s: every case passes over the whole server',
  async (id) => {
    const outcomes = await runPackageCases(`processes/${id}`);
    expect(outcomes.filter((o) => o.problems.length > 0).map((o) => [o.file, ...o.problems])).toEqual([]);
    expect(outcomes.length).toBeGreaterThanOrEqual(4);
  },
  300_000,
);

it('a case that does not hold is told with its place', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'jiandu-cases-')), 'bodies-review');
  await cp('processes/bodies-review', folder, { recursive: true });
  await rm(join(folder, 'cases'), { recursive: true });
  await mkdir(join(folder, 'cases'));
  const read = JSON.parse(await readFile('processes/bodies-review/cases/straight.json', 'utf8'));
  const broken = { ...read, steps: [{ do: 'completeTask', element: 'close', data: {} }] };
  const wrong = { ...read, steps: [], expect: { completed: true, openTasks: ['nowhere'] } };
  await writeFile(join(folder, 'cases', 'broken.json'), JSON.stringify([broken, wrong]));

  const [first, second] = await runPackageCases(folder);
  expect(first!.problems).toHaveLength(1);
  expect(first!.problems[0]).toContain('第 1 步 completeTask（close）：环节 close 没有待办任务');
  expect(second!.problems).toHaveLength(2);
  expect(second!.problems.join()).toContain('待办任务应为 ["nowhere"]');
  await rm(folder, { recursive: true });
});
