/** `npm run bench`: bundles test/bench/run.ts for Node and runs it. */
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const outDir = '.cache/bench';
mkdirSync(outDir, { recursive: true });
await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: 'test/bench/run.ts', outDir, target: 'node20', minify: false, emptyOutDir: true },
});
await import(pathToFileURL(`${outDir}/run.js`).href);
