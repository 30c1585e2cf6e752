import { expect, it } from 'vitest';
import { runForeign } from '../foreign/run.ts';
import { cases } from './cases/index.ts';
import { runCase } from './driver.ts';
import { embeddedGround } from './grounds.ts';

it('names are unique', () => {
  expect(new Set(cases.map((c) => c.name)).size).toBe(cases.length);
});

for (const c of cases) {
  // A known difference must stay one: when the engine has mended it, the reason is to be taken out.
  const test = c.not?.embedded ? it.fails : it;
  test(c.name + (c.not?.embedded ? ` (not here: ${c.not.embedded})` : ''), async () => {
    const ground = await embeddedGround();
    try {
      expect(await runCase(ground, c)).toEqual([]);
    } finally {
      await ground.engine.close();
    }
  });
}

it('drawings of other tools', async () => {
  const { engine } = await embeddedGround();
  await runForeign(engine, async () => {});
  await engine.close();
});
