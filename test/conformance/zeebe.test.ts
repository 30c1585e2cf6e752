import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { missingForZeebe } from '../support/zeebe/broker.ts';
import { cases } from './cases/index.ts';
import { runCase } from './driver.ts';
import { type ZeebeGround, zeebeGround } from './grounds.ts';

if (await requirementOrSkip('conformance: Zeebe 8.5.8', missingForZeebe)) {
  describe('on the real broker', () => {
    let zeebe: ZeebeGround;
    beforeAll(async () => {
      zeebe = await zeebeGround();
    });
    afterEach(() => zeebe?.tidy());
    afterAll(() => zeebe?.close());

    for (const c of cases) {
      const test = c.not?.zeebe ? it.fails : it;
      test(c.name + (c.not?.zeebe ? ` (not here: ${c.not.zeebe})` : ''), { timeout: 20_000 }, async () => {
        expect(await runCase(zeebe.next(), c)).toEqual([]);
      });
    }
  });
}
