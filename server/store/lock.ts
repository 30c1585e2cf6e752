/**
 * The process lock of a data folder: an exclusive lock of the operating system, held through a small SQLite file. It
 * ends with the process, however that ends, so a kill -9 leaves no dead lock.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';

/** Another process works on this data folder. */
export class StoreLockedError extends Error {
  readonly dataDir: string;
  constructor(dataDir: string, holder: string) {
    super(
      `数据目录 <${dataDir}> 正被另一个进程使用${holder}。请先停止该进程，或为本进程换一个数据目录（JIANDU_DATA）。`,
    );
    this.name = 'StoreLockedError';
    this.dataDir = dataDir;
  }
}

export interface DataLock {
  release(): void;
}

export interface WaitOptions {
  /** Wait as a standby until the other ends, instead of failing. */
  standby?: boolean;
  /** Called once when waiting begins. */
  onStandby?: (holder: string) => void;
  signal?: AbortSignal;
  /** Milliseconds between two attempts. */
  pollMs?: number;
}

function holderOf(file: string): string {
  try {
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; host: string };
    return `（主机 ${host}，进程号 ${pid}）`;
  } catch {
    // Only for the message; the lock itself is the operating system's.
    return '';
  }
}

function tryLock(file: string): Database.Database | undefined {
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}

/** Takes the lock of a data folder (created when missing), or throws StoreLockedError, or waits as a standby. */
export async function lockDataDir(dataDir: string, options: WaitOptions = {}): Promise<DataLock> {
  mkdirSync(dataDir, { recursive: true });
  const info = join(dataDir, 'lock.json');
  for (let told = false; ; told = true) {
    const db = tryLock(join(dataDir, 'lock.sqlite'));
    if (db) {
      writeFileSync(info, JSON.stringify({ pid: process.pid, host: hostname() }));
      return {
        release() {
          rmSync(info, { force: true });
          db.close();
        },
      };
    }
    if (!options.standby) throw new StoreLockedError(dataDir, holderOf(info));
    if (!told) options.onStandby?.(holderOf(info));
    await sleep(options.pollMs ?? 500, undefined, options.signal ? { signal: options.signal } : {});
  }
}
