/** `npm run check`: format and lint, types, tests; stops at the first that fails. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const cwd = dirname(dirname(fileURLToPath(import.meta.url)));
const STEPS = [
  ['node_modules/@biomejs/biome/bin/biome', 'check'],
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['node_modules/vitest/vitest.mjs', 'run'],
];
for (const step of STEPS) {
  const { status } = spawnSync(process.execPath, step, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
