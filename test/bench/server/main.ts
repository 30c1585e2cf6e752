/**
 * `npm run bench server`: the real server beside cases that wait, against the same with none. `BENCH_SCALE` shortens it,
 * `BENCH_FOLDER` keeps the prepared data folders for the next run. Medians of several rounds, one and the other in turn.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildServer } from '../../server/program/program.ts';
import { median } from '../median.ts';
import { fill } from './fill.ts';
import { runOn, type ServerFigures } from './program.ts';

const ROUNDS = 5;
const MB = 1_000_000;

export async function serverFigures(): Promise<void> {
  const scale = Number(process.env.BENCH_SCALE ?? 1);
  const many = Math.round(100_000 * scale);
  const kept = process.env.BENCH_FOLDER;
  const base = kept ?? (await mkdtemp(join(tmpdir(), 'jiandu-bench-')));
  const built = await buildServer();
  try {
    const sizes = [0, 1000, many];
    for (const n of sizes) {
      console.error(`  preparing ${n} cases`);
      if (!existsSync(join(base, String(n)))) await fill(join(base, String(n)), n);
    }
    const runs = new Map<number, ServerFigures[]>(sizes.map((n) => [n, []]));
    for (let round = 0; round < ROUNDS; round++)
      for (const n of sizes) {
        const found = await runOn(built.main, join(base, String(n)), 200);
        console.error(`  ${n}: ${JSON.stringify(found)}`);
        runs.get(n)!.push(found);
      }
    const of = (n: number, what: keyof ServerFigures) => median(runs.get(n)!.map((f) => f[what]));
    const row = (what: string, lots: number, few: number, goal: string, ratio = lots / few) =>
      console.log(`| ${what} | ${lots.toFixed(0)} | ${few.toFixed(0)} | ${ratio.toFixed(2)}x | ${goal} |`);
    console.log(`| ${many} waiting cases | | against | ratio | goal |\n|---|---:|---:|---:|---|`);
    row('start until /readyz, ms; none', of(many, 'readyMs'), of(0, 'readyMs'), '< 3x');
    row('processor time until three seconds later, ms; none', of(many, 'cpuMs'), of(0, 'cpuMs'), '');
    const grown = ((of(many, 'memory') - of(0, 'memory')) / many) * 100_000;
    console.log(`| resident memory grows per 100,000, MB | ${(grown / MB).toFixed(0)} | | | < 100 |`);
    row('cases begun/s over HTTP; 1,000 waiting', of(many, 'perSecond'), of(1000, 'perSecond'), '>= 0.8x');
  } finally {
    await built.remove();
    if (kept === undefined) await rm(base, { recursive: true, force: true });
  }
}
