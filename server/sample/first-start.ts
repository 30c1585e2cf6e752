/** First start on loopback: the sample district into an empty installation, and what is said about it. */
import { randomPassword } from '../auth/passwords.ts';
import { sampleAccounts } from '../directory/seed.ts';
import type { Settings } from '../settings.ts';
import { intoEmptyDatabase } from './database.ts';
import { peopleOf, workOutDistrict } from './district.ts';
import { intoEmptyFolder, type Loaded, type Mark } from './folder.ts';

/** `undefined`: there was something already, or nothing is to be loaded. */
export async function loadOnFirstStart(settings: Settings): Promise<Loaded> {
  const { dataDir, mongoUri, timeZone, zeebe } = settings;
  if (!settings.sample) return undefined;
  const work = async (into: { dataDir: string; mongoUri?: string; synced?: boolean }): Promise<Mark> => {
    const password = settings.samplePassword ?? randomPassword();
    const shown = settings.samplePassword ? {} : { password };
    if (zeebe) {
      await peopleOf({ into: { ...into, timeZone, zeebe }, password });
      return { failed: [], peopleOnly: true, ...shown };
    }
    const outcomes = await workOutDistrict({ into: { ...into, timeZone }, password, progress: true });
    const failed = outcomes.flatMap((o) => o.problems.map((p) => `${o.title}:${p}`));
    return { failed, ...shown };
  };
  if (mongoUri) return intoEmptyDatabase({ dataDir, mongoUri }, () => work({ dataDir, mongoUri }));
  return intoEmptyFolder(dataDir, (folder) => work({ dataDir: folder, synced: false }));
}

/** The lines about a district that has just been loaded. */
export function linesOf(mark: Mark): string[] {
  const accounts = sampleAccounts().flatMap(({ title, accounts }) => [
    `  ${title}`,
    ...accounts.map((a) => `    ${a.username.padEnd(9)} ${a.name}  ${a.role}`),
  ]);
  const password =
    mark.password === undefined
      ? '密码：JIANDU_SAMPLE_PASSWORD 所设，所有示例账号相同'
      : `密码：${mark.password}（所有示例账号相同，只显示这一次）`;
  const failed = mark.failed.map((f) => `  有一件示例没有办到底：${f}`);
  const cases = mark.peopleOnly
    ? ['流程在 Zeebe 集群上运行，集群的时钟不能倒拨，示例办件没有过去可办，因此只载入了示例机构和人员。']
    : [];
  return [...cases, '示例账号：', ...accounts, password, ...failed];
}
