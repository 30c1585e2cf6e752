/** Pages in English: what the application itself says is English; what people wrote (data) stays as it is. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { runCases } from './cases.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const ID = 'department-appraisal';
const can = await requirementOrSkip('pages in English in Chromium', chromiumMissing);

/** Every Chinese text of an answer, those in documents that travel as text among them. */
function textsOf(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (!/\p{Script=Han}/u.test(value)) return;
    into.add(value);
    for (const [, quoted] of value.matchAll(/"((?:[^"\\]|\\.)*\p{Script=Han}(?:[^"\\]|\\.)*)"/gu))
      into.add(quoted!.replaceAll('\\"', '"'));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, v] of Object.entries(value)) {
      textsOf(key, into);
      textsOf(v, into);
    }
  }
}

/** Texts of headings, labels, buttons and the like, and those that only a screen reader or an empty field shows. */
const chromeOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const said: string[] = [];
    const shown =
      'h1,h2,h3,h4,label,button,th,legend,dt,summary,[role=tab],.ant-segmented-item-label,.ant-select-selection-placeholder,.ant-select-placeholder,.jd-muted,.jd-badge,.jd-nav-link';
    for (const e of document.querySelectorAll<HTMLElement>(shown)) said.push(e.innerText);
    for (const name of ['aria-label', 'placeholder', 'title'])
      for (const e of document.querySelectorAll(`main [${name}]`)) said.push(e.getAttribute(name) ?? '');
    return [...new Set(said.flatMap((s) => s.split('\n')).map((s) => s.trim()))];
  });

describe.runIf(can)('pages in English', () => {
  let site: Site;
  let page: Page;
  const data = new Set<string>();
  const reading: Promise<void>[] = [];

  beforeAll(async () => {
    site = await openSite((dataDir) => runCases(dataDir, ID, ['straight']));
    page = await site.signIn('admin');
    await page.evaluate(() => localStorage.setItem('jiandu.language', 'en'));
    page.on('response', (r) => {
      if (r.headers()['content-type']?.includes('json'))
        reading.push(
          r.json().then(
            (body) => textsOf(body, data),
            () => {},
          ),
        );
    });
  }, 240_000);
  afterAll(() => site?.close());

  /** What is left of Chinese when what came from the server is taken away. */
  async function left(): Promise<string[]> {
    await Promise.all(reading);
    const known = [...data].sort((a, b) => b.length - a.length);
    return (await chromeOf(page)).filter((text) => {
      // the button that goes back
      if (text === '中文') return false;
      let rest = text;
      for (const d of known) rest = rest.replaceAll(d, '');
      return /\p{Script=Han}/u.test(rest);
    });
  }
  async function visit(path: string): Promise<void> {
    await page.goto(`${site.url}${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
  }

  it('of lists, the board and administration', async () => {
    for (const path of [
      '/tasks',
      '/cases',
      '/board',
      '/results',
      '/packages',
      '/rules',
      '/people',
      '/calendar',
      '/audit',
    ]) {
      await visit(path);
      expect([path, await left()]).toEqual([path, []]);
    }
    await visit(`/board?package=${ID}&year=2025`);
    expect(await left()).toEqual([]);
  });

  it('of a case, its ballots and its result', async () => {
    await visit(`/results`);
    await page.locator('.jd-list-title').first().click();
    await page.locator('.jd-result-tree').waitFor();
    expect(await left()).toEqual([]);
    await page.locator('.jd-page-subtitle a').first().click();
    await page.locator('.jd-case-tabs').waitFor();
    expect(await left()).toEqual([]);
    await page.getByRole('tab', { name: 'Ballots' }).click();
    await page.getByRole('link', { name: '部门工作代表评分' }).click();
    await page.getByText('The ballot is closed.').waitFor();
    expect(await left()).toEqual([]);
    await page.getByRole('link', { name: 'Look up a receipt' }).click();
    await page.getByLabel('My receipt').waitFor();
    expect(await left()).toEqual([]);
  });

  it('of rules of every kind, with all that can be opened', async () => {
    for (const rule of [
      `${ID}/service`,
      `${ID}/weights-service`,
      `${ID}/deputy-scores`,
      'deputy-suggestions/grades',
      'deputy-suggestions/routing',
    ]) {
      await visit(`/rules/${rule}`);
      await page.locator('.jd-rule-main').waitFor();
      for (const header of await page.locator('.ant-collapse-header').all()) await header.click();
      for (const more of await page
        .locator('.jd-rule-node:not(.jd-rule-node-group) .jd-rule-node-deeds button:first-child')
        .all()) {
        await more.click();
        expect([rule, await left()]).toEqual([rule, []]);
      }
      expect([rule, await left()]).toEqual([rule, []]);
    }
  });

  it('of the public page and the voting page, which have a button for it', async () => {
    await visit('/public');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await left()).toEqual([]);
    await page.locator('.p-title').first().click();
    await page.getByRole('heading', { name: '评议结果' }).waitFor();
    for (const more of await page.locator('summary').all()) await more.click();
    expect(await left()).toEqual([]);
    await visit('/vote');
    await page.getByLabel('Voting code').waitFor();
    expect(await left()).toEqual([]);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '输入投票码' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Enter your voting code' }).waitFor();
  });
});
