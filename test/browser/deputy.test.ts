/** A deputy's pages on a phone: submit, join, follow, evaluate. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { fill, overflow, PHONE, serious, submitButton } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const can = await requirementOrSkip('deputies’ pages in Chromium', chromiumMissing);
const TITLE = '关于延长图书馆开放时间的建议';

describe.runIf(can)('deputies’ pages on a phone', () => {
  let site: Site;
  const open: Record<string, Page> = {};
  const as = async (user: string) => {
    open[user] ??= await site.signIn(user, PHONE);
    open[user].setDefaultTimeout(15_000);
    return open[user];
  };
  /** Somebody else's part of the procedure, by the same service that the pages use. */
  async function work(user: string, element: string, data: Record<string, unknown>): Promise<void> {
    const actor = site.app.actors.actorOf(user)!;
    const caseId = (await caseOf()).id;
    const find = async () =>
      (await site.app.tasks.ofCase(caseId)).find((t) => t.elementId === element && t.state === 'open')?.id;
    await expect.poll(find).toBeDefined();
    await site.app.tasks.complete(actor, (await find())!, data);
  }
  async function caseOf() {
    const actor = site.app.actors.actorOf('renda1')!;
    const { items } = await site.app.cases.list(actor, { view: 'all', q: TITLE, limit: 10 });
    expect(items).toHaveLength(1);
    return items[0]!;
  }

  beforeAll(async () => {
    site = await openSite();
  }, 240_000);
  afterAll(async () => site?.close());
  afterEach(() => expect(site.errors).toEqual([]));

  it('begins at what concerns the deputy', async () => {
    const page = await as('db01');
    await page.getByRole('heading', { name: '我的履职' }).waitFor();
    await page.getByText('现在没有需要测评的事项').waitFor();
    await page.getByText('还没有提交过').waitFor();
    expect([await serious(page), await overflow(page)]).toEqual([[], 0]);
  });

  it('keeps an unfinished suggestion, and tells what is missing', async () => {
    const page = await as('db01');
    await page.getByRole('link', { name: '提交建议' }).click();
    await fill(page, { 标题: TITLE, 内容: '晚上八点以后没有去处。' });
    await page.getByText('已自动保存').waitFor();
    await page.goto(`${site.url}/mine`);
    await page.getByRole('link', { name: '继续填写建议' }).click();
    await page.getByText('已恢复上次没有提交的草稿').waitFor();
    await submitButton(page).click();
    const summary = page.locator('.jd-error-summary');
    await summary.getByText('请填写“类别”').waitFor();
    await summary.getByText('请填写“是否同意公开”').click();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('type'));
    await expect.poll(focused).toBe('radio');
    expect([await serious(page), await overflow(page)]).toEqual([[], 0]);
  });

  it('submits once, however often the button is touched', async () => {
    const page = await as('db01');
    await fill(page, { 类别: '文旅体育', 是否同意公开: '是' });
    await submitButton(page).dblclick();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    const shown = await caseOf();
    expect(shown.initiator).toBe('db01');
    await page.goto(`${site.url}/mine`);
    await page.getByRole('link', { name: TITLE }).waitFor();
    // the draft went with it
    await page.getByRole('link', { name: '提交建议' }).click();
    await expect.poll(() => page.getByLabel('标题').inputValue()).toBe('');
  });

  it('another deputy joins, once', async () => {
    const page = await as('db05');
    const joinable = page.locator('.jd-section').filter({ hasText: '可以附议的' });
    await joinable.getByRole('link', { name: TITLE }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    expect([await serious(page), await overflow(page)]).toEqual([[], 0]);
    await page.getByRole('button', { name: '附议' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '附议' }).click();
    await page.locator('.jd-timeline').getByText('附议').waitFor();
    await page.getByRole('button', { name: '附议' }).waitFor({ state: 'detached' });
    expect((await caseOf()).deputies).toContain('db05');
    await page.goto(`${site.url}/cases?view=joinable`);
    await page.getByText('没有符合条件的事项').or(page.getByText('还没有监督事项')).waitFor();
  });

  it('follows it without what is internal', async () => {
    await work('renda1', 'review', { reviewDecision: 'accept', openToPublic: 'yes' });
    await work('renda1', 'assign', {
      handlingMode: 'lead',
      leadBody: 'wglj',
      isKey: 'no',
      assignNote: '内部交办要求',
    });
    await work('wglj1', 'receive', { receiveAction: 'accept', handler: '李明' });
    await work('wglj1', 'contact', {
      contactWay: 'phone',
      contactDate: '2026-02-10',
      contactedDeputies: ['db01'],
      summary: '已沟通。',
    });
    await work('wglj1', 'handle', {
      handleAction: 'reply',
      replyClass: 'A',
      content: '自下月起开放到晚上十点。',
    });
    await work('wglj0', 'sign', { signDecision: 'approve' });
    const page = await as('db05');
    await page.goto(`${site.url}/mine`);
    await page.getByRole('link', { name: TITLE }).click();
    await page.getByText('自下月起开放到晚上十点。').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('内部交办要求');
    await page.locator('.jd-page-subtitle').getByText('征询意见').waitFor();
  });

  it('evaluates process and result with one touch each, and gets a receipt', async () => {
    const page = await as('db01');
    await page.goto(`${site.url}/mine`);
    const paper = page.locator('.jd-waiting li').filter({ hasText: TITLE });
    await paper.getByRole('button', { name: '投票' }).waitFor();
    expect([await serious(page), await overflow(page)]).toEqual([[], 0]);
    await paper.locator('fieldset').nth(0).getByText('满意', { exact: true }).click();
    // nor lost unawares
    await page.getByRole('link', { name: '提交建议' }).click();
    const leaving = page.getByRole('dialog').filter({ hasText: '选票还没有提交' });
    await leaving.getByRole('button', { name: '留在此页' }).click();
    await leaving.waitFor({ state: 'hidden' });
    expect(await paper.locator('fieldset').nth(0).locator('input:checked').count()).toBe(1);
    // half a ballot is not cast unawares
    await paper.getByRole('button', { name: '投票' }).click();
    const doubt = page.getByRole('dialog').filter({ hasText: '还有没选的项' });
    await doubt.getByRole('button', { name: '回去选择' }).click();
    await doubt.waitFor({ state: 'hidden' });
    await paper.locator('fieldset').nth(1).getByText('基本满意', { exact: true }).click();
    await paper.getByRole('button', { name: '投票' }).dblclick();
    const receipt = await page.locator('.jd-receipt').innerText();
    expect(receipt).toMatch(/[0-9A-HJKMNP-TV-Z]{12}/);
    await page.getByRole('button', { name: '知道了' }).click();
    await page.getByText('现在没有需要测评的事项').waitFor();
    const [round] = await site.app.ballots.ofCase((await caseOf()).id);
    expect([await site.app.ballots.desk.cast(round!), round?.electors, round?.state]).toEqual([1, 2, 'open']);
    // no tally while it is open, and nobody votes twice
    await page.goto(`${site.url}/ballots/${round?.id}`);
    await page.getByText('您已投票，谢谢。').waitFor();
    expect(await page.locator('.jd-tally').count()).toBe(0);
    expect([await serious(page), await overflow(page)]).toEqual([[], 0]);
  });

  it('shows the result once the last one has voted', async () => {
    const page = await as('db05');
    await page.goto(`${site.url}/mine`);
    const paper = page.locator('.jd-waiting li').filter({ hasText: TITLE });
    await paper.locator('fieldset').nth(0).getByText('满意', { exact: true }).click();
    await paper.locator('fieldset').nth(1).getByText('满意', { exact: true }).click();
    await paper.getByRole('button', { name: '投票' }).click();
    await page.getByRole('button', { name: '知道了' }).click();
    await page.getByRole('link', { name: TITLE }).click();
    await page.getByRole('tab', { name: '测评' }).click();
    const tally = page.locator('.jd-tally').first();
    await expect.poll(() => tally.innerText()).toMatch(/基本满意\s+1 票 50.0%/);
    expect(await tally.innerText()).not.toMatch(/process|satisfied/);
    expect(await overflow(page)).toBe(0);
  });
});
