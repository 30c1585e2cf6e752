import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { RUN } from '../../engine/core/bpmn/types.ts';
import { REGISTRY } from '../../engine/core/elements/registry.ts';

const folder = new URL('../../engine/core/elements/', import.meta.url);

test('every element that is read from a drawing has a behaviour, and every behaviour file is registered', async () => {
  for (const type of Object.values(RUN)) expect(REGISTRY[type]).toBeDefined();
  // What throwing events have in common is listed by kind of event, in a file of its own.
  const lists = ['registry.ts', 'throwing.ts'].map((f) => readFile(new URL(f, folder), 'utf8'));
  const registry = (await Promise.all(lists)).join('');
  const shared = ['behavior.ts', 'registry.ts', 'scope.ts', 'throwing.ts'];
  for (const file of (await readdir(folder)).filter((f) => !shared.includes(f)))
    expect(registry).toContain(`from './${file}'`);
});
