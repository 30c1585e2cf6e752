/** Weights of a round taken into a scheme, what-if and robustness, back-test, comparison, copy: by the mouse and without JSON. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../server/clock/clock.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { castWeights, openWeightingRound } from '../support/weighting-round.ts';
import { runCases } from './cases.ts';
import { choose, overflow, PHONE, serious } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const ID = 'deputy-suggestions';
const FILES = ['straight-a', 'b-tracked', 'reply-overdue', 'wrongly-addressed', 'a-not-agreed', 'reference'];
const DEPUTIES = ['db01', 'db02', 'db03', 'db04', 'db05', 'db06'];
/** onTime, contact, process, result, solved, commitments, overdueCount */
const PAPERS = [
  [10, 10, 10, 10, 50, 10, 0],
  [20, 10, 10, 10, 40, 10, 0],
  [10, 10, 10, 10, 40, 20, 0],
  [10, 10, 10, 10, 40, 20, 0],
  [10, 20, 10, 10, 40, 10, 0],
  [0, 10, 10, 10, 30, 40, 0],
].map((points) => ({ weights: { '': { points } } }));
const PAIRWISE = {
  method: 'ahp',
  randomIndex: 'saaty1980',
  limit: 0.1,
  above: 'refuse',
  group: 'judgements',
} as const;
const can = await requirementOrSkip('trying rules in Chromium', chromiumMissing);

describe.runIf(can)('trying rules before they are published', () => {
  let site: Site;
  let page: Page;
  let [closed, points, pairs] = ['', '', ''];

  beforeAll(async () => {
    site = await openSite((dataDir) =>
      runCases(dataDir, ID, FILES, async (app) => {
        closed = (await openWeightingRound(app, { deputies: DEPUTIES })).roundId;
        await castWeights(app, closed, DEPUTIES, PAPERS);
        // these are open when the site is, on the real clock
        const at = localDate(new Date().toISOString());
        points = (await openWeightingRound(app, { deputies: DEPUTIES, at })).roundId;
        pairs = (await openWeightingRound(app, { deputies: DEPUTIES, at, rule: { by: PAIRWISE } })).roundId;
      }),
    );
    page = await site.signIn('guize');
  }, 300_000);
  afterAll(() => site?.close());

  const shot = async (name: string, of: Page = page) => {
    if (process.env.SHOTS) await of.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  };
  const button = (name: string) => page.locator('.jd-page-actions').getByRole('button', { name });
  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click();
  const open = async () => {
    await page.goto(`${site.url}/rules/${ID}/body-handling`);
    await choose(page.getByLabel('年度'), '2025 年');
    await expect
      .poll(() => page.locator('.jd-rule-ranks tr[data-body="jtj"] .jd-rule-meter').innerText())
      .not.toBe('无数据');
  };

  it('asks for weights on a phone, by points and in pairs, with the consistency and what would mend it', async () => {
    const phone = await site.signIn('db02', PHONE);
    await phone.goto(`${site.url}/ballots/${points}`);
    await phone.getByText('请把 100 分分给同一组的各项指标').waitFor();
    await phone.getByLabel('“按期答复率”的权重').fill('50');
    await phone.getByText(/权重之和为 [\d.]+，超出 [\d.]+，请调低。/).waitFor();
    await shot('points-390', phone);
    expect(await overflow(phone)).toBe(0);
    await phone.goto(`${site.url}/ballots/${pairs}`);
    await phone.getByText('请逐对比较：哪一项更重要，重要多少。').waitFor();
    const slider = (a: string, b: string) => phone.getByRole('slider', { name: `“${a}”与“${b}”相比` });
    const judge = async (key: string, a: string, b: string) => {
      await slider(a, b).focus();
      for (let i = 0; i < 8; i++) await phone.keyboard.press(key);
    };
    await judge('ArrowLeft', '按期答复率', '答复前沟通率');
    await phone.getByText('“按期答复率”比“答复前沟通率”极端重要（9）').first().waitFor();
    await judge('ArrowLeft', '答复前沟通率', '过程满意率');
    await judge('ArrowRight', '按期答复率', '过程满意率');
    await phone.getByText(/超过 0\.1：有些比较前后矛盾/).waitFor();
    await phone.getByText(/λmax .+CI .+Saaty 1980/).waitFor();
    await shot('pairs-390', phone);
    expect(await overflow(phone)).toBe(0);
    expect(await serious(phone)).toEqual([]);
    // each mending lowers the ratio, until it is within the limit
    for (let i = 0; i < 3 && (await phone.getByText(/前后一致/).count()) === 0; i++)
      await phone.getByRole('button', { name: /^改为：/ }).click();
    await phone.getByText(/前后一致（不超过 0\.1）/).waitFor();
    await phone.context().close();
  });

  it('edits how deputies are asked in a form', async () => {
    await page.goto(`${site.url}/rules/${ID}/weights`);
    await page.getByLabel('一致性比率上限').waitFor();
    await shot('weighting-1440');
    expect(await serious(page)).toEqual([]);
    const phone = await site.signIn('guize', PHONE);
    await phone.goto(`${site.url}/rules/${ID}/weights`);
    await phone.getByLabel('一致性比率上限').waitFor();
    await shot('weighting-390', phone);
    expect(await overflow(phone)).toBe(0);
    await phone.context().close();
  });

  it('shows what a closed round came to: table, bars, agreement', async () => {
    const phone = await site.signIn('db02', PHONE);
    await phone.goto(`${site.url}/ballots/${closed}`);
    await phone.getByText(/意见一致程度（肯德尔 W，.+）0\.79。/).waitFor();
    const bars = phone.getByRole('list', { name: '权重对照' });
    await bars.getByText('代表赋权 40.00').waitFor();
    await shot('result-390', phone);
    // titles keep their room: the table scrolls in its own box
    const title = await phone.locator('.jd-weights-table td').first().boundingBox();
    expect(title!.width).toBeGreaterThan(90);
    expect(await overflow(phone)).toBe(0);
    expect(await serious(phone)).toEqual([]);
    await phone.context().close();
  });

  it('takes the weights of a closed round into the draft, old and new side by side', async () => {
    await open();
    await page.getByRole('button', { name: '采用赋权结果' }).click();
    const dialog = page.getByRole('dialog', { name: '采用赋权结果' });
    const row = dialog.locator('[data-criterion="solved"]');
    await row.waitFor();
    // own 15, the voters' mean 40: 60 % of it and 40 % of the own
    expect(await row.locator('td').allInnerTexts()).toMatchObject([
      'A 类占比（办成率）',
      '15',
      '15',
      '40.00',
      '30',
      '+15.00',
      '–',
    ]);
    await shot('adopt-1440');
    expect(await serious(page)).toEqual([]);
    await dialog.getByLabel('代表权重的占比数值').fill('100');
    await expect.poll(() => row.locator('td').nth(4).innerText()).toBe('40');
    await dialog.getByRole('button', { name: '采用，写入草稿' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page
      .getByText(/权重采用“办理过程和办理结果测评”的赋权结果（.+，收回 6 张，代表权重占 100%）。/)
      .waitFor();
    const number = page.getByLabel('“A 类占比（办成率）”的权重数值', { exact: true });
    expect(await number.inputValue()).toBe('40.00');
    await number.fill('41');
    await number.press('Enter');
    await page.getByText(/已在赋权结果上调整：“A 类占比（办成率）”由 40 改为 41。/).waitFor();
    await number.fill('40');
    await number.press('Enter');
  });

  it('says before publishing what would have changed, and shows the round in the versions', async () => {
    await tab('回测');
    const panel = page.getByRole('tabpanel').or(page.locator('.jd-rule-main'));
    await panel.getByRole('button', { name: '回测' }).first().click();
    await page
      .getByRole('status')
      .getByText(/2025 年的数据，与生效的第 \d+ 版相比：\d 个对象/)
      .waitFor();
    await page
      .locator('tr[data-body="jtj"]')
      .getByText(/承诺兑现率/)
      .waitFor();
    await shot('back-test-1440');
    expect(await serious(page)).toEqual([]);
    await button('发布').click();
    const dialog = page.getByRole('dialog', { name: '发布规则' });
    await dialog
      .getByRole('region', { name: '回测' })
      .getByText(/个对象/)
      .waitFor();
    await dialog.getByText('权重采用“办理过程和办理结果测评”的赋权结果').waitFor();
    await dialog.getByLabel('发布原因').fill('采用代表赋权');
    await shot('publish-1440');
    await dialog.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText(/已发布第 \d+ 版/).waitFor();
    await tab('版本');
    await page
      .getByText(/权重采用“办理过程和办理结果测评”的赋权结果/)
      .first()
      .waitFor();
  });

  it('moves weights and shows scores at once, how firm they are, and what the deputies’ own weights say', async () => {
    await tab('推演与稳健性');
    const row = page.locator('.jd-trial-table [data-body="jtj"]');
    await row.waitFor();
    const total = () => row.locator('[data-cell="total"]').innerText();
    const before = await total();
    const slider = page.getByRole('slider', { name: '承诺兑现率' });
    await slider.fill('90');
    await expect.poll(total).not.toBe(before);
    expect(await row.locator('[data-cell="change"]').innerText()).toMatch(/^[+−]\d/);
    // the siblings share what is left
    const figures = await page.locator('.jd-trial-weights output').allInnerTexts();
    expect(figures.reduce((n, f) => n + Number(f), 0)).toBeCloseTo(100, 0);
    await page
      .getByRole('region', { name: '名次稳定性' })
      .locator('[data-holds="jtj"]')
      .getByText('100%')
      .waitFor();
    await page
      .getByRole('region', { name: '稳健性', exact: true })
      .locator('[data-turn="commitments"]')
      .waitFor();
    // what is ruled fades while weights move
    await page.locator('.jd-trial-table:not([data-moving])').waitFor();
    await shot('what-if-1440');
    expect(await serious(page)).toEqual([]);
    await page.getByRole('button', { name: '写入草稿' }).click();
    await page.getByText(/已在赋权结果上调整/).waitFor();
  });

  it('compares two versions side by side, and copies the scheme into another procedure', async () => {
    await tab('对比');
    const row = page.locator('[data-aligned="commitments"]');
    await row.waitFor();
    expect(await row.locator('.jd-trial-differs').count()).toBe(2);
    await shot('compare-1440');
    expect(await serious(page)).toEqual([]);
    await button('复制').click();
    const dialog = page.getByRole('dialog', { name: /^复制“/ });
    await dialog.getByLabel('新名称').fill('专项工作评价');
    await dialog.getByLabel('放入哪个流程').click();
    await page.locator('.ant-select-item-option:visible').filter({ hasText: '监督' }).first().click();
    await dialog.getByRole('button', { name: '复制为新的指标体系' }).click();
    await page
      .getByRole('dialog', { name: '有修改尚未保存' })
      .getByRole('button', { name: '不保存，离开' })
      .click();
    await page.getByRole('heading', { name: '专项工作评价' }).waitFor();
    await page.goto(`${site.url}/rules`);
    const fresh = page.getByRole('row', { name: /专项工作评价/ });
    expect(await fresh.innerText()).toContain('尚未发布');
  });

  it('threw nothing on the way', () => expect(site.errors).toEqual([]));
});
