import { expect, it } from 'vitest';
import { runPackageCases } from '../../../server/scenarios/folder.ts';

it('runs the cases of a shipped package over the whole server', async () => {
  const outcomes = await runPackageCases('processes/deputy-suggestions');
  expect(outcomes.length).toBeGreaterThan(0);
  expect(outcomes.filter((o) => o.problems.length > 0).map((o) => [o.file, ...o.problems])).toEqual([]);
});
