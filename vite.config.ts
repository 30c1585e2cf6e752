import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { marked } from 'marked';
import { defineConfig, type Plugin } from 'vite';
import { preactAlias } from './designer/modeler/preact-alias.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The server that `npm run dev:web` talks to. */
const server = process.env.JIANDU_SERVER ?? 'http://127.0.0.1:8080';

/** Staff pages, the residents' portal and the deputies' phone page: each entry loads only what it needs. */
const entries = Object.fromEntries(
  ['index', 'portal', 'vote', 'm']
    .map((name) => [name, folder(`designer/${name}.html`)] as const)
    .filter(([, path]) => existsSync(path)),
);

/** The manual's pages as HTML, so that no browser needs a Markdown library. */
const markdown: Plugin = {
  name: 'markdown',
  transform: (text, id) =>
    id.endsWith('.md') ? `export default ${JSON.stringify(marked.parse(text, { async: false }))}` : undefined,
};

export default defineConfig({
  root: folder('designer'),
  plugins: [react(), markdown],
  resolve: { alias: preactAlias() },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: server, changeOrigin: false } } },
  build: {
    outDir: folder('dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // No inline scripts: the page's Content-Security-Policy allows 'self' only.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 4096,
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      input: entries,
      output: {
        // React is shared by both entries; everything else follows its imports, so that the portal stays light.
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 10 }],
        },
      },
    },
  },
});
