/** The whole application in headless Chromium: pages built into a folder of their own, a real server, sessions. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterEach } from 'vitest';
import { type App, compose } from '../../server/compose.ts';
import { seedDirectory } from '../../server/directory/seed.ts';
import { listen } from '../../server/http/listen.ts';

export const PASSWORD = 'sample-password';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why browser tests cannot run here; undefined when they can. For `requirementOrSkip`. */
export const chromiumMissing = (): string | undefined =>
  existsSync(executablePath) ? undefined : `no Chromium at ${executablePath} (set CHROMIUM)`;

interface Viewport {
  width: number;
  height: number;
}

export interface Site {
  app: App;
  url: string;
  /** A page in a session of its own, of somebody who has not signed in. */
  visit(viewport?: Viewport): Promise<Page>;
  /** A page in a session of its own, signed in. Errors of the page are kept in `errors`. */
  signIn(username: string, viewport?: Viewport): Promise<Page>;
  /** What pages threw or the console called an error. */
  errors: string[];
  close(): Promise<void>;
}

/** Pages that are open, of all sites of a test file. */
const pages = new Set<Page>();

// What a failed test leaves on the screen is the half of its explanation: where each page is, which dialogs it shows.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const page of pages) {
    const dialogs = await page.locator('[role=dialog]:visible').allInnerTexts();
    console.error(`${page.url()}\n${dialogs.map((d) => `dialog: ${d.replaceAll(/\s+/g, ' ')}`).join('\n')}`);
  }
});

/** As for service: libraries behave differently where NODE_ENV says `test` (antd gives every element one id). */
async function buildPages(outDir: string): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
      mode: 'production',
      logLevel: 'error',
      build: { outDir, emptyOutDir: true, minify: false },
    });
  } finally {
    process.env.NODE_ENV = before;
  }
}

/** Builds the pages, opens a server with the sample district's people and shipped packages, and starts Chromium. */
export async function openSite(
  /** Fills the data folder before the server opens it (cases run on a manual clock). */
  prepare?: (dataDir: string) => Promise<void>,
): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'jiandu-site-'));
  const web = join(folder, 'web');
  await buildPages(web);
  const dataDir = join(folder, 'data');
  await prepare?.(dataDir);
  const app = await compose({ dataDir, logLevel: 'silent', web });
  await app.start();
  if (app.auth.needsSetup)
    await seedDirectory({ service: app.directoryService, password: PASSWORD, now: app.clock.now() });
  const server = await listen(app.handler, { port: 0, host: '127.0.0.1', graceMs: 100 });
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const errors: string[] = [];
  const visit = async (viewport: Viewport = { width: 1440, height: 900 }): Promise<Page> => {
    // A dialog that still grows when the mouse button goes down may be elsewhere when it comes up: the click is lost.
    const context = await browser.newContext({ viewport, acceptDownloads: true, reducedMotion: 'reduce' });
    const page = await context.newPage();
    pages.add(page);
    page.on('close', () => pages.delete(page));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // A refusal (404, 409 …) is told by the page; the browser's own line about it is no error of the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text());
    });
    return page;
  };
  return {
    app,
    url: server.url,
    errors,
    visit,
    async signIn(username, viewport) {
      const page = await visit(viewport);
      await page.goto(server.url);
      const inputs = page.locator('input');
      await inputs.nth(0).fill(username);
      await inputs.nth(1).fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.locator('.jd-shell').waitFor();
      return page;
    },
    async close() {
      await browser.close();
      app.hub.close();
      await server.close();
      await app.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
