/** Files from Maven Central (or whatever mirror this machine's Maven is set to), fetched once into `.cache/`. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The program's folder: from the sources, or from what was built of them in `dist/`. */
function root(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
const CACHE = join(root(), '.cache');

export const cached = (name: string): string => join(CACHE, name);

/**
 * Makes sure that the folder `.cache/<name>` exists: `fill` puts its content into an empty folder. Gives the reason
 * why that is not possible here, or undefined. Two runs at once: the first to finish wins, the folder is whole anyhow.
 */
export async function fetchOnce(
  name: string,
  fill: (folder: string, maven: (...args: string[]) => Promise<void>) => Promise<void>,
): Promise<string | undefined> {
  const folder = cached(name);
  if (existsSync(folder)) return undefined;
  if (!(await run('mvn', ['-v']).catch(() => undefined))) return `Maven (mvn), to fetch ${name}`;
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  try {
    await fill(part, async (...args) => void (await run('mvn', ['-B', '-q', ...args])));
    if (!existsSync(folder)) renameSync(part, folder);
    return undefined;
  } catch (error) {
    return `${name} from Maven Central (${(error as Error).message.slice(0, 200)})`;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
