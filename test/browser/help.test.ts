/** The manual as the application shows it, and the rule desk under English. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { overflow, PHONE, serious } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const can = await requirementOrSkip('help in Chromium', chromiumMissing);

describe.runIf(can)('help', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  }, 240_000);
  afterAll(() => site?.close());

  it('opens from the user menu, with each page of the manual', async () => {
    const page = await site.signIn('guize');
    await page.getByRole('button', { name: /^用户菜单/ }).click();
    await page.getByRole('menuitem', { name: '帮助' }).click();
    const links = page.getByRole('navigation', { name: '帮助' }).getByRole('link');
    await links.first().waitFor();
    const titles = await links.allInnerTexts();
    expect(titles).toContain('规则集');
    expect(titles).toContain('保密说明');
    for (const title of titles) {
      await page
        .getByRole('navigation', { name: '帮助' })
        .getByRole('link', { name: title, exact: true })
        .click();
      await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
    }
    await links.filter({ hasText: '规则集' }).click();
    await page.getByRole('table').getByText('条件永远不会成立').waitFor();
    expect(await serious(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/help.png` });
    await page.context().close();
  });

  it('fits a phone', async () => {
    const phone = await site.signIn('guize', PHONE);
    await phone.goto(`${site.url}/help/rule-sets`);
    await phone.getByRole('heading', { name: '共用条件' }).waitFor();
    expect(await overflow(phone)).toBeLessThanOrEqual(0);
    if (process.env.SHOTS) await phone.screenshot({ path: `${process.env.SHOTS}/help-390.png` });
    await phone.context().close();
  });

  it('shows the rule set desk in English but for what the rules themselves say', async () => {
    const page = await site.signIn('guize');
    await page.evaluate(() => localStorage.setItem('jiandu.language', 'en'));
    await page.goto(`${site.url}/rules/deputy-suggestions/grades`);
    await page.getByRole('button', { name: 'Add shared condition' }).waitFor();
    const names = await page
      .locator('main')
      .getByRole('button')
      .evaluateAll((all) => all.map((b) => b.getAttribute('aria-label') ?? b.textContent ?? ''));
    // titles of rules and facts are their authors'
    const ours = names.map((n) => n.replaceAll(/“.*?”/g, '')).filter((n) => /\p{Script=Han}/u.test(n));
    expect(ours.filter((n) => !/^(逾期|九十二|恰好|不足)/.test(n))).toEqual([]);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/ruleset-en.png`, fullPage: true });
    await page.context().close();
  });

  it('threw nothing on the way', () => expect(site.errors).toEqual([]));
});
