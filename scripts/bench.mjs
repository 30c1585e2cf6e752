/** `npm run bench`: bundles test/bench/run.ts for Node and runs it. */
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const outDir = '.cache/bench';
mkdirSync(outDir, { recursive: true });
await build({
  configFile: false,
  logLevel: 'error',
  build: {
    ...{ ssr: 'test/bench/run.ts', outDir, target: 'node20', minify: false, emptyOutDir: true },
    // beside one another: the server looks for the shipped packages two folders up from where its code lies
    rolldownOptions: { output: { chunkFileNames: '[name]-[hash].js' } },
  },
});
await import(pathToFileURL(`${outDir}/run.js`).href);
