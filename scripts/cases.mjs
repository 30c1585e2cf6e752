/** `npm run cases`: builds the server if it is stale, then runs a package's cases (cases.ts). */
import { build } from './build.mjs';

try {
  await build({ only: 'server' });
} catch (error) {
  process.stderr.write(`\n构建失败：\n${error.message}\n`);
  process.exit(2);
}
await import('../dist/scripts/cases.js');
