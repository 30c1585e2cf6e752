/** The residents' page over cases that were really run: choosing, searching, reading; on a phone and at a desk. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { runCases } from './cases.ts';
import { overflow, PHONE, serious } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const ID = 'deputy-suggestions';
const FILES = ['straight-a', 'b-tracked', 'reply-overdue', 'wrongly-addressed', 'a-not-agreed', 'reference'];
const can = await requirementOrSkip('public page in Chromium', chromiumMissing);

describe.runIf(can)('public page', () => {
  let site: Site;

  beforeAll(async () => {
    site = await openSite((dataDir) => runCases(dataDir, ID, FILES));
  }, 240_000);
  afterAll(() => site?.close());

  it('tells how many, and narrows by status, body and word; the address keeps it', async () => {
    const page = await site.visit();
    await page.goto(`${site.url}/public`);
    const cards = page.locator('.p-list > li');
    await cards.first().waitFor();
    const all = await cards.count();
    expect(Number((await page.locator('.p-figures dd').first().innerText()).replace(/\D/g, ''))).toBe(all);
    expect(await page.locator('.p-figures').innerText()).toMatch(/满意率[\s\S]*办成率/);

    const status = page.getByLabel('办理状态');
    const closed = (await status.locator('option').allInnerTexts()).find((t) => t.startsWith('已办结'));
    await status.selectOption({ label: closed ?? '' });
    await page.getByText(/件符合条件/).waitFor();
    const count = Number(/（(\d+)）/.exec(closed ?? '')?.[1]);
    expect(count).toBeGreaterThan(0);
    expect(await cards.count()).toBe(count);
    expect(new URL(page.url()).searchParams.get('status')).toBe('closed');
    expect(new Set(await page.locator('.p-list .p-status').allInnerTexts())).toEqual(new Set(['已办结']));

    await page.reload();
    await cards.first().waitFor();
    expect(await cards.count()).toBe(count);
    await page.getByRole('button', { name: '清除条件' }).click();
    await expect.poll(() => cards.count()).toBe(all);
    await page.getByRole('searchbox').fill('绝不会有的词');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('没有符合条件的公开事项，请放宽条件再查。').waitFor();
    await page.goBack();
    await expect.poll(() => cards.count()).toBe(all);
    expect(site.errors).toEqual([]);
  });

  it('shows a case with the reply and what the deputies found', async () => {
    const page = await site.visit();
    await page.goto(`${site.url}/public?status=closed`);
    await page.locator('.p-list .p-title').first().click();
    await page.getByRole('heading', { name: '代表测评' }).waitFor();
    expect(await page.locator('article').innerText()).toMatch(/办理结果\s+(满意|基本满意|不满意)/);
    await page.goto(`${site.url}/public/nothing-there`);
    await page.getByRole('alert').getByText('公开事项不存在').waitFor();
    expect(site.errors).toEqual([]);
  });

  it.each([
    ['at a desk', undefined],
    ['on a phone', PHONE],
  ])('can be read by everybody %s', async (_, viewport) => {
    const page = await site.visit(viewport);
    await page.goto(`${site.url}/public?status=closed`);
    await page.locator('.p-list > li').first().waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.locator('.p-list .p-title').first().click();
    await page.getByRole('heading', { name: '代表测评' }).waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});
