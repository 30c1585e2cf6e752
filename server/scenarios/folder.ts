/** Runs all `cases/*.json` of a package folder in memory, over the sample directory; each on its own clock. */
import { basename } from 'node:path';
import { ScenarioSchema } from '../../processes/format.ts';
import { readPackageFolder } from '../../processes/load.ts';
import { type App, compose } from '../compose.ts';
import { directoryPort } from '../directory/port.ts';
import { seedDirectory } from '../directory/seed.ts';
import type { ScenarioOutcome } from './run.ts';
import { runScenarios } from './runner.ts';

const EARLIEST = '2025-01-02T01:00:00.000Z';

export const groundOf = (app: App) => ({
  matter: app,
  engine: app.engine,
  store: app.store,
  clock: app.clock,
  directory: directoryPort(app.directory, app.actors),
});

export async function runPackageCases(folder: string): Promise<(ScenarioOutcome & { file: string })[]> {
  const files = await readPackageFolder(folder);
  const names = Object.keys(files).filter((f) => /^cases\/.+\.json$/.test(f));
  const packageId = (JSON.parse(files['manifest.json'] ?? '{}') as { id?: string }).id ?? basename(folder);
  const results: (ScenarioOutcome & { file: string })[] = [];
  for (const file of names.sort()) {
    const scenario = ScenarioSchema.parse(JSON.parse(files[file]!));
    const app = await compose({
      dataDir: ':memory:',
      clock: 'manual',
      now: EARLIEST,
      packages: false,
      logLevel: 'silent',
    });
    try {
      await seedDirectory({ service: app.directoryService, password: crypto.randomUUID(), now: EARLIEST });
      await app.start();
      await app.packages.install(packageId, files);
      const [outcome] = await runScenarios(groundOf(app), [{ packageId, scenario }]);
      results.push({ file, ...outcome! });
    } finally {
      await app.stop();
    }
  }
  return results;
}
