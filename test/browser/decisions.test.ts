/** 决策表: made, edited and called from a drawing by an administrator in Chromium, without XML. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedEngine } from '../../engine/index.ts';
import { checkPackage } from '../../processes/check.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { overflow, serious } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const ID = 'deputy-suggestions';
const can = await requirementOrSkip('decisions in Chromium', chromiumMissing);

describe.runIf(can)('decision tables', () => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    page = await site.signIn('admin');
  }, 240_000);
  afterAll(() => site?.close());

  const option = (text: string) =>
    page
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
      .filter({ hasText: text })
      .first();
  const shot = async (name: string) => {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  };
  const draft = async () => (await site.app.packages.drafts.read(ID)).files;

  it('makes a table and edits it', async () => {
    await page.goto(`${site.url}/packages/${ID}?tab=files`);
    await page.getByRole('button', { name: /新\s*建$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('种类').click();
    await option('决策表').click();
    await dialog.getByLabel('名称').fill('办理等次');
    await dialog.getByLabel('标识').fill('grade');
    await page.getByRole('button', { name: /建\s*立/ }).click();
    await page.getByRole('tab', { name: '办理等次' }).waitFor();
    await page.getByText('命中策略').waitFor();
    await shot('decision-table');
    await page.getByText('"合格"', { exact: true }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('"达标"');
    await shot('decision-cell');
    expect(await serious(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByRole('button', { name: /保\s*存$/ }).click();
    await expect.poll(async () => (await draft())['grade.dmn']).toContain('"达标"');
    const engine = await createEmbeddedEngine();
    await engine.deployResources([{ name: 'grade.dmn', content: (await draft())['grade.dmn']! }]);
    const made = await engine.evaluateDecision({ decisionId: 'grade', variables: { score: 75 } });
    expect(made.decisionOutput).toBe('达标');
    await engine.close();
  });

  it('is called by a step of the drawing, and its result is offered to conditions', async () => {
    await page.goto(`${site.url}/packages/${ID}?tab=drawing&at=f_routing_assign`);
    await page.locator('.jd-panel').getByRole('button', { name: '自动办理' }).click();
    await page.locator('.djs-context-pad [data-action="replace"]').click();
    await page.locator('.djs-popup [data-id="replace-with-rule-task"]').click();
    await page.getByLabel('名称').first().fill('评定等次');
    await page.getByRole('combobox', { name: '决策表' }).click();
    await option('办理等次').click();
    const result = page.getByLabel('结果存为变量');
    await result.fill('handled');
    await result.blur();
    await shot('decision-called');
    await page.getByRole('button', { name: /保\s*存$/ }).click();
    await expect
      .poll(async () => (await draft())['suggestion.bpmn'])
      .toMatch(/<zeebe:calledDecision decisionId="grade" resultVariable="handled" \/>/);
    const problems = await checkPackage(await draft(), {});
    expect(problems.filter((p) => p.severity === 'error')).toEqual([]);
    expect(site.errors).toEqual([]);
  });
});
