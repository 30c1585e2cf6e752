/** Fills a data folder for `openSite`: cases of a package, really run on a manual clock. */
import { ScenarioSchema } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';
import { type App, compose } from '../../server/compose.ts';
import { seedDirectory } from '../../server/directory/seed.ts';
import { groundOf } from '../../server/scenarios/folder.ts';
import { runScenarios } from '../../server/scenarios/runner.ts';
import { PASSWORD } from './support.ts';

/**
 * Runs `cases/<name>.json` of the package in 2025 (or `at` another day), then `more` on the same manual clock. Throws when one does not hold.
 */
export async function runCases(
  dataDir: string,
  packageId: string,
  names: (string | { name: string; at: string })[],
  more?: (app: App) => Promise<void>,
): Promise<void> {
  const now = '2025-01-02T01:00:00.000Z';
  const app = await compose({ dataDir, clock: 'manual', now, logLevel: 'silent' });
  await app.start();
  await seedDirectory({ service: app.directoryService, password: PASSWORD, now });
  const files = await readPackageFolder(`processes/${packageId}`);
  const scenarios = names.map((named) => {
    const { name, ...day } = typeof named === 'string' ? { name: named } : named;
    const scenario = ScenarioSchema.parse(JSON.parse(files[`cases/${name}.json`] ?? ''));
    return { packageId, scenario: { ...scenario, ...day } };
  });
  const outcomes = await runScenarios(groundOf(app), scenarios);
  const problems = outcomes.flatMap((o) => o.problems);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  await more?.(app);
  await app.stop();
}
