/** The drawing board in headless Chromium on the developer's harness: what an administrator clicks is what the XML says. */
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
let server: ViteDevServer;
let browser: Browser;
let page: Page;
let address: string;

beforeAll(async () => {
  const configFile = fileURLToPath(
    new URL('../../../designer/modeler/harness/vite.config.ts', import.meta.url),
  );
  server = await createServer({ configFile, logLevel: 'error', server: { port: 0 } });
  await server.listen();
  address = server.resolvedUrls?.local[0] ?? '';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await page.waitForSelector('.djs-element[data-element-id="review"]', { timeout: 60_000 });
});

const select = (id: string) => page.evaluate((which) => window.harness.handle?.focusElement(which), id);
async function choose(label: string, option: string): Promise<void> {
  await page.locator(`[aria-label="${label}"]`).first().click();
  const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option');
  await list.filter({ hasText: option }).first().click();
  await page.keyboard.press('Escape');
}
const xml = () => page.evaluate(() => window.harness.handle?.exportXml() ?? '');
const part = async (id: string) => {
  const text = await xml();
  return new RegExp(`<bpmn:(\\w+) id="${id}"[\\s\\S]*?</bpmn:\\1>`).exec(text)?.[0] ?? '';
};

describe('drawing board', () => {
  it('writes who, until when and with which form, each as one step of undo', async () => {
    await select('reply');
    await choose('角色（小组）', '承办单位人员');
    await choose('某字段选定的单位', '主办单位');
    await page.locator('[aria-label="设置期限"]').click();
    await choose('填写的表单', '答复表');
    const written = await part('reply');
    expect(written).toContain('candidateGroups="=[&#34;official&#34;, &#34;body:&#34; + leadBody]"');
    expect(written).toContain('source="={amount: 5, unit: &#34;workday&#34;, remind: 1}" target="taskDue"');
    expect(written).toContain('formKey="reply"');
    await page.evaluate(() => {
      for (let step = 0; step < 4; step++) window.harness.handle?.undo();
    });
    expect(await part('reply')).not.toContain('extensionElements');
  });

  it('reads a condition into rows and writes it back', async () => {
    await select('toFollow');
    await choose('比较', '不等于');
    expect(await part('toFollow')).toContain('=replyClass != "B" and agreed = true');
  });

  it('draws user tasks that make jobs, and keeps what it does not know', async () => {
    await select('follow');
    await page.locator('.djs-context-pad [data-action="append.user-task"]').click();
    await expect.poll(async () => (await xml()).match(/<bpmn:userTask/g)?.length).toBe(3);
    expect(await xml()).not.toContain('zeebe:userTask');
    expect(await xml()).toContain('<acme:note level="3">');
  });

  it('offers building blocks in the menu of types', async () => {
    await select('reply');
    await page.locator('.djs-context-pad [data-action="replace"]').click();
    await page.locator('.djs-popup [data-id="block-jiandu.rules.evaluate"]').click();
    await expect.poll(xml).toContain('type="rules.evaluate"');
  });

  it('marks a task that nobody does', async () => {
    await expect.poll(() => page.locator('.bjsl-icon-error').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: /个错误/ }).click();
    await page.locator('.jd-findings').getByText('没有指定办理人或小组').first().waitFor();
  });

  it('says everything in Chinese', async () => {
    await page.locator('.jd-expert button').click();
    for (const id of ['start', 'review', 'due', 'clock', 'which', 'toFollow', 'follow', 'end']) {
      await select(id);
      await page.locator('.bio-properties-panel-header-label').waitFor();
    }
    expect(await page.evaluate(() => [...window.harness.missing])).toEqual([]);
  });

  it('fits at 1280 pixels', async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
  });
});
