/** Staff pages as their users walk them: from a suggestion to its publication, and what goes wrong on the way. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { complete, field, fill, openTask, overflow, PHONE, serious, submitButton } from './pages.ts';
import { chromiumMissing, openSite, PASSWORD, type Site } from './support.ts';

const can = await requirementOrSkip('staff pages in Chromium', chromiumMissing);
const TITLE = '关于增设社区口袋公园的建议';
const Q = '口袋公园';

describe.runIf(can)('staff pages', () => {
  let site: Site;
  const open: Record<string, Page> = {};
  const as = async (user: string, viewport?: { width: number; height: number }) => {
    open[user] ??= await site.signIn(user, viewport);
    open[user].setDefaultTimeout(15_000);
    return open[user];
  };

  beforeAll(async () => {
    site = await openSite();
  }, 240_000);
  afterAll(async () => site?.close());
  afterEach(() => expect(site.errors).toEqual([]));

  const toast = (page: Page, text: string) =>
    page.locator('.ant-message').filter({ hasText: text }).first().waitFor();

  it('a deputy submits on a phone', async () => {
    const page = await as('db01', PHONE);
    await page.getByRole('link', { name: '提交建议' }).click();
    await fill(page, {
      标题: TITLE,
      类别: '城乡建设',
      内容: '老城区绿地少，建议利用边角地建设口袋公园。',
      附议代表: ['林志强'],
      是否同意公开: '是',
    });
    expect(await overflow(page)).toBe(0);
    await submitButton(page).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    expect(await serious(page)).toEqual([]);
  });

  it('the clerk sees the matter beside the form, is told what is missing, and claims', async () => {
    const page = await as('renda1');
    await openTask(page, site, Q, '审查立案');
    await page.getByText('老城区绿地少').waitFor();
    await page.getByRole('button', { name: '领取', exact: true }).click();
    await toast(page, '已领取');
    await submitButton(page).click();
    const summary = page.locator('.jd-error-summary');
    await summary.getByRole('button', { name: '请填写“审查结论”' }).waitFor();
    expect(await summary.evaluate((e) => e === document.activeElement)).toBe(true);
    expect(await field(page, '审查结论').innerText()).toContain('请填写“审查结论”');
    expect(await serious(page)).toEqual([]);
  });

  it('a draft outlives a reload, and two windows do not overwrite each other', async () => {
    const page = await as('renda1');
    await fill(page, { 审查结论: '退回代表补充修改', 理由: '请补充选址。' });
    await page.getByText('已自动保存').waitFor();
    await page.reload();
    await expect.poll(() => field(page, '理由').locator('textarea').inputValue()).toBe('请补充选址。');
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second.locator('.jd-form').waitFor();
    await fill(page, { 理由: '请补充选址和面积。' });
    await page.getByText('已自动保存').waitFor();
    await fill(second, { 理由: '另一个窗口写的。' });
    await second.getByText('另一个窗口保存过这份草稿').waitFor();
    await second.getByRole('button', { name: '改用那一份' }).click();
    await expect
      .poll(() => field(second, '理由').locator('textarea').inputValue())
      .toBe('请补充选址和面积。');
    await second.close();
  });

  it('a session that ended is begun again over the page, and nothing typed is lost', async () => {
    const page = await as('renda1');
    await page.context().clearCookies();
    await fill(page, { 理由: '断线前写的理由。' });
    const dialog = page.getByRole('dialog', { name: '登录已失效' });
    await dialog.getByLabel('密码').fill(PASSWORD);
    await dialog.getByRole('button', { name: '登录' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await field(page, '理由').locator('textarea').inputValue()).toBe('断线前写的理由。');
    await page.getByText('已自动保存').waitFor({ timeout: 20_000 });
  });

  it('urging and handing over stand in the history with their reasons', async () => {
    const page = await as('renda1');
    await page.getByRole('button', { name: '催办' }).click();
    await page.getByRole('dialog').getByLabel('催办内容').fill('请尽快审查。');
    await page.getByRole('button', { name: '发出催办' }).click();
    await toast(page, '已催办');
    await page.getByRole('button', { name: '转办' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('转给').fill('renda2');
    // the first of the list is another one until it is narrowed
    await page.locator('.ant-select-item-option').filter({ hasText: '李卫东' }).click();
    await dialog.getByLabel('转办理由').fill('由同事办理。');
    await dialog.getByRole('button', { name: '转办' }).click();
    await toast(page, '已转办');
    const other = await as('renda2');
    await other.goto(`${site.url}/tasks?q=${encodeURIComponent(Q)}`);
    await other.locator('.jd-list-title').filter({ hasText: '审查立案' }).click();
    const line = other.locator('.jd-timeline');
    await line.getByText('理由：由同事办理。').waitFor();
    await line.getByText('理由：请尽快审查。').waitFor();
    // the one who gave it away looks on, and is told whose it is
    const id = other.url().split('/').at(-1);
    await page.goto(`${site.url}/tasks/${id}`);
    await page.getByText('您可以查看，不能填写').waitFor();
    await complete(other, { 审查结论: '立案', 是否公开: '是' });
  });

  it('sending back brings the task back to who did it, with the reason', async () => {
    const page = await as('renda1');
    await openTask(page, site, Q, '交办');
    await page.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByRole('dialog').getByLabel('退回理由').fill('请再核对是否公开。');
    await page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
    await toast(page, '已退回');
    const other = await as('renda2');
    await other.goto(`${site.url}/tasks?q=${encodeURIComponent(Q)}`);
    await other.locator('.jd-list-title').filter({ hasText: '审查立案' }).click();
    await other.getByText('退回理由：请再核对是否公开。').waitFor();
    await submitButton(other).click();
    await other.locator('.jd-done').waitFor();
    await other.getByRole('button', { name: '办理下一项' }).click();
    await other.getByRole('heading', { name: '交办' }).waitFor();
    await complete(other, {
      办理方式: '主办',
      '主办（牵头）单位': '水利局',
      列为重点督办: '否',
    });
  });

  it('wrongly addressed, given to another body, with the opinion of a helper and a contact', async () => {
    const water = await as('sljj1');
    await openTask(water, site, Q, '主办单位签收');
    await complete(water, { 处理: '不属本单位职责', 退回理由: '由综合行政执法局负责。' });
    const clerk = await as('renda1');
    await openTask(clerk, site, Q, '审核退回');
    await complete(clerk, {
      审核意见: '同意退回',
      '主办（牵头）单位': '综合行政执法局',
      会办单位: ['水利局'],
      理由: '同意改派。',
    });
    const body = await as('zhzf1');
    await openTask(body, site, Q, '主办单位签收');
    await complete(body, { 处理: '签收办理' });
    await openTask(water, site, Q, '会办单位提出意见');
    await complete(water, { 会办意见: '河道边角地可以利用。' });
    await openTask(body, site, Q, '与代表沟通');
    await fill(body, {
      沟通方式: '走访面商',
      沟通日期: '2026-02-10',
      沟通的代表: ['陈惠芳'],
      沟通情况和代表意见: '代表希望年内建成两处。',
    });
    const files = field(body, '照片或记录');
    await files.locator('input[type=file]').setInputFiles([
      { name: '程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
      { name: '记录.txt', mimeType: 'text/plain', buffer: Buffer.from('走访记录') },
    ]);
    await files.getByText('不支持这种类型的文件').waitFor();
    await files.getByRole('link', { name: '记录.txt' }).waitFor();
    await complete(body, {});
  });

  it('an extension with approval, then the signed reply with its letter', async () => {
    const body = await as('zhzf1');
    await openTask(body, site, Q, '研究办理起草答复');
    await complete(body, { 办理动作: '申请延期', 延期理由: '选址需征求居民意见。', 申请延长几个月: '2' });
    const clerk = await as('renda1');
    await openTask(clerk, site, Q, '审批延期申请');
    await complete(clerk, { 审批意见: '准予延期', 准予延长几个月: '2', 理由: '同意延期。' });
    await openTask(body, site, Q, '研究办理起草答复');
    await fill(body, {
      办理动作: '起草答复',
      办理类别: 'A 类',
      答复内容: '两处口袋公园已经建成。',
    });
    // Enter in a line of text does not send an official reply
    await complete(body, {});
    const head = await as('zhzf0');
    await openTask(head, site, Q, '单位负责人签发');
    await complete(head, { 签发意见: '同意签发' });
    await head.getByRole('button', { name: '查看事项' }).click();
    await head.getByText('已延期').waitFor();
    await head.getByRole('tab', { name: /文件/ }).click();
    await head.getByRole('link', { name: /答复函.*\.docx/ }).waitFor();
  });

  it('both deputies evaluate; the result is shown in words', async () => {
    for (const user of ['db01', 'db02']) {
      const page = await as(user, PHONE);
      const paper = page.locator('.jd-waiting li').filter({ hasText: TITLE });
      // the round opens some steps after the letter
      const opened = async () => {
        await page.goto(`${site.url}/mine`);
        await page.waitForLoadState('networkidle');
        return paper.count();
      };
      await expect.poll(opened).toBe(1);
      await paper.locator('fieldset').nth(0).getByText('满意', { exact: true }).click();
      await paper.locator('fieldset').nth(1).getByText('满意', { exact: true }).click();
      await paper.getByRole('button', { name: '投票' }).click();
      await page.getByText('回执：').waitFor();
      await page.getByRole('button', { name: '知道了' }).click();
    }
    const clerk = await as('renda1');
    await openTask(clerk, site, Q, '核定办理类别');
    await complete(clerk, { 代表是否同意所报类别: '是', 核定类别: 'A 类' });
    await openTask(clerk, site, Q, '办结审核');
    await complete(clerk, { 公开的答复内容: '两处口袋公园已经建成。', 办结意见: '同意办结。' });
    await clerk.getByRole('button', { name: '查看事项' }).click();
    await clerk.locator('.jd-page-subtitle').getByText('已办结').waitFor();
    await clerk.getByRole('tab', { name: '测评' }).click();
    const tally = clerk.locator('.jd-tally').first();
    expect(await tally.innerText()).toContain('对办理过程');
    expect(await tally.innerText()).toMatch(/满意\s+2 票 100.0%/);
    expect(await serious(clerk)).toEqual([]);
  });

  it('residents read it, without signing in', async () => {
    const page = await as('db02', PHONE);
    await page.context().clearCookies();
    await page.goto(`${site.url}/public?q=${encodeURIComponent(Q)}`);
    await page.getByRole('link', { name: TITLE }).waitFor();
    expect(await overflow(page)).toBe(0);
  });

  it('lists, people, calendar, audit: without serious findings, none wider than the window', async () => {
    const admin = await as('admin');
    for (const path of ['/tasks?view=all', '/cases', '/people', '/calendar', '/audit', '/account/password']) {
      await admin.goto(site.url + path);
      await admin.locator('h1').waitFor();
      await admin.locator('.jd-loading').waitFor({ state: 'detached' });
      expect([path, await serious(admin), await overflow(admin)]).toEqual([path, [], 0]);
    }
    // no name of the program's own among what people read
    await admin.goto(`${site.url}/audit`);
    await admin.locator('tbody tr').first().waitFor();
    expect(await admin.locator('tbody').innerText()).not.toMatch(/task\.|case\.|session\./);
  });

  it('an account is made with a one-time password, and closed', async () => {
    const admin = await as('admin');
    await admin.goto(`${site.url}/people?org=jtj`);
    await admin.getByRole('button', { name: '新增人员' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('姓名').fill('周海明');
    await dialog.getByLabel('用户名').fill('jtj9');
    await dialog.getByLabel('角色').click();
    await admin.locator('.ant-select-item-option').filter({ hasText: '承办单位经办人' }).click();
    await admin.keyboard.press('Escape');
    await dialog.getByRole('button', { name: '保存' }).click();
    await admin.getByText('周海明 的一次性密码').last().waitFor();
    const password = await admin.locator('.jd-secret').innerText();
    await admin.getByRole('button', { name: '已记下' }).click();
    const actor = site.app.directory.users.all().find((u) => u.username === 'jtj9');
    expect(actor?.memberships).toEqual([{ orgId: 'jtj', roles: ['official'] }]);
    expect(password.length).toBeGreaterThan(8);
    const row = admin.locator('tr').filter({ hasText: '周海明' });
    await row.getByRole('button', { name: '编辑' }).click();
    await dialog.getByLabel('账号可用').click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await row.getByText('已停用').waitFor();
  });

  it('says in plain words what is not there and what is not allowed', async () => {
    const body = await as('zhzf1');
    await body.goto(`${site.url}/people`);
    await body.getByText('您没有打开这个页面的权限').waitFor();
    await body.goto(`${site.url}/nowhere`);
    await body.getByRole('heading', { name: '没有找到页面' }).waitFor();
    await body.goto(`${site.url}/cases/none`);
    await body.getByText('事项不存在，或者您无权查看').waitFor();
    await body.context().setOffline(true);
    await body.getByText('网络已断开').waitFor();
    await body.context().setOffline(false);
    await body.getByText('网络已断开').waitFor({ state: 'hidden' });
  });
});
