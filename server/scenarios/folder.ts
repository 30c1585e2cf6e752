/** Runs all `cases/*.json` of a package folder, over the sample directory, on either engine; each on its own clock. */
import { basename } from 'node:path';
import { type Scenario, ScenarioSchema } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';
import { zhErrors } from '../../processes/zod-zh.ts';
import { type App, compose } from '../compose.ts';
import { directoryPort } from '../directory/port.ts';
import { seedDirectory } from '../directory/seed.ts';
import type { ScenarioCluster } from './cluster.ts';
import { type ScenarioOutcome, startOf } from './run.ts';
import { runScenarios } from './runner.ts';

const EARLIEST = '2025-01-02T01:00:00.000Z';

export const groundOf = (app: App) => ({
  matter: app,
  engine: app.engine,
  moveClock: (duration: string) => app.moveClock(duration),
  store: app.store,
  clock: app.clock,
  directory: directoryPort(app.directory, app.actors),
});

export interface CaseOutcome extends ScenarioOutcome {
  file: string;
}

/** The cases of a folder, by file; a file holds one or a list. Throws for a file that is no scenario. */
async function casesOf(files: Record<string, string>): Promise<{ file: string; scenario: Scenario }[]> {
  return Object.keys(files)
    .filter((f) => /^cases\/.+\.json$/.test(f))
    .sort()
    .flatMap((file) => {
      const read: unknown = JSON.parse(files[file]!);
      return (Array.isArray(read) ? read : [read]).map((one) => {
        const scenario = ScenarioSchema.safeParse(one, { error: zhErrors });
        if (scenario.success) return { file, scenario: scenario.data };
        const wrong = scenario.error.issues.map((i) => `/${i.path.join('/')} ${i.message}`);
        throw new Error(`${file} 不是正确的用例：${wrong.join('；')}`);
      });
    });
}

/** One case in an installation of its own; `look` sees it before it is gone. */
export async function runCase(
  packageId: string,
  files: Record<string, string>,
  scenario: Scenario,
  o: { cluster?: ScenarioCluster; look?: (app: App, outcome: ScenarioOutcome) => Promise<void> } = {},
): Promise<ScenarioOutcome> {
  const { cluster } = o;
  // a cluster's clock does not go back: each case begins there on its own first day
  const now = (cluster && startOf(scenario)) ?? EARLIEST;
  const app = await compose({
    dataDir: ':memory:',
    clock: 'manual',
    now,
    ...(cluster ? { engine: cluster.engineAt(now) } : {}),
    packages: false,
    logLevel: 'silent',
  });
  try {
    await seedDirectory({ service: app.directoryService, password: crypto.randomUUID(), now });
    await app.start();
    await app.packages.install(packageId, files);
    const [outcome] = await runScenarios(groundOf(app), [{ packageId, scenario }]);
    await o.look?.(app, outcome!);
    return outcome!;
  } finally {
    await app.stop();
  }
}

/** `onOutcome` is told each one as it comes. With a cluster they run on it, else on the embedded engine. */
export async function runPackageCases(
  folder: string,
  onOutcome?: (outcome: CaseOutcome) => void,
  cluster?: ScenarioCluster,
): Promise<CaseOutcome[]> {
  const files = await readPackageFolder(folder);
  const packageId = (JSON.parse(files['manifest.json'] ?? '{}') as { id?: string }).id ?? basename(folder);
  const outcomes: CaseOutcome[] = [];
  for (const { file, scenario } of await casesOf(files)) {
    const outcome = { file, ...(await runCase(packageId, files, scenario, cluster ? { cluster } : {})) };
    outcomes.push(outcome);
    onOutcome?.(outcome);
  }
  return outcomes;
}
