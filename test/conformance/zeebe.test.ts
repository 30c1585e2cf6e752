import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Rejection } from '../../engine/index.ts';
import { decision, dmn, literal } from '../engine/decision-drawings.ts';
import * as d from '../engine/drawings.ts';
import { runForeign } from '../foreign/run.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { missingForZeebe } from '../support/zeebe/broker.ts';
import { cases } from './cases/index.ts';
import { runCase } from './driver.ts';
import { CONTEXT, outcome, type Row, table } from './feel-table.ts';
import { type ZeebeGround, zeebeGround } from './grounds.ts';

/** The outcome for a rejection; anything else is a failure of the test. */
const asOutcome = (name: string) => (e: unknown) => {
  if (e instanceof Rejection && e.code === 'INVALID_ARGUMENT') return name;
  throw e;
};
const refusal = asOutcome('refused');
const failure = asOutcome('fails');

if (await requirementOrSkip('conformance: Zeebe 8.5.8', missingForZeebe)) {
  describe('on the real broker', () => {
    let zeebe: ZeebeGround;
    beforeAll(async () => {
      zeebe = await zeebeGround();
    });
    afterEach(() => zeebe?.tidy());
    afterAll(() => zeebe?.close());

    it('FEEL: the table is what Zeebe gives', { timeout: 120_000 }, async () => {
      const { engine } = zeebe;
      // What our own check refuses does not reach the broker.
      const rows = table.filter(([, , difference]) => difference?.here !== 'refused');
      const wrong: string[] = [];
      const say = ([e, wanted]: Row, found: string) => {
        if (found !== wanted) wrong.push(`${e} → ${found}, not ${wanted}`);
      };
      const content = (all: Row[]) =>
        dmn(...all.map(([e]) => decision(`f${rows.findIndex(([r]) => r === e)}`, literal(e))));
      const good = rows.filter(([, zeebe]) => zeebe !== 'refused');
      await engine.deployResources([{ name: 'feel.dmn', content: content(good) }]);
      for (const row of rows) {
        if (!good.includes(row)) {
          const made = engine.deployResources([{ name: 'one.dmn', content: content([row]) }]);
          say(row, await made.then(() => 'deployed', refusal));
          continue;
        }
        const made = engine.evaluateDecision({ decisionId: `f${rows.indexOf(row)}`, variables: CONTEXT });
        say(row, await made.then((m) => outcome(m.decisionOutput), failure));
      }
      expect(wrong).toEqual([]);
    });

    for (const c of cases) {
      const test = c.not?.zeebe ? it.fails : it;
      test(c.name + (c.not?.zeebe ? ` (not here: ${c.not.zeebe})` : ''), { timeout: 20_000 }, async () => {
        expect(await runCase(zeebe.next(), c)).toEqual([]);
      });
    }

    it('drawings of other tools', { timeout: 60_000 }, () =>
      runForeign(zeebe.engine, () => zeebe.engine.idle()),
    );

    it('a job is its worker’s for as long as asked anew', { timeout: 60_000 }, async () => {
      const { engine, broker } = zeebe;
      const body = [d.start('s'), d.service('t', 'kept'), d.end('e'), d.flows('s t e')];
      const content = d.definitions(d.process('kept', ...body));
      await engine.deployResources([{ name: 'kept.bpmn', content }]);
      for (let i = 0; i < 2; i++) await engine.createProcessInstance({ bpmnProcessId: 'kept' });
      const ask = (maxJobsToActivate: number) =>
        engine.activateJobs({ type: 'kept', maxJobsToActivate, timeout: 30_000, worker: 'test' });
      const [held, lost] = [...(await ask(1)), ...(await ask(1))];
      await engine.updateJobTimeout({ jobKey: held!.key, timeout: 3_600_000 });
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
