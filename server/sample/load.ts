/** The sample cases: every package's sample/*.json, really run, merged by time on one manual clock up to `until`. */
import { type Scenario, ScenarioSchema } from '../../processes/format.ts';
import { readShippedPackages } from '../../processes/load.ts';
import type { App } from '../compose.ts';
import { groundOf } from '../scenarios/folder.ts';
import type { ScenarioOutcome } from '../scenarios/run.ts';
import { runScenarios } from '../scenarios/runner.ts';

export async function readSamples(root: string): Promise<{ packageId: string; scenario: Scenario }[]> {
  const packages = await readShippedPackages(root);
  return packages.flatMap(({ id, files }) =>
    Object.entries(files)
      .filter(([name]) => /^sample\/.+\.json$/.test(name))
      .flatMap(([, text]) => {
        const parsed: unknown = JSON.parse(text);
        const all = Array.isArray(parsed) ? parsed : [parsed];
        return all.map((s) => ({ packageId: id, scenario: ScenarioSchema.parse(s) }));
      }),
  );
}

/** `app`: composed over the real data folder with `clock: 'manual'` and `now` at or before the first sample, and started. */
export async function loadSample(app: App, root: string, until: string): Promise<ScenarioOutcome[]> {
  return runScenarios(groundOf(app), await readSamples(root), { until });
}
