/** 评价结果: the list, a score opened down to its evidence, the year before, on a phone, in print, and on the public page. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { runCases } from './cases.ts';
import { overflow, PHONE, serious } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const ID = 'department-appraisal';
const can = await requirementOrSkip('results in Chromium', chromiumMissing);
/** Where screenshots go to be looked at by a person; without it, none are taken. */
const shots = process.env.SHOTS;

describe.runIf(can)('results of evaluations', () => {
  let site: Site;
  let page: Page;
  const shoot = async (p: Page, name: string) => {
    if (shots) await p.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };

  beforeAll(async () => {
    site = await openSite((dataDir) =>
      runCases(dataDir, ID, ['straight', { name: 'vetoed', at: '2026-03-10' }]),
    );
    page = await site.signIn('renda1');
  }, 240_000);
  afterAll(() => site?.close());

  const main = () => page.locator('main');
  const open = async (p: Page, year: number) => {
    await p.goto(`${site.url}/results?year=${year}`);
    await p.locator('.jd-list-table .jd-list-title').first().click();
    await p.locator('.jd-result-tree').waitFor();
  };
  const row = (p: Page, node: string) => p.locator(`.jd-result-tree [data-node="${node}"]`);

  it('are listed, and say so where there are none', async () => {
    await page.goto(`${site.url}/results`);
    await page.locator('.jd-list-table .jd-list-title').first().waitFor();
    expect(await page.locator('.jd-list-table tbody tr').count()).toBe(2);
    await shoot(page, 'results-list');
    expect(await serious(page)).toEqual([]);
    await page.goto(`${site.url}/results?year=2024`);
    await page.getByText('没有符合条件的评价结果').waitFor();
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.locator('.jd-list-table .jd-list-title').first().waitFor();
  });

  it('show who stands where, why, beside the mean and the year before', async () => {
    await open(page, 2026);
    await page.getByRole('heading', { name: '2026 年度公共服务类部门评议指标' }).waitFor();
    const ranks = await page
      .locator('tr[data-object]')
      .evaluateAll((rows) =>
        rows.map((r) => [r.getAttribute('data-object'), r.querySelector('td')?.textContent]),
      );
    expect(ranks).toEqual([
      ['wjj', '1'],
      ['mzj', '2'],
      ['jyj', '3'],
    ]);
    await page.getByText('指标体系与上年相同，可以比较：').waitFor();
    await page.getByRole('button', { name: '查看教育局的得分说明' }).click();
    const panel = page.getByRole('region', { name: '教育局得分说明' });
    const sum = await panel.locator('.jd-result-sum').innerText();
    expect(sum.split(/\s*\n\s*/)).toEqual([
      ...['加权得分', '94.63', '区级以上表彰', '+2', '审计问题未整改', '0'],
      ...['一票否决：发生重大责任事故或者严重违法案件', '最高 59', '得分', '59.00'],
    ]);
    expect(await panel.locator('.jd-result-raised li').first().innerText()).toMatch(/比平均多得 [\d.]+ 分/);
    await panel.locator('.jd-chart svg').first().waitFor();
    await shoot(page, 'result-2026');
    expect(await serious(page)).toEqual([]);
    // the same as the server worked out
    const [, id] = /results\/([^?]+)/.exec(page.url()) ?? [];
    const doc = await site.app.store.get<{ scores: { id: string; total: number }[] }>(
      'evaluationResults',
      decodeURIComponent(id ?? ''),
    );
    for (const s of doc?.scores ?? []) {
      const shown = page.locator(`tr[data-object="${s.id}"] .jd-result-total`);
      expect(await shown.innerText()).toBe(s.total.toFixed(2));
    }
  });

  it('open the tree at will, and each number down to what it is of', async () => {
    await page.getByRole('button', { name: '全部收起' }).click();
    expect(await row(page, 'deputies').isVisible()).toBe(false);
    await page.getByRole('button', { name: '评议评价', exact: true }).click();
    expect(await row(page, 'deputies').isVisible()).toBe(true);
    expect(await row(page, 'task-rate').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await row(page, 'task-rate').isVisible()).toBe(true);
    expect(await page.locator('.jd-nav').isVisible()).toBe(false);
    await shoot(page, 'result-print');
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: '全部展开' }).click();
    const close = () => page.locator('.ant-drawer-close').click();
    const drawer = page.getByRole('dialog');

    await row(page, 'deputies').getByRole('button').click();
    await drawer.getByText('无记名测评，只有汇总，没有个人的投票。').waitFor();
    expect(await drawer.innerText()).toContain('教育局');
    expect(await drawer.innerText()).not.toContain('卫生健康局');
    await shoot(page, 'result-ballot');
    expect(await serious(page)).toEqual([]);
    await close();
    await drawer.waitFor({ state: 'hidden' });

    await row(page, 'task-rate').getByRole('button').click();
    await drawer.getByText('重点工作完成率（%）').waitFor();
    await drawer.getByText('台账 1 条').waitFor();
    await close();
    await drawer.waitFor({ state: 'hidden' });

    // why nothing was counted
    expect(await row(page, 'suggestion-on-time').innerText()).toContain('没有符合范围的办件');

    await page.getByRole('button', { name: '依据', exact: true }).click();
    await drawer.getByRole('list', { name: '判断过程' }).waitFor();
    expect(await drawer.getByRole('list', { name: '判断过程' }).innerText()).toMatch(/实际：1/);
    await shoot(page, 'result-veto');
    await close();
    await drawer.waitFor({ state: 'hidden' });
  });

  it('come as files with Chinese names', async () => {
    for (const [button, end] of [
      ['报告（.docx）', '评价报告.docx'],
      ['得分表（.xlsx）', '评价得分表.xlsx'],
    ] as const) {
      const waiting = page.waitForEvent('download');
      await page.getByRole('link', { name: button }).click();
      const download = await waiting;
      expect(download.suggestedFilename()).toBe(`2026年度公共服务类部门评议指标${end}`);
    }
  });

  it('are linked from the case and from the board', async () => {
    await main().locator('.jd-page-subtitle a').click();
    const aside = page.getByRole('complementary');
    await aside.getByRole('link', { name: '公共服务类部门评议指标' }).click();
    await page.locator('.jd-result-tree').waitFor();
    await page.goto(`${site.url}/board?package=${ID}&year=2026`);
    await page.getByRole('button', { name: /^测评和票决 4/ }).click();
    const drawer = page.getByRole('dialog', { name: '测评和票决' });
    await drawer.getByRole('status').waitFor();
    await shoot(page, 'board-ballots');
    await drawer.getByRole('link', { name: '部门工作代表评分' }).click();
    await page.waitForURL(/\/ballots\//);
    await page.getByText('投票已结束。').waitFor();
    await page.goto(`${site.url}/board?package=${ID}&year=2026`);
    await page.getByRole('button', { name: /^评价结果 1/ }).click();
    await page.waitForURL(/\/results\?/);
    await page.locator('.jd-list-table .jd-list-title').first().waitFor();
    await page.goto(`${site.url}/board?package=${ID}&year=2026`);
    await page.getByRole('link', { name: '历次评价结果' }).click();
    await page.locator('.jd-list-table .jd-list-title').first().waitFor();
    expect(await page.locator('.jd-list-table tbody tr').count()).toBe(1);
  });

  it('can be read on a phone, by a body’s people their own row', async () => {
    const phone = await site.signIn('jyj1', PHONE);
    await open(phone, 2026);
    expect(await phone.locator('tr[data-object]').count()).toBe(1);
    expect(await overflow(phone)).toBe(0);
    await phone.locator('.jd-chart svg').first().waitFor();
    await shoot(phone, 'result-phone');
    await row(phone, 'deputies').getByRole('button').click();
    await phone.getByRole('dialog').getByText('无记名测评，只有汇总，没有个人的投票。').waitFor();
    expect(await overflow(phone)).toBe(0);
    expect(await serious(phone)).toEqual([]);
    await phone.close();
  });

  it('stand on the public page with what each number is of', async () => {
    const resident = await site.visit(PHONE);
    await resident.goto(`${site.url}/public?kind=${ID}&year=2026`);
    await resident.locator('.p-title').first().click();
    await resident.getByRole('heading', { name: '评议结果' }).waitFor();
    await resident.getByText('教育局的得分构成').click();
    const opened = resident.locator('details[open]');
    await opened.getByText('部门工作代表评分：应投 60 人，实投 60 人').waitFor();
    expect(await opened.locator('tr', { hasText: '年度重点工作完成率' }).innerText()).toContain('台账 1 条');
    expect(await overflow(resident)).toBe(0);
    await shoot(resident, 'result-public');
    expect(await serious(resident)).toEqual([]);
    await resident.close();
  });

  it('threw nothing on the way', () => expect(site.errors).toEqual([]));
});
