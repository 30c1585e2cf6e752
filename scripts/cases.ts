/** `npm run cases -- <folder> [--engine zeebe]`: runs a package's cases and says which failed, where and why. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ScenarioCluster } from '../server/scenarios/cluster.ts';
import { runPackageCases } from '../server/scenarios/folder.ts';
import { clusterForCases } from './cases-cluster.ts';

const USAGE = '用法：npm run cases -- <配置包文件夹> [--engine embedded|zeebe]';

class UsageError extends Error {}

function given(args: string[]): { folder: string; zeebe: boolean } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  const { engine } = parsed.values;
  if (engine !== 'embedded' && engine !== 'zeebe')
    throw new UsageError(`没有名为“${engine}”的引擎。\n${USAGE}`);
  const [folder] = parsed.positionals;
  if (!folder || parsed.positionals.length > 1) throw new UsageError(USAGE);
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new UsageError(`“${folder}”里没有 manifest.json，不是配置包文件夹。`);
  }
  return { folder, zeebe: engine === 'zeebe' };
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: { engine: { type: 'string', default: 'embedded' } },
  });

/** Exit code: 0 all passed, 1 some failed, 2 it could not be run. */
async function main(): Promise<number> {
  const { folder, zeebe } = given(process.argv.slice(2));
  const cluster = zeebe ? await clusterForCases(process.env) : undefined;
  try {
    return await run(folder, cluster);
  } finally {
    await cluster?.close();
  }
}

async function run(folder: string, cluster: ScenarioCluster | undefined): Promise<number> {
  const began = Date.now();
  const outcomes = await runPackageCases(
    folder,
    (o) => {
      console.log(`${o.problems.length === 0 ? '通过' : '失败'}  ${o.file}  ${o.title}`);
      for (const p of o.problems) console.log(`        ${p}`);
    },
    cluster,
  );
  if (outcomes.length === 0) throw new UsageError(`“${folder}”里没有 cases/*.json。`);
  const failed = outcomes.filter((o) => o.problems.length > 0).length;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${outcomes.length - failed} 个通过，${failed} 个失败，用时 ${seconds} 秒`);
  return failed > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error instanceof UsageError ? error.message : `用例无法运行：${error.message}`);
    process.exitCode = 2;
  },
);
