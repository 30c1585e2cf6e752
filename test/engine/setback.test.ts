/** A bug of the engine that a timer meets: neither the process ends, nor does anything else stand still. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEmbeddedEngine, memoryJournal } from '../../engine/index.ts';
import * as d from './drawings.ts';
import { engineWith, path, stateOf } from './harness.ts';

const BUG = 'PT1.001S';

vi.mock('../../engine/core/time/timer.ts', async (original) => {
  const timers = await original<typeof import('../../engine/core/time/timer.ts')>();
  return {
    ...timers,
    nextDue: (...[interval, ...rest]: Parameters<typeof timers.nextDue>) => {
      if (interval === BUG) throw new TypeError('made for this test');
      return timers.nextDue(interval, ...rest);
    },
  };
});

const waiting = (id: string, event: string) =>
  d.definitions(
    d.process(
      id,
      d.start('s') + d.user('u') + d.boundary('b', 'u', event, false) + d.end('e') + d.end('x'),
      d.flows('s u e', 'b x'),
    ),
  );
const drawings = [
  waiting('bad', d.timer('Cycle', `R/${BUG}`)),
  waiting('good', d.timer('Cycle', 'R/PT1.002S')),
];

let warnings: string[] = [];
let fatal: unknown[] = [];
const warned = (w: Error) => void warnings.push(`${w.name}: ${w.message}`);
const uncaught = (e: unknown) => void fatal.push(e);
beforeEach(() => {
  warnings = [];
  fatal = [];
  process.on('warning', warned);
  process.prependListener('uncaughtException', uncaught);
});
afterEach(() => {
  process.off('warning', warned);
  process.off('uncaughtException', uncaught);
});

test('the bug is told once, other timers go on, and a new start on the journal does as well', async () => {
  const store = memoryJournal();
  const first = await engineWith(drawings, { store, clock: 'system' });
  const bad = await first.createProcessInstance({ bpmnProcessId: 'bad' });
  const good = await first.createProcessInstance({ bpmnProcessId: 'good' });
  await vi.waitFor(async () => expect(await path(first, good.processInstanceKey)).toContain('b x b x'), 8000);
  expect(warnings).toEqual(['EngineBug: what was due met a bug: TypeError: made for this test']);
  expect(await stateOf(first, bad.processInstanceKey)).toBe('ACTIVE');
  await first.close();

  const second = await createEmbeddedEngine({ store, clock: 'system' });
  await vi.waitFor(() => expect(warnings).toHaveLength(2), 8000);
  await second.cancelProcessInstance(bad.processInstanceKey);
  expect(await stateOf(second, bad.processInstanceKey)).toBe('TERMINATED');
  await second.close();
  expect(fatal).toEqual([]);
}, 30_000);

test('a manual clock tells it to who advances it, and goes on after that', async () => {
  const engine = await engineWith(drawings);
  await engine.createProcessInstance({ bpmnProcessId: 'bad' });
  const good = await engine.createProcessInstance({ bpmnProcessId: 'good' });
  await expect(engine.advanceTime('PT5S')).rejects.toThrow('made for this test');
  await engine.advanceTime('PT5S');
  expect(await path(engine, good.processInstanceKey)).toContain('b x');
  // tried again after a minute, and then after two
  await expect(engine.advanceTime('PT1M')).rejects.toThrow('made for this test');
  await engine.advanceTime('PT1M');
});
