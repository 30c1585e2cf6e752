import { expect, test } from 'vitest';
import { nextCron, parseCron } from '../../engine/core/time/cron.ts';
import * as d from './drawings.ts';
import { engineWith, path } from './harness.ts';

const NEW_YORK = 'America/New_York';

/** The next `n` times after `at`, in UTC. */
function times(cron: string, at: string, n: number, zone = NEW_YORK): string[] {
  const out: string[] = [];
  for (let t = Date.parse(at); out.length < n; ) {
    const next = nextCron(parseCron(cron)!, t, zone)!;
    expect(next).toBeGreaterThan(t);
    out.push(new Date(next).toISOString().slice(0, 16));
    t = next;
  }
  return out;
}

test('in the hour that comes twice it comes twice, and always after now', () => {
  expect(times('0 */30 * * * *', '2026-11-01T04:40:00Z', 6)).toEqual([
    '2026-11-01T05:00',
    '2026-11-01T05:30',
    '2026-11-01T06:00',
    '2026-11-01T06:30',
    '2026-11-01T07:00',
    '2026-11-01T07:30',
  ]);
  expect(times('0 10 1 * * *', '2026-10-31T12:00:00Z', 3)).toEqual([
    '2026-11-01T05:10',
    '2026-11-01T06:10',
    '2026-11-02T06:10',
  ]);
});

test('what falls into the hour that is left out comes on the next day', () => {
  expect(times('0 30 2 * * *', '2026-03-07T12:00:00Z', 2)).toEqual(['2026-03-09T06:30', '2026-03-10T06:30']);
  expect(times('0 30 2 * * *', '2026-03-08T06:40:00Z', 1)).toEqual(['2026-03-09T06:30']);
  expect(times('0 */30 * * * *', '2026-03-08T06:10:00Z', 3)).toEqual([
    '2026-03-08T06:30',
    '2026-03-08T07:00',
    '2026-03-08T07:30',
  ]);
});

test('months ahead, over changes of the offset, and in zones without any', () => {
  expect(times('0 0 9 1 7 *', '2026-01-15T00:00:00Z', 2)).toEqual(['2026-07-01T13:00', '2027-07-01T13:00']);
  expect(times('0 10 1 1 11 *', '2026-01-15T00:00:00Z', 3)).toEqual([
    '2026-11-01T05:10',
    '2026-11-01T06:10',
    '2027-11-01T05:10',
  ]);
  expect(times('0 0 9 * * MON', '2026-11-01T00:00:00Z', 2, 'Asia/Shanghai')).toEqual([
    '2026-11-02T01:00',
    '2026-11-09T01:00',
  ]);
  expect(nextCron(parseCron('0 0 0 30 2 *')!, 0, NEW_YORK)).toBeUndefined();
});

test('at every minute of both days of change the next time is after now, in steps of the cron', () => {
  for (const day of ['2026-03-08', '2026-11-01'])
    for (let minute = 0; minute < 24 * 60; minute += 7) {
      const at = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
      const next = nextCron(parseCron('0 */15 * * * *')!, at, NEW_YORK)!;
      expect(next - at).toBeGreaterThan(0);
      expect(next - at).toBeLessThanOrEqual(15 * 60_000);
    }
});

test('an engine with such a timer goes on', async () => {
  const cycle = d.boundary('b', 'u', d.timer('Cycle', '0 */15 * * * *'), false);
  const xml = d.definitions(
    d.process('p', d.start('s') + d.user('u') + cycle + d.end('e') + d.end('x') + d.flows('s u e', 'b x')),
  );
  const engine = await engineWith(xml, { now: '2026-11-01T06:10:00Z', timeZone: NEW_YORK });
  const { processInstanceKey } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  await engine.advanceTime('PT40M');
  expect(await path(engine, processInstanceKey)).toBe('s b x b x b x');
});
