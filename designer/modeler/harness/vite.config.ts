/** Serves the harness alone: `npx vite --config designer/modeler/harness/vite.config.ts`. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { preactAlias } from '../preact-alias.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  plugins: [react()],
  resolve: { alias: preactAlias() },
  server: { host: '127.0.0.1', fs: { allow: [fileURLToPath(new URL('../../..', import.meta.url))] } },
  cacheDir: fileURLToPath(new URL('../../../node_modules/.vite-harness', import.meta.url)),
  // a strict Content-Security-Policy like the server's, on the built page (`vite build`, then `vite preview`)
  preview: {
    host: '127.0.0.1',
    headers: {
      'Content-Security-Policy':
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'none'",
    },
  },
  build: {
    outDir: fileURLToPath(new URL('../../../node_modules/.vite-harness/out', import.meta.url)),
    emptyOutDir: true,
  },
});
