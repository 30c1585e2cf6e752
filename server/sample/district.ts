/** The whole sample district, worked out into a store: its directory, then its cases on a manual clock up to now. */
import { type Clock, systemClock } from '../clock/clock.ts';
import { addDays } from '../clock/days.ts';
import { type ComposeOptions, compose, PACKAGES } from '../compose.ts';
import { seedDirectory } from '../directory/seed.ts';
import type { ScenarioOutcome } from '../scenarios/run.ts';
import { firstDayOf, loadSample, readSamples } from './load.ts';
import { progressLine } from './progress.ts';

export interface District {
  /** Where to; an empty store. */
  into: Pick<ComposeOptions, 'dataDir' | 'mongoUri' | 'synced' | 'timeZone'>;
  /** Everybody's. */
  password: string;
  /** Folder of packages; absent: the program's own. */
  packages?: string;
  /** The day of loading; absent: the system's. */
  clock?: Clock;
  /** Say how far it has come. */
  progress?: boolean;
}

/** People and bodies alone; packages enter at the next start. */
export async function peopleOf(o: { into: ComposeOptions; password: string }): Promise<void> {
  const app = await compose({ ...o.into, packages: false, logLevel: 'warn' });
  try {
    await seedDirectory({ service: app.directoryService, password: o.password, now: app.clock.now() });
  } finally {
    await app.stop();
  }
}

/** Gives what each sample case came to; `problems` stand in those that could not be worked as written. */
export async function workOutDistrict(o: District): Promise<ScenarioOutcome[]> {
  const clock = o.clock ?? systemClock(o.into.timeZone);
  const [until, today] = [clock.now(), clock.today()];
  const packages = o.packages ?? PACKAGES;
  const samples = await readSamples(packages, today);
  const from = addDays(firstDayOf(samples, today), -1);
  const progress = o.progress ? progressLine({ from, to: today }) : undefined;
  const began = Date.now();

  const now = `${from}T00:00:00.000Z`;
  const app = await compose({ ...o.into, packages, clock: 'manual', now, logLevel: 'warn' });
  try {
    await seedDirectory({ service: app.directoryService, password: o.password, now: until });
    await app.start();
    const outcomes = await loadSample(app, samples, { until, onDay: (date) => progress?.at(date) });
    progress?.end(
      `示例数据已载入：${outcomes.length} 件办件，用时 ${((Date.now() - began) / 1000).toFixed(1)} 秒`,
    );
    return outcomes;
  } finally {
    await app.stop();
  }
}
