/** One run of the real server on a copy of a prepared folder, and what it costs. Linux only: reads `/proc`. */
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, Program, signIn } from '../../server/program/program.ts';
import { perSecond } from '../engine/rate.ts';
import { CLERK, PACKAGE } from './fill.ts';

/** A collection after the start, so that what is counted is alive; the server itself knows nothing of it. */
const COLLECTING = ['--expose-gc', '--import', `data:text/javascript,process.on('SIGUSR2',()=>gc())`];
/** Clock ticks of `/proc/<pid>/stat`. */
const TICK_MS = 10;

export interface ServerFigures {
  /** Milliseconds from the start of the process until `/readyz` says yes. */
  readyMs: number;
  /** Milliseconds of processor time until then and for three seconds after. */
  cpuMs: number;
  /** Resident bytes, after a collection. */
  memory: number;
  /** Cases begun per second over HTTP, 20 clerks at once. */
  perSecond: number;
}

export async function runOn(main: string, folder: string, cases: number): Promise<ServerFigures> {
  const dir = await mkdtemp(join(tmpdir(), 'jiandu-start-'));
  await cp(folder, dir, { recursive: true });
  const begin = performance.now();
  const program = new Program(main, dir, { JIANDU_SAMPLE: 'off' }, COLLECTING);
  try {
    const url = await program.url();
    if ((await fetch(`${url}/readyz`)).status !== 200) throw new Error('not ready');
    const readyMs = performance.now() - begin;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const cpuMs = cpuOf(program.pid);
    process.kill(program.pid, 'SIGUSR2');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const memory = residentOf(program.pid);
    const clerk = await signIn(url, CLERK);
    const start = async (n: number) => {
      const data = { title: `新办 ${n}`, content: '量尺' };
      const { status, body } = await call(url, clerk, 'POST', '/api/cases', { packageId: PACKAGE, data });
      if (status !== 200) throw new Error(`case not begun: ${status} ${JSON.stringify(body)}`);
    };
    let n = 0;
    await perSecond(cases / 4, () => start(n++), 20);
    return { readyMs, cpuMs, memory, perSecond: await perSecond(cases, () => start(n++), 20) };
  } finally {
    await program.end();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Milliseconds of processor time that a process has had, of all its threads. */
export function cpuOf(pid: number): number {
  // the name in brackets may have blanks
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

const residentOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
