/** `npm run cases -- <folder> [--engine zeebe]`: runs a package's cases and says which failed, where and why. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runPackageCases } from '../server/scenarios/folder.ts';

const USAGE = '用法：npm run cases -- <配置包文件夹> [--engine embedded|zeebe]';

class UsageError extends Error {}

function folderOf(args: string[]): string {
  let given: ReturnType<typeof parse>;
  try {
    given = parse(args);
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  const { engine } = given.values;
  if (engine === 'zeebe') throw new UsageError('Zeebe 引擎尚未接入，目前用例只能在内置引擎上运行。');
  if (engine !== 'embedded') throw new UsageError(`没有名为“${engine}”的引擎。\n${USAGE}`);
  const [folder] = given.positionals;
  if (!folder || given.positionals.length > 1) throw new UsageError(USAGE);
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new UsageError(`“${folder}”里没有 manifest.json，不是配置包文件夹。`);
  }
  return folder;
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: { engine: { type: 'string', default: 'embedded' } },
  });

/** Exit code: 0 all passed, 1 some failed, 2 it could not be run. */
async function main(): Promise<number> {
  const folder = folderOf(process.argv.slice(2));
  const began = Date.now();
  const outcomes = await runPackageCases(folder, (o) => {
    console.log(`${o.problems.length === 0 ? '通过' : '失败'}  ${o.file}  ${o.title}`);
    for (const p of o.problems) console.log(`        ${p}`);
  });
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
