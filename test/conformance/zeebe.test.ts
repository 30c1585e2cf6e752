import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as d from '../engine/drawings.ts';
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

    it('a job is its worker’s for as long as asked anew', { timeout: 60_000 }, async () => {
      const { engine, broker } = zeebe;
      const body = [d.start('s'), d.service('t', 'kept'), d.end('e'), d.flows('s t e')];
      const content = d.definitions(d.process('kept', ...body));
      await engine.deployResources([{ name: 'kept.bpmn', content }]);
      for (let i = 0; i < 2; i++) await engine.createProcessInstance({ bpmnProcessId: 'kept' });
      const ask = (maxJobsToActivate: number) =>
        engine.activateJobs({ type: 'kept', maxJobsToActivate, timeout: 30_000, worker: 'test' });
      const [held, lost] = [...(await ask(1)), ...(await ask(1))];
      await engine.updateJobTimeout!({ jobKey: held!.key, timeout: 3_600_000 });
      /** Moves the clock, and takes what is free then. */
      const freeAfter = async (ms: number) => {
        await broker.advance(ms);
        for (;;) {
          const jobs = await ask(2);
          if (jobs.length) return jobs.map((j) => j.key);
          await new Promise((go) => setTimeout(go, 100));
        }
      };
      expect(await freeAfter(600_000)).toEqual([lost!.key]);
      await engine.completeJob({ jobKey: lost!.key });
      expect(await freeAfter(3_600_000)).toEqual([held!.key]);
    });
  });
}
