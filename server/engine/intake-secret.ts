/** The secret that the cluster's exporter shows to the intake: made once, kept in the data folder. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const INTAKE_USER = 'zeebe';
export const SECRET_FILE = 'zeebe-intake.secret';
/** Least length of one that is set by hand. */
export const SECRET_LENGTH = 16;

/** 192 bits, as letters that need no quoting in a shell or an URL. */
export async function intakeSecret(dataFolder: string): Promise<string> {
  const file = join(dataFolder, SECRET_FILE);
  try {
    const kept = (await readFile(file, 'utf8')).trim();
    if (kept.length >= SECRET_LENGTH) return kept;
    throw new Error(`“${file}”里的口令少于 ${SECRET_LENGTH} 个字符。请改正，或删去该文件后重新启动。`);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  }
  const made = randomBytes(24).toString('base64url');
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}
