/** What tests of pages share: filling generated forms, accessibility, width. */
import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export const PHONE = { width: 390, height: 844 };

/** The item of a generated form by its title. */
export const field = (page: Page, title: string): Locator =>
  page
    .locator('.jd-form .ant-form-item')
    .filter({
      has: page.locator('label').filter({ hasText: new RegExp(`^${title.replace(/[()]/g, '\\$&')}$`) }),
    })
    .last();

const options = (page: Page) =>
  page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option');

/** Fills in a generated form as people do: by titles and shown choices. A list chooses several. */
export async function fill(page: Page, values: Record<string, string | string[]>): Promise<void> {
  for (const [title, value] of Object.entries(values)) {
    const item = field(page, title);
    await item.waitFor();
    if ((await item.locator('input[type=radio]').count()) > 0) {
      await item
        .locator('.ant-radio-wrapper')
        .filter({ hasText: String(value) })
        .first()
        .click();
    } else if ((await item.locator('.ant-select').count()) > 0) {
      for (const text of [value].flat()) {
        await item.locator('.ant-select').click();
        const input = item.locator('.ant-select input');
        if (await input.isEditable()) await input.fill(text);
        // the list of the field before may still be fading out
        await options(page).filter({ hasText: text }).last().click();
      }
      await page.keyboard.press('Escape');
    } else if ((await item.locator('.ant-picker').count()) > 0) {
      await item.locator('input').fill(String(value));
      await page.keyboard.press('Enter');
    } else {
      await item.locator('textarea, input').first().fill(String(value));
    }
  }
}

export const submitButton = (page: Page): Locator => page.locator('.jd-form-actions button[type=submit]');

/** Opens a task of a list by its name; `q` narrows the list to the matter. */
export async function openTask(page: Page, site: { url: string }, q: string, name: string): Promise<void> {
  await page.goto(`${site.url}/tasks?view=groups&q=${encodeURIComponent(q)}`);
  await page.locator('.jd-list-title').filter({ hasText: name }).first().click();
  await page.locator('.jd-form').waitFor();
}

/** Submits the form of a task and waits for the receipt. */
export async function complete(page: Page, values: Record<string, string | string[]>): Promise<void> {
  await fill(page, values);
  await submitButton(page).click();
  await page.locator('.jd-done').waitFor();
}

/** Serious or critical findings of axe-core on the page as it stands: rule and places. */
export async function serious(page: Page): Promise<string[]> {
  // What is still fading in has no contrast yet.
  await page.waitForFunction(() =>
    document.getAnimations().every((a) => {
      const endless = a.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
      return endless || a.playState !== 'running';
    }),
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      // the drawing is bpmn.io's; its marks are told by the label of its place
      resultTypes: ['violations'],
    }),
  );
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => {
      const places = v.nodes.slice(0, 5).map((n) => n.target.join(' '));
      return `${v.id} (${v.nodes.length}): ${places.join(', ')}`;
    });
}

/** Pixels by which the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

/**
 * Chooses an option of a select as a person does: opens it, clicks, and once more if the list was redrawn under the
 * pointer (data that arrives late does that). Fails if the select does not show the option in the end.
 */
export async function choose(select: Locator, option: string): Promise<void> {
  const page = select.page();
  const shown = select
    .locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-select ")][1]')
    .getByText(option);
  const options = page.locator('.ant-select-item-option:visible');
  await expect
    .poll(
      async () => {
        if (await shown.isVisible()) return true;
        if ((await options.count()) === 0) await select.click();
        await options
          .filter({ hasText: option })
          .first()
          .click({ timeout: 3000 })
          .catch(() => undefined);
        await options.first().waitFor({ state: 'hidden' });
        return shown.isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
}
