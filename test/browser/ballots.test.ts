/** Voting without sign-in on a phone, by a code and in an open round; paper votes typed by two people; a recount. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BallotRule } from '../../rules/index.ts';
import { READY_BALLOTS } from '../../rules/index.ts';
import { BallotBoxes } from '../../server/ballots/box.ts';
import type { BallotRound } from '../../server/ballots/collections.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { overflow, PHONE, serious } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const can = await requirementOrSkip('ballots in Chromium', chromiumMissing);
const shot = (page: Page, name: string) =>
  process.env.SHOTS
    ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
    : Promise.resolve(undefined);

describe.runIf(can)('ballots', () => {
  let site: Site;
  let folder = '';
  beforeAll(async () => {
    site = await openSite(async (dataDir) => {
      folder = dataDir;
    });
  }, 240_000);
  afterAll(() => site?.close());

  /** A round as `ballot.open` leaves it, on no case: these pages need none. */
  async function round(id: string, more: Partial<BallotRound>, rule: Partial<BallotRule> = {}) {
    await new BallotBoxes(folder).create(id);
    const clerk = (
      await site.app.store.find<{ id: string; username: string }>('users', { where: { username: 'renda1' } })
    ).items[0]!;
    const orgId = site.app.actors.actorOf(clerk.id)!.memberships[0]!.orgId;
    const doc: BallotRound = {
      id,
      caseId: `case-${id}`,
      caseTitle: '2026 年民生实事项目',
      packageId: 'livelihood-projects',
      // its package shows results as soon as a round is closed
      releaseId: (await site.app.packages.releases.currentOf('livelihood-projects'))!.id,
      orgId,
      orgPath: site.app.directory.org(orgId)!.path,
      ballot: id,
      round: 1,
      title: '民生实事项目满意度测评',
      secret: true,
      rule: { ...READY_BALLOTS[1]!, ...rule, minGroup: 0 } as unknown as Record<string, unknown>,
      electors: 0,
      cast: 0,
      state: 'open',
      openedAt: site.app.clock.now(),
      closeWhenAllVoted: false,
      box: 'sealed',
      ...more,
    };
    await site.app.store.commit([{ op: 'put', collection: 'ballots', doc: { ...doc } }]);
  }

  it('a code is made, printed, scanned on a phone, and votes once', async () => {
    await round('codes1', { electorate: 'codes' });
    const clerk = await site.signIn('renda1');
    await clerk.goto(`${site.url}/ballots/codes1`);
    let batches = 0;
    clerk.on('request', (r) => {
      if (r.method() === 'POST' && r.url().endsWith('/codes')) batches += 1;
    });
    await clerk.getByLabel('个数').fill('3');
    await clerk.getByRole('button', { name: '生成一批' }).dblclick();
    const sheet = clerk.getByRole('dialog');
    await sheet.locator('code').nth(2).waitFor();
    // a double click is one batch: the codes of another would never be seen
    expect(batches).toBe(1);
    expect(await sheet.locator('svg path').count()).toBeGreaterThanOrEqual(3);
    await shot(clerk, 'ballot-codes-sheet');
    const code = await sheet.locator('code').first().innerText();
    const phone = await site.visit(PHONE);
    const asked: string[] = [];
    phone.on('request', (r) => asked.push(r.url()));
    await phone.goto(`${site.url}/vote/codes1#${code.replaceAll('-', '')}`);
    await phone.getByLabel('基本满意').waitFor();
    expect(phone.url()).not.toContain('#');
    expect(asked.join(' ')).not.toContain(code.replaceAll('-', ''));
    await shot(phone, 'vote-code-phone');
    expect(await overflow(phone)).toBeLessThanOrEqual(0);
    expect(await serious(phone)).toEqual([]);
    // nothing marked: told before it is sent
    phone.once('dialog', (d) => void d.accept());
    await phone.getByRole('button', { name: '投票', exact: true }).click();
    await phone.getByRole('alert').waitFor();
    await phone.getByLabel('基本满意').check();
    await phone.getByRole('button', { name: '投票', exact: true }).click();
    await phone.getByText('您已投票，谢谢。').waitFor();
    await shot(phone, 'vote-done-phone');
    const receipt = await phone.locator('.v-receipt').innerText();
    // the same code typed by hand
    await phone.goto(`${site.url}/vote`);
    await phone.getByLabel('投票码').fill(code.toLowerCase());
    await shot(phone, 'vote-typed-phone');
    await phone.getByRole('button', { name: '下一步' }).click();
    await phone.getByText('这个投票码已经用过。').waitFor();
    // after closing who voted finds the receipt among all, on the phone; nobody is asked for it before
    await phone.goto(`${site.url}/vote/codes1?receipts`);
    await phone.getByText('测评结束后才公布回执。').waitFor();
    await site.app.ballots.close('codes1');
    await phone.reload();
    await phone.getByText('共计入 1 张选票').waitFor();
    asked.length = 0;
    await phone.getByLabel('我的回执').fill(receipt.replace(/(.{4})/g, '$1-').toLowerCase());
    await phone.getByText('在名单中：您的选票已计入。').waitFor();
    await phone.getByLabel('我的回执').fill('0000-0000-0000');
    await phone.getByText('没有这个回执。').waitFor();
    expect(asked).toEqual([]);
    await shot(phone, 'receipts-phone');
    expect(await overflow(phone)).toBeLessThanOrEqual(0);
    expect(await serious(phone)).toEqual([]);
    // for those who are signed in, too
    await clerk.goto(`${site.url}/ballots/codes1`);
    await clerk.getByRole('link', { name: '核对回执' }).click();
    await clerk.getByLabel('我的回执').fill(receipt);
    await clerk.getByText('在名单中：您的选票已计入。').waitFor();
    await shot(clerk, 'receipts');
    expect(site.errors).toEqual([]);
  }, 120_000);

  it('an open round is told to be indicative and takes one vote of a browser', async () => {
    const [asked] = READY_BALLOTS[1]!.questions!;
    const questions = [asked!, { ...asked!, id: 'second', title: '办理过程' }];
    await round('open1', { electorate: 'open' }, { questions });
    const phone = await site.visit(PHONE);
    await phone.goto(`${site.url}/vote/open1`);
    await phone.getByText('结果仅供参考，单独列出，不计入评分').waitFor();
    await phone.getByLabel('满意', { exact: true }).first().check();
    await shot(phone, 'vote-open-phone');
    // the second question is left out: told, and counted as an abstention
    phone.once('dialog', (d) => void d.accept());
    await phone.getByRole('button', { name: '投票', exact: true }).click();
    await phone.getByText('您已投票，谢谢。').waitFor();
    await phone.reload();
    await phone.getByText('这台设备已经投过票，谢谢。').waitFor();
    await site.app.ballots.close('open1');
    await phone.reload();
    await phone.getByText('满意：1 票，100.0%').first().waitFor();
    await phone.getByText('弃权（未选）1 票').waitFor();
    const clerk = await site.signIn('renda1');
    await clerk.goto(`${site.url}/ballots/open1`);
    await clerk.getByText('弃权（未选）1 票').waitFor();
    await shot(clerk, 'ballot-abstained');
    expect(site.errors).toEqual([]);
  }, 60_000);

  it('paper tallies are typed by two people, a third decides, and a recount agrees', async () => {
    await round('paper1', { electorate: 'codes' }, { paper: 'merged' });
    const clerk = await site.signIn('renda1');
    await clerk.goto(`${site.url}/ballots/paper1`);
    await clerk.getByLabel('个数').fill('8');
    await clerk.getByRole('button', { name: '生成一批' }).click();
    const codes = clerk.getByRole('dialog').locator('code');
    await codes.nth(7).waitFor();
    const made = await codes.allInnerTexts();
    await clerk.reload();
    for (const [n, code] of made.slice(0, 5).entries()) {
      await clerk.getByLabel('收回的投票码').fill(code);
      await clerk.getByRole('button', { name: '登记换领' }).click();
      await clerk.getByText(`已换领 ${n + 1} 张`).waitFor();
    }
    await shot(clerk, 'ballot-paper-exchanged');
    const enter = async (user: string, satisfied: number, basic: number) => {
      const page = await site.signIn(user);
      await page.goto(`${site.url}/ballots/paper1`);
      const panel = page.getByRole('region', { name: '纸质票' });
      await panel.getByLabel('收回', { exact: true }).fill('5');
      await panel.getByLabel('有效').fill('5');
      await panel.getByLabel('总体评价 · 满意', { exact: true }).fill(`${satisfied}`);
      await panel.getByLabel('总体评价 · 基本满意').fill(`${basic}`);
      await panel.getByRole('button', { name: '录入', exact: true }).click();
      return { page, panel };
    };
    const first = await enter('renda1', 4, 1);
    await first.panel.getByText('已录入一次').waitFor();
    const second = await enter('renda2', 3, 2);
    await second.panel.getByText('两次录入不一致').waitFor();
    const row = second.panel.getByRole('row', { name: /总体评价 · 满意/ });
    expect(await row.innerText()).toMatch(/4\s+3/);
    await shot(second.page, 'ballot-paper-differ');
    const third = await enter('admin', 4, 1);
    await third.panel.getByText('纸质票已录入完毕').waitFor();
    await third.page.getByRole('button', { name: '结束投票' }).click();
    await third.page
      .getByRole('button', { name: '结 束', exact: true })
      .or(third.page.getByRole('button', { name: '结束', exact: true }))
      .click();
    await third.page.getByRole('button', { name: '重新计票' }).click();
    await third.page.getByText('重算 5 票，与保存的结果完全一致。').waitFor();
    await third.page.getByText('80.0%').first().waitFor();
    await shot(third.page, 'ballot-closed-recount');
    expect(await serious(third.page)).toEqual([]);
  }, 120_000);
});
