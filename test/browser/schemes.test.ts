/** A scheme of a new kind made by form alone, its data uploaded, and what comes of it. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { runCases } from './cases.ts';
import { choose, overflow, serious } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const ID = 'deputy-suggestions';
const can = await requirementOrSkip('scheme editor in Chromium', chromiumMissing);
/** Folder for pictures of the pages, to be looked at. */
const shots = process.env.SHOTS;

describe.runIf(can)('schemes by form', () => {
  let site: Site;
  let page: Page;
  const look = async (name: string) => {
    if (!shots) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  const panel = (name: RegExp) => page.locator('.jd-rule-more .ant-collapse-item').filter({ hasText: name });
  const errors = () => page.locator('.jd-rule-error').allTextContents();

  beforeAll(async () => {
    site = await openSite((dataDir) => runCases(dataDir, ID, ['straight-a', 'b-tracked', 'reply-overdue']));
    page = await site.signIn('guize', { width: 1440, height: 1000 });
  }, 240_000);
  afterAll(() => site?.close());

  it('indicators of every source, a rubric, a formula, bonus, veto, local number: no JSON', async () => {
    await page.goto(`${site.url}/rules/${ID}/body-handling`);
    // a group is not removed with what is below by one click
    await page.getByRole('button', { name: /添加一级指标组$/ }).click();
    const group = page.locator('[data-indicator=group1]');
    const sure = page.getByRole('dialog').filter({ hasText: '删去“新的一级指标”及其下 1 项指标？' });
    await group.getByRole('button', { name: '删去“新的一级指标”' }).click();
    await sure.getByRole('button', { name: /^取\s?消$/ }).click();
    await sure.waitFor({ state: 'hidden' });
    await group.getByRole('button', { name: '删去“新的一级指标”' }).click();
    await sure.getByRole('button', { name: /^删\s?去$/ }).click();
    await group.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /添加指标$/ }).click();
    const rubric = page.locator('[data-indicator=indicator1]');
    await rubric.getByLabel('指标名称 新指标').fill('工作作风');
    await choose(page.locator('#jd-leaf-indicator1-scale'), '定性：按等级给分');
    await choose(page.locator('#jd-source-indicator1-kind'), '上传表格或填报');
    await rubric.getByLabel('第 2 级名称').fill('良好');
    await rubric.getByLabel('第 2 级说明').fill('多数群众认可');
    await rubric.getByRole('button', { name: '添加一级' }).click();
    expect(await rubric.locator('.jd-rule-rubric tbody tr').count()).toBe(5);
    await look('rubric');

    await page.getByRole('button', { name: /添加指标$/ }).click();
    const formula = page.locator('[data-indicator=indicator2]');
    await formula.getByLabel('指标名称 新指标').fill('综合比');
    await choose(page.locator('#jd-source-indicator2-kind'), '公式：由其他指标计算');
    await formula.getByText('请填写公式').waitFor();
    await formula.getByRole('button', { name: /^工作作风/ }).click();
    const field = formula.getByLabel('公式（FEEL）');
    expect(await field.inputValue()).toBe('indicator1');
    await field.fill('indicator1 + nobody');
    await formula.getByText('引用了不存在的指标“nobody”').waitFor();
    await field.fill('indicator2 + 1');
    await formula.getByText('综合比 → 综合比').waitFor();
    await field.fill('onTime / 2');
    await formula.locator('.jd-rule-live b').first().waitFor();
    expect(await formula.locator('.jd-rule-live b').allTextContents()).toEqual(['33.3333']);
    await look('formula');

    await page.getByRole('button', { name: /添加指标$/ }).click();
    const register = page.locator('[data-indicator=indicator3]');
    await choose(page.locator('#jd-source-indicator3-kind'), '台账的条数、合计或平均');
    await choose(page.locator('#jd-source-indicator3-register'), '承诺清单');
    await register.getByText('只算哪些记录').waitFor();
    await register.getByRole('button', { name: '限定范围' }).click();
    await look('register');

    await panel(/^加分、扣分/)
      .locator('.ant-collapse-header')
      .click();
    await page.getByRole('button', { name: '添加扣分项' }).click();
    const minus = page.locator('[data-adjustment=deduction1]');
    await minus.getByLabel('扣分项名称').fill('责任事故');
    await minus.getByLabel('每 1 个的分值').fill('5');
    await minus.getByLabel('本项上限').fill('');
    await minus.getByLabel('本项上限').blur();
    await expect.poll(errors).toEqual([expect.stringContaining('请设上限')]);
    await minus.getByLabel('本项上限').fill('10');
    await minus.getByLabel('本项上限').blur();
    await expect.poll(errors).toEqual([]);

    await panel(/^一票否决/)
      .locator('.ant-collapse-header')
      .click();
    await page.getByRole('button', { name: '添加否决项' }).click();
    const veto = page.locator('[data-veto=veto1]');
    await veto.getByLabel('否决项名称').fill('弄虚作假');
    await choose(page.locator('#jd-veto-veto1-grade'), '不合格');
    await look('adjustments');

    await panel(/^由各地参数决定的数值/)
      .locator('.ant-collapse-header')
      .click();
    await page.getByRole('button', { name: '添加由参数决定的数值' }).click();
    await panel(/^由各地参数决定的数值（1 项）/).waitFor();
    await look('local');
    await page.getByRole('button', { name: '删去', exact: true }).last().click();
    expect(await overflow(page)).toBe(0);
    expect(await serious(page)).toEqual([]);

    await page.locator('.jd-page-actions').getByRole('button', { name: '发布' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('增加作风、事故和否决');
    await dialog.getByRole('button', { name: /发布|确定/ }).click();
    await page.getByText(/已发布第 \d+ 版/).waitFor();
  }, 120_000);

  it('its data are uploaded: wrong cells told, then kept; typed on, and the what-if shows what they do', async () => {
    await page.goto(`${site.url}/evaluation-data`);
    await page.getByRole('tab', { name: '上传表格' }).click();
    const upload = (text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: '作风.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await upload('单位名称,作风评定,责任事故\n交通运输局,良好,1\n无名局,好,0\n教育局,特好,0\n');
    await choose(page.locator('[aria-label="“作风评定”列是哪项数据"]'), '工作作风');
    await page.getByText('目录中没有“无名局”').waitFor();
    await page.getByText('第 4 行“作风评定”列').waitFor();
    await look('upload-wrong');
    expect(await page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
    await upload('单位名称,作风评定,责任事故\n交通运输局,良好,1\n教育局,好,0\n');
    // the file put right: its columns are what was chosen for the one before
    await page.locator('.jd-data-scroll').getByText('良好').waitFor();
    await look('upload');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存为第 1 版').waitFor();

    await page.getByLabel('交通运输局：弄虚作假').fill('1');
    await page.getByLabel('交通运输局：弄虚作假').blur();
    await look('typed');
    // what is typed is not lost by going elsewhere, nor by another year
    await page.getByLabel('年度').fill('2020');
    const leaving = page.getByRole('dialog').filter({ hasText: '填入的数据还没有保存' });
    await leaving.getByRole('button', { name: '留在此页' }).click();
    await page.getByRole('link', { name: '评价指标与规则' }).last().click();
    await leaving.getByRole('button', { name: '留在此页' }).click();
    await leaving.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('交通运输局：弄虚作假').inputValue()).toBe('1');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存为第 2 版').waitFor();
    await page.getByRole('tab', { name: '版本（2）' }).click();
    await look('versions');
    await page.reload();
    await page.getByRole('tab', { name: '版本（2）', selected: true }).waitFor();
    expect(await page.getByRole('link', { name: '作风.csv' }).count()).toBe(1);
    expect(await overflow(page)).toBe(0);
    expect(await serious(page)).toEqual([]);

    await page.goto(`${site.url}/rules/${ID}/body-handling`);
    const row = page.locator('.jd-rule-ranks tr[data-body=jtj]');
    await row.getByText('责任事故 −5').waitFor();
    await row.getByText('否决：弄虚作假').waitFor();
    expect(Number(await row.locator('.jd-rule-meter').textContent())).toBeLessThanOrEqual(59);
    await expect.poll(() => row.locator('.jd-rule-grade').textContent()).toContain('不合格');
    await look('what-if');
    expect(site.errors).toEqual([]);
  }, 120_000);
});
