/** Drawings of other tools on the drawing board in headless Chromium: nothing is lost, edited or not. */
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureName, fixtures } from '../../foreign/fixtures.ts';
import { differences } from '../../foreign/infoset.ts';
import { requirementOrSkip } from '../../support/requirement.ts';
import { chromiumMissing } from '../support.ts';

/** What is renamed in each: something that the board shows. */
const RENAMED: Record<FixtureName, string> = {
  camunda7: 'Task_user',
  zeebe: 'a_do',
  signavio: 'sid-t01',
  bizagi: 'Id_u',
  flowable: 'approve',
  trisotech: '_t',
  aris: 'ut-1',
  drawio: 't',
};

if (await requirementOrSkip('foreign drawings on the board', chromiumMissing)) {
  describe('a drawing of another tool on the board', () => {
    let server: ViteDevServer;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      const configFile = fileURLToPath(
        new URL('../../../designer/modeler/harness/vite.config.ts', import.meta.url),
      );
      server = await createServer({ configFile, logLevel: 'error', server: { port: 0 } });
      await server.listen();
      const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
      await page.goto(server.resolvedUrls?.local[0] ?? '');
      await page.waitForSelector('.djs-element[data-element-id="review"]', { timeout: 60_000 });
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    const open = (xml: string) => page.evaluate((text) => window.harness.handle!.importXml(text), xml);
    const written = () => page.evaluate(() => window.harness.handle!.exportXml());
    /** As a person does it: selects the step and writes its name in the panel. */
    async function rename(id: string, name: string): Promise<void> {
      expect(await page.evaluate((which) => window.harness.handle!.focusElement(which), id)).toBe(true);
      const field = page.locator('#jd-name');
      await field.fill(name);
      await field.press('Tab');
      // handed out to the page, so that what is opened next is not taken for older than it
      await expect.poll(() => page.evaluate(() => window.harness.xml)).toContain(name);
    }

    /** bpmn-js gives what it has named a place for its label, which is no loss. */
    const changes = (before: string, after: string) =>
      differences(before, after).filter((line) => !line.endsWith(': came BPMNLabel'));

    for (const [name, xml] of fixtures) {
      it(`${name}: given back to the letter when nothing was changed`, async () => {
        await open(xml);
        expect(await page.locator('.djs-element.djs-shape').count()).toBeGreaterThan(1);
        expect(await written()).toBe(xml);
      });

      it(`${name}: one step renamed changes that name and nothing else`, async () => {
        await open(xml);
        await rename(RENAMED[name], '改名');
        const once = await written();
        const renamed = (to: string) =>
          expect.stringMatching(new RegExp(`#${RENAMED[name]}@{}name: .* became “${to}”$`, 's'));
        expect(changes(xml, once)).toEqual([renamed('改名')]);
        // what was saved is opened again, changed again and saved again
        await open(once);
        await rename(RENAMED[name], '又改名');
        expect(changes(xml, await written())).toEqual([renamed('又改名')]);
      });
    }
  });
}
