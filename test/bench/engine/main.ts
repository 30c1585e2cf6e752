/**
 * `npm run bench:engine`: the embedded engine against its peers, in one run. Goals stand beside the figures; they are
 * goals, not gates. `BENCH_SCALE` shortens or lengthens it, `BENCH_MILLION=1` adds a million waiting instances.
 */
import { missingForZeebe } from '../../support/zeebe/broker.ts';
import { bpmnEngineRate } from './bpmn-engine.ts';
import { embedded } from './embedded.ts';
import { feelFigures } from './feel.ts';
import { perSecond, quantile } from './rate.ts';
import { LOOP, type Subject } from './subject.ts';
import { type WaitingFigures, waitingFigures } from './waiting.ts';
import { zeebe } from './zeebe.ts';

interface Figures {
  /** Instances/s, start → one job → end with result, 50 at once. */
  one: number;
  /** Milliseconds, one at a time. */
  p99: number;
  /** Jobs/s, ten in a row, 50 instances at once. */
  ten: number;
  /** Jobs/s of a parallel multi-instance of 1,000, one at a time. */
  loop: number;
  bytesPerInstance: number;
  redelivered: number;
}

async function figuresOf(s: Subject, scale: number): Promise<Figures> {
  const times = (n: number) => Math.max(1, Math.round(n * scale));
  const told = (what: string) => console.error(`  ${s.name}: ${what}`);
  told('one job');
  await perSecond(times(1000), () => s.run('one'));
  const before = await s.bytes();
  const one = await perSecond(times(5000), () => s.run('one'));
  const bytesPerInstance = ((await s.bytes()) - before) / times(5000);
  told('one at a time');
  const p99 = await quantile(0.99, times(500), () => s.run('one'));
  told('ten jobs');
  await perSecond(times(50), () => s.run('ten'));
  const ten = 10 * (await perSecond(times(500), () => s.run('ten')));
  told('multi-instance');
  await s.run('loop');
  const loop = LOOP * (await perSecond(times(10), () => s.run('loop'), 1));
  return { one, p99, ten, loop, bytesPerInstance, redelivered: s.redelivered() };
}

/** Undefined when it did not get through, which a broker on a starved machine may not. */
async function measured(open: () => Promise<Subject>, scale: number): Promise<Figures | undefined> {
  const subject = await open();
  try {
    return await figuresOf(subject, scale);
  } catch (e) {
    console.error(`  ${subject.name}: broke off: ${e instanceof Error ? e.message : e}`);
    return undefined;
  } finally {
    await subject.close();
  }
}

const n = (value: number | undefined, digits = 0) =>
  value === undefined
    ? 'skipped'
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const times = (a: number, b: number | undefined) => (b === undefined ? 'skipped' : `${n(a / b, 1)}x`);
const row = (what: string, ours: string, peer: string, ratio: string, goal: string) =>
  console.log(
    `| ${what.padEnd(52)} | ${ours.padStart(9)} | ${peer.padStart(9)} | ${ratio.padStart(8)} | ${goal} |`,
  );

export async function engineFigures(): Promise<void> {
  const scale = Number(process.env.BENCH_SCALE ?? 1);
  const missing = await missingForZeebe();
  if (missing) console.log(`Zeebe 8.5.8: skipped, missing: ${missing}`);
  const peer = missing ? undefined : await measured(zeebe, scale / 4);
  const other = await bpmnEngineRate(Math.round(600 * scale));
  const ours = await measured(embedded, scale);
  if (!ours) throw new Error('the embedded engine did not get through');
  const feel = feelFigures();
  row('', 'embedded', 'peer', 'ratio', 'goal');
  row('---', '---:', '---:', '---:', '---');
  row(
    'one job, 50 at once, instances/s; Zeebe',
    n(ours.one),
    n(peer?.one),
    times(ours.one, peer?.one),
    '20x',
  );
  row('the same; bpmn-engine in memory', n(ours.one), n(other), times(ours.one, other), '20x');
  row('one at a time, p99, ms; Zeebe', n(ours.p99, 2), n(peer?.p99, 2), times(ours.p99, peer?.p99), '0.1x');
  row('ten jobs in a row, jobs/s; Zeebe', n(ours.ten), n(peer?.ten), times(ours.ten, peer?.ten), '30x');
  row(
    `parallel multi-instance of ${LOOP}, jobs/s; Zeebe`,
    n(ours.loop),
    n(peer?.loop),
    times(ours.loop, peer?.loop),
    '20x',
  );
  row(
    'gateway conditions, evaluations/s; feelin',
    n(feel.ours),
    n(feel.feelin),
    times(feel.ours, feel.feelin),
    '50x',
  );
  row(
    'bytes on disk per finished instance; Zeebe',
    n(ours.bytesPerInstance),
    n(peer?.bytesPerInstance),
    times(ours.bytesPerInstance, peer?.bytesPerInstance),
    '',
  );
  row('jobs given out twice; Zeebe', n(ours.redelivered), n(peer?.redelivered), '', '0');
  await waiting(scale);
}

async function waiting(scale: number): Promise<void> {
  const many = Math.round(100_000 * scale);
  const [none, few, lots] = [
    await waitingFigures(0),
    await waitingFigures(Math.min(1000, many)),
    await waitingFigures(many),
  ] as [WaitingFigures, WaitingFigures, WaitingFigures];
  const MB = 1_000_000;
  const memory = ((lots.memory - none.memory) / many) * 100_000;
  row(
    `start with ${n(many)} waiting, ms; with none`,
    n(lots.startMs),
    n(none.startMs),
    times(lots.startMs, none.startMs),
    '< 3x',
  );
  row('memory per 100,000 waiting, MB', n(memory / MB), '', '', '< 100');
  row(
    `instances/s beside ${n(many)} waiting; beside 1,000`,
    n(lots.perSecond),
    n(few.perSecond),
    times(lots.perSecond, few.perSecond),
    '>= 0.8x',
  );
  row('latest of 200 timers due under that load, ms', n(lots.lateness), n(few.lateness), '', '< 1,000');
  if (!process.env.BENCH_MILLION) return;
  const million = await waitingFigures(1_000_000);
  row(
    'start with 1,000,000 waiting, ms',
    n(million.startMs),
    n(none.startMs),
    times(million.startMs, none.startMs),
    '',
  );
  row('memory with 1,000,000 waiting, MB', n((million.memory - none.memory) / MB), '', '', '');
  row(
    'instances/s beside 1,000,000 waiting',
    n(million.perSecond),
    n(few.perSecond),
    times(million.perSecond, few.perSecond),
    '',
  );
}
