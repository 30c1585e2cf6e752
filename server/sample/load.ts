/** The sample cases: every package's sample/*.json, really run, merged by time on one manual clock up to `until`. */
import { SampleSchema, type Scenario } from '../../processes/format.ts';
import { readShippedPackages } from '../../processes/load.ts';
import { localDate } from '../clock/clock.ts';
import { addDays } from '../clock/days.ts';
import type { App } from '../compose.ts';
import { groundOf } from '../scenarios/folder.ts';
import type { ScenarioOutcome } from '../scenarios/run.ts';
import { runScenarios } from '../scenarios/runner.ts';
import { shiftedTo } from './shift.ts';

export interface SampleScenario {
  packageId: string;
  scenario: Scenario;
}

/** All sample scenarios under a folder of packages, with the dates that they have when loaded on `today`. */
export async function readSamples(root: string, today: string): Promise<SampleScenario[]> {
  const packages = await readShippedPackages(root);
  return packages.flatMap(({ id, files }) =>
    Object.entries(files)
      .filter(([name]) => /^sample\/.+\.json$/.test(name))
      .flatMap(([, text]) => shiftedTo(SampleSchema.parse(JSON.parse(text)), today))
      .map((scenario) => ({ packageId: id, scenario })),
  );
}

/** Day on which the clock of a load on `today` starts: the day before the first sample. */
export const firstDayOf = (samples: SampleScenario[], today: string): string =>
  samples.reduce((first, { scenario: { at } }) => (at && at < first ? at.slice(0, 10) : first), today);

/** People have read what is older; else everybody would begin with years of notices. */
const UNREAD_DAYS = 10;

/**
 * Runs the samples. `app`: composed with `clock: 'manual'` and `now` at or before the first sample, seeded and started.
 * `onDay` is told each local date that is reached. Gives what each scenario came to.
 */
export async function loadSample(
  app: App,
  samples: SampleScenario[],
  o: { until: string; onDay?: (date: string) => void },
): Promise<ScenarioOutcome[]> {
  let since: string | undefined = addDays(localDate(o.until), -UNREAD_DAYS);
  const onMove = async (instant: string): Promise<void> => {
    const date = localDate(instant);
    o.onDay?.(date);
    if (since === undefined || date < since) return;
    since = undefined;
    for (const { id } of app.directory.users.all()) await app.notices.read(id);
  };
  return runScenarios(groundOf(app), samples, { until: o.until, onMove });
}
