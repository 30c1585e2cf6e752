/**
 * The sample district comes into an empty data folder whole or not at all. It is worked out in `.loading` inside it; a
 * mark says that it is complete and synced; then its parts are moved out. A kill before the mark starts it afresh, a
 * kill after it only ends the moving.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SQLITE_FILE } from '../store/index.ts';
import { lockDataDir } from '../store/lock.ts';

const LOADING = '.loading';
const MARK = 'complete.json';
const isLock = (name: string): boolean => /^lock\./.test(name);

/** What is to be told to whoever started it, until it was told. */
export interface Mark {
  /** Absent: the setting's. */
  password?: string;
  /** Sample cases that could not be worked as written. */
  failed: string[];
  /** People and bodies only: the engine's clock cannot be set back, so no case could have a past. */
  peopleOnly?: boolean;
}

/** `undefined`: the folder was not empty. `told()` ends it, once the accounts have been shown. */
export type Loaded = { mark: Mark; told(): Promise<void> } | undefined;

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function markOf(loading: string): Promise<Mark | undefined> {
  const file = join(loading, MARK);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Mark) : undefined;
}

/** A file of its own: this process may hold the worked-out one a while longer (see sqlite/connection.ts). */
async function freshCopy(file: string): Promise<void> {
  const log = `${file}-wal`;
  if (existsSync(log) && (await stat(log)).size > 0) throw new Error(`<${log}> was not emptied at the end`);
  await copyFile(file, `${file}.copy`);
  await synced(`${file}.copy`);
  for (const end of ['-wal', '-shm']) await rm(`${file}${end}`, { force: true });
  await rename(`${file}.copy`, file);
}

async function complete(loading: string, mark: Mark): Promise<void> {
  await freshCopy(join(loading, SQLITE_FILE));
  const file = join(loading, MARK);
  // It may hold the password until that was shown.
  await writeFile(`${file}.new`, JSON.stringify(mark), { mode: 0o600 });
  await synced(`${file}.new`);
  await rename(`${file}.new`, file);
  await synced(loading);
}

async function moveOut(loading: string, dataDir: string): Promise<void> {
  for (const name of await readdir(loading)) {
    if (name !== MARK && !isLock(name)) await rename(join(loading, name), join(dataDir, name));
  }
  await synced(dataDir);
}

/** `work` works the sample out into the folder that it is given, and closes it. */
export async function intoEmptyFolder(
  dataDir: string,
  work: (folder: string) => Promise<Mark>,
): Promise<Loaded> {
  const loading = join(dataDir, LOADING);
  await mkdir(dataDir, { recursive: true });
  const lock = await lockDataDir(dataDir);
  try {
    let mark = await markOf(loading);
    if (!mark) {
      await rm(loading, { recursive: true, force: true });
      if ((await readdir(dataDir)).some((name) => !isLock(name))) return undefined;
      await mkdir(loading);
      mark = await work(loading);
      await complete(loading, mark);
    }
    await moveOut(loading, dataDir);
    return { mark, told: () => rm(loading, { recursive: true, force: true }) };
  } finally {
    lock.release();
  }
}
