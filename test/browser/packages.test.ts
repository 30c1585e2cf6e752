/** 流程管理 as an administrator walks it: a new step, its form, 检查, 发布, and two administrators on one draft. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzipPackage } from '../../processes/zip.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const ID = 'deputy-suggestions';
const can = await requirementOrSkip('package pages in Chromium', chromiumMissing);

describe.runIf(can)('package pages', () => {
  let site: Site;
  let page: Page;

  beforeAll(async () => {
    site = await openSite();
    const { directory, directoryService, actors } = site.app;
    const { rev, ...other } = directory.user('renda1')!;
    const memberships = [{ orgId: 'yongjiang', roles: ['administrator'] }];
    await directoryService.saveUser(actors.actorOf('admin')!, { ...other, memberships }, rev);
    page = await site.signIn('admin');
  }, 240_000);
  afterAll(() => site?.close());

  const button = (name: string | RegExp, of: Page = page) => of.getByRole('button', { name }).first();
  const tab = (name: string, of: Page = page) => of.getByRole('tab', { name }).click();
  const draftOf = (id = ID) => site.app.packages.drafts.read(id);
  const status = (of: Page = page) => of.locator('.jd-pk-status').innerText();
  const option = (text: string, of: Page = page) =>
    of
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
      .filter({ hasText: text })
      .first();
  async function choose(label: string, text: string, of: Page = page): Promise<void> {
    await of.locator(`[aria-label="${label}"]`).first().click();
    await option(text, of).click();
    await of.keyboard.press('Escape');
  }
  it('lists the packages to administrators only', async () => {
    await page.goto(`${site.url}/packages`);
    await page.getByRole('link', { name: '代表建议办理', exact: true }).waitFor();
    expect(await page.locator('.jd-list-table').innerText()).toContain('第 1 版');
    const clerk = await site.signIn('renda2');
    expect(await clerk.getByRole('link', { name: '流程管理' }).count()).toBe(0);
    await clerk.goto(`${site.url}/packages/${ID}`);
    await clerk.getByText('您没有打开这个页面的权限').waitFor();
    await clerk.context().close();
  });

  it('puts a step between two others, with who, until when and a form of its own', async () => {
    await page.getByRole('link', { name: '代表建议办理', exact: true }).click();
    await page.waitForSelector('.djs-element[data-element-id="assign"]', { timeout: 60_000 });
    // from wherever the drawing stands, the address leads to the element
    await page.goto(`${site.url}/packages/${ID}?tab=drawing&at=f_routing_assign`);
    await page.getByText('在此插入步骤').waitFor();
    await page.locator('.jd-panel').getByRole('button', { name: '人工办理' }).click();
    const name = page.getByLabel('名称').first();
    await page.getByText('由谁办理').waitFor();
    await name.fill('领导审签');
    await name.blur();
    await choose('角色（小组）', '常委会领导');
    await page.locator('[aria-label="设置期限"]').click();
    await button('新建表单').click();
    const dialog = page.getByRole('dialog', { name: '新建表单' });
    expect(await dialog.getByLabel('表单名称').inputValue()).toBe('领导审签');
    await dialog.getByLabel('标识').fill('leader-sign');
    await dialog.getByRole('button', { name: '建立' }).click();
    await expect.poll(() => page.url()).toContain('leader-sign');
    expect(await status()).toContain('有未保存的修改');
  });

  it('builds the form with a preview beside it', async () => {
    await page.getByText('用于：').waitFor();
    await page.locator('.jd-pk-used').getByText('领导审签').waitFor();
    await button('添加字段').click();
    const row = page.locator('tbody[data-field="field2"]');
    await row.getByLabel('字段名称').fill('审签结论');
    await row.getByLabel('技术名').fill('leaderDecision');
    await row.getByLabel('技术名').press('Enter');
    const renamed = page.locator('tbody[data-field="leaderDecision"]');
    await renamed.getByLabel('类型').click();
    await option('单选').click();
    await renamed.getByLabel('第 1 个选项的文字').fill('同意');
    await renamed.getByLabel('第 2 个选项的文字').fill('退回');
    await renamed.getByLabel('“审签结论”必填').check();
    await renamed.getByRole('switch', { name: '随流程流转' }).click();
    const preview = page.locator('.jd-pk-preview');
    await preview.getByText('退回').waitFor();
    // the opinion is asked for only when the matter goes back
    await page.locator('tbody[data-field="opinion"]').getByRole('button', { name: '详细' }).click();
    await page.locator('tbody[data-field="opinion"]').getByRole('button', { name: '添加条件' }).click();
    await page.locator('tbody[data-field="opinion"]').getByLabel('值').click();
    await option('退回').click();
    await expect.poll(() => preview.getByText('意见', { exact: true }).count()).toBe(0);
    await preview.getByText('退回').click();
    await preview.getByText('意见', { exact: true }).waitFor();
    // an option without a value is told at its row
    await renamed.getByRole('button', { name: '详细' }).click();
    await renamed.getByLabel('技术名').fill('caseId');
    await renamed.getByLabel('技术名').press('Enter');
    await page.locator('tbody[data-field="caseId"] .jd-pk-error').getByText('系统保留').waitFor();
    const back = page.locator('tbody[data-field="caseId"]').getByLabel('技术名');
    await back.fill('leaderDecision');
    await back.press('Enter');
    await page.keyboard.press('Control+s');
    await expect.poll(() => status()).toContain('草稿已保存');
    const { files } = await draftOf();
    expect(JSON.parse(files['forms/leader-sign.json']!)).toMatchObject({
      title: '领导审签',
      schema: { required: ['opinion', 'leaderDecision'] },
      fields: {
        leaderDecision: { routes: true },
        opinion: { showWhen: [{ field: 'leaderDecision', op: 'eq', value: '2' }] },
      },
    });
    const drawing = files['suggestion.bpmn']!;
    const task = /<bpmn:userTask id="([^"]+)" name="领导审签"[\s\S]*?<\/bpmn:userTask>/.exec(drawing)!;
    expect(task[0]).toContain('candidateGroups="=[&#34;leader&#34;]"');
    expect(task[0]).toContain('formKey="leader-sign"');
    expect(task[0]).toContain('target="taskDue"');
    expect(drawing).toMatch(new RegExp(`sourceRef="routing" targetRef="${task[1]}"`));
    expect(drawing).toMatch(new RegExp(`sourceRef="${task[1]}" targetRef="assign"`));
  });

  it('leads from a problem to its place, and publishes with a reason', async () => {
    await page.goto(`${site.url}/packages/${ID}?tab=files&file=documents/reply-letter.json`);
    const text = page.locator('.jd-pk-code textarea');
    await text.waitFor();
    const sound = await text.inputValue();
    await text.fill(sound.replace('"title"', '"titel"'));
    await page.locator('.jd-page-actions').getByRole('button', { name: /检查/ }).click();
    await page.getByText('检查后又有修改').waitFor({ state: 'detached' });
    const problem = page.locator('.jd-pk-problem-list button').filter({ hasText: '文书模板' }).first();
    await problem.waitFor();
    await tab('版本');
    await problem.click();
    await expect.poll(() => page.url()).toContain('reply-letter');
    await text.fill(sound);
    await expect.poll(() => status()).toContain('草稿已保存');
    await button('发布').click();
    const dialog = page.getByRole('dialog', { name: '发布新版本' });
    await dialog.getByText('检查通过').first().waitFor();
    await dialog.getByText('领导审签').first().waitFor();
    const ok = dialog.getByRole('button', { name: '发布', exact: true });
    expect(await ok.isDisabled()).toBe(true);
    await dialog.getByLabel('发布原因').fill('交办前增加领导审签');
    await ok.click();
    await page.getByText('已发布第 2 版').waitFor();
    await expect.poll(() => status()).toContain('与生效的第 2 版相同');
    await tab('版本');
    await page.getByText('交办前增加领导审签').waitFor();
    await page.getByRole('button', { name: '查看' }).first().click();
    const seen = page.getByRole('dialog', { name: '第 2 版（只读）' });
    await seen.locator('[data-element-id="assign"]').first().waitFor();
    await seen.getByRole('button', { name: '关闭', exact: true }).last().click();
    const release = await site.app.packages.releases.get(`${ID}@2`);
    expect(release?.reason).toBe('交办前增加领导审签');
  });

  it('overwrites nothing when two administrators work on one draft', async () => {
    const other = await site.signIn('renda1');
    for (const one of [page, other]) {
      await one.goto(`${site.url}/packages/${ID}?tab=forms&file=forms/sign.json`);
      await one.getByLabel('提交按钮的文字').waitFor();
    }
    await page.getByLabel('提交按钮的文字').fill('签发');
    await button('保存').click();
    await expect.poll(() => status()).toContain('草稿已保存');
    await other.getByLabel('提交按钮的文字').fill('审签');
    await button('保存', other).click();
    const dialog = other.getByRole('dialog', { name: '没有保存：别人先保存了' });
    await dialog.getByText('对方：赵安民').waitFor();
    await dialog.getByText('双方都改了').waitFor();
    expect(await dialog.getByRole('button', { name: '合并双方的改动' }).count()).toBe(0);
    const [download] = await Promise.all([
      other.waitForEvent('download'),
      dialog.getByRole('button', { name: '下载我的改动' }).click(),
    ]);
    const mine = unzipPackage(new Uint8Array(await readFile(await download.path())));
    expect(mine['forms/sign.json']).toContain('审签');
    expect((await draftOf()).files['forms/sign.json']).toContain('"签发"');
    await dialog.getByRole('button', { name: '重新载入' }).click();
    await other.locator('.ant-modal-confirm').getByRole('button', { name: '重新载入' }).click();
    await expect.poll(() => other.getByLabel('提交按钮的文字').inputValue()).toBe('签发');

    // changes of different files can be put together
    await page.goto(`${site.url}/packages/${ID}?tab=forms&file=forms/close.json`);
    await page.getByLabel('提交按钮的文字').fill('予以办结');
    await button('保存').click();
    await expect.poll(() => status()).toContain('草稿已保存');
    await other.getByLabel('提交按钮的文字').fill('审签');
    await button('保存', other).click();
    await dialog.getByRole('button', { name: '合并双方的改动' }).click();
    await button('保存', other).click();
    await expect.poll(() => status(other)).toContain('草稿已保存');
    const { files } = await draftOf();
    expect(files['forms/sign.json']).toContain('审签');
    expect(files['forms/close.json']).toContain('予以办结');
    await other.context().close();
  });

  it('asks before unsaved changes are left, and gives a draft up', async () => {
    await page.goto(`${site.url}/packages/${ID}?tab=forms&file=forms/sign.json`);
    await page.getByLabel('提交按钮的文字').fill('再改');
    await page.getByRole('link', { name: '我的待办' }).click();
    await page
      .getByRole('dialog', { name: '有修改尚未保存' })
      .getByRole('button', { name: '留在此页' })
      .click();
    expect(page.url()).toContain('/packages/');
    await button('放弃草稿').click();
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '放弃草稿' }).click();
    await expect.poll(() => status()).toContain('与生效的第 2 版相同');
    expect((await draftOf()).rev).toBe(0);
  });

  it('makes a package from the template that can be published', async () => {
    await page.goto(`${site.url}/packages`);
    await button('新建流程').click();
    const dialog = page.getByRole('dialog', { name: '新建流程' });
    await dialog.getByLabel('名称').fill('执法检查');
    await dialog.getByLabel('标识').fill('law-inspection');
    await dialog.getByRole('button', { name: '建立' }).click();
    await page.waitForSelector('.djs-element[data-element-id="step"]', { timeout: 60_000 });
    await page.locator('.jd-page-actions').getByRole('button', { name: /检查/ }).click();
    await page.getByText('没有发现问题，可以发布').waitFor();
    await button('发布').click();
    const publish = page.getByRole('dialog', { name: '发布新版本' });
    await publish.getByLabel('发布原因').fill('首次发布');
    await publish.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('已发布第 1 版').waitFor();
    expect((await site.app.packages.releases.currentOf('law-inspection'))?.manifest.title).toBe('执法检查');
  });

  it('threw nothing on the way', () => expect(site.errors).toEqual([]));
});
