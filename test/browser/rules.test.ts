/** 评价指标与规则 and 统计看板 over cases that were really run: weights, publishing, traces, the cases behind a number. */
import type { Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementOrSkip } from '../support/requirement.ts';
import { runCases } from './cases.ts';
import { choose, overflow, PHONE, serious } from './pages.ts';
import { chromiumMissing, openSite, type Site } from './support.ts';

const ID = 'deputy-suggestions';
const FILES = ['straight-a', 'b-tracked', 'reply-overdue', 'wrongly-addressed', 'a-not-agreed', 'reference'];
const can = await requirementOrSkip('rules and board in Chromium', chromiumMissing);

describe.runIf(can)('rules and board', () => {
  let site: Site;
  let page: Page;

  beforeAll(async () => {
    site = await openSite((dataDir) => runCases(dataDir, ID, FILES));
    page = await site.signIn('guize');
  }, 240_000);
  afterAll(() => site?.close());

  const scores = async () =>
    Object.fromEntries(
      await page
        .locator('.jd-rule-ranks tbody tr')
        .evaluateAll((rows) =>
          rows.map((r) => [r.getAttribute('data-body'), r.querySelector('.jd-rule-meter')?.textContent]),
        ),
    ) as Record<string, string>;
  /** Grades shown, without what they were; and those that the rule set gives for the totals shown. */
  const graded = () =>
    page
      .locator('.jd-rule-grade')
      .evaluateAll((cells) => cells.map((c) => (c.textContent ?? '').replace(/（.*）/, '')));
  const byTotal = async () =>
    Object.values(await scores()).map((s) => {
      const total = Number(s);
      return Number.isNaN(total)
        ? '–'
        : total >= 90
          ? '优秀'
          : total >= 80
            ? '良好'
            : total >= 60
              ? '合格'
              : '不合格';
    });
  const button = (name: string | RegExp) => page.locator('.jd-page-actions').getByRole('button', { name });
  /** Discards the draft; gives the server's answer, however long a busy machine takes for it. */
  const discard = async () => {
    await button('放弃修改').click();
    const dialog = page.getByRole('dialog', { name: '放弃规则草稿？' });
    const answers: Response[] = [];
    const keep = (r: Response) => {
      if (r.request().method() === 'DELETE' && r.url().includes('/api/rules/')) answers.push(r);
    };
    page.on('response', keep);
    await dialog.getByRole('button', { name: '放弃修改' }).click();
    await dialog.waitFor({ state: 'hidden' });
    page.off('response', keep);
    const [answer, ...more] = answers;
    if (!answer || more.length > 0) throw new Error(`${answers.length} requests to discard the draft`);
    await dialog.waitFor({ state: 'hidden' });
    return answer;
  };
  const status = () => page.locator('.jd-rule-status').innerText();

  it('shows scores moving while a weight is moved, and says when weights do not sum to 100', async () => {
    await page.goto(`${site.url}/rules`);
    await page.getByRole('link', { name: '承办单位办理代表建议评价' }).click();
    await page.locator('.jd-rule-ranks tr[data-body="jtj"]').waitFor();
    const before = await scores();
    expect(await page.getByRole('alert').count()).toBe(0);
    await expect.poll(graded).toEqual(await byTotal());
    const handle = page.getByRole('slider', { name: '“A 类占比（办成率）”的权重', exact: true });
    await handle.focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    await page.getByText('一级指标权重之和为 110，超出 10，请调低。').waitFor();
    const after = await scores();
    expect(after.jtj).not.toBe(before.jtj);
    const moved = Number(after.jtj) - Number(before.jtj);
    const told = await page.locator('.jd-rule-ranks tr[data-body="jtj"] td').nth(3).innerText();
    expect(told).toBe(`${moved > 0 ? '+' : '−'}${Math.abs(moved).toFixed(2)}`);
    expect(await button('发布').isDisabled()).toBe(true);
    // the grades follow: with one indicator above all others, it decides; what the grade was stands beside
    await handle.focus();
    await page.keyboard.press('End');
    await page.locator('.jd-rule-grade').getByText('（原').first().waitFor();
    await expect.poll(graded).toEqual(await byTotal());
    const number = page.getByLabel('“A 类占比（办成率）”的权重数值', { exact: true });
    await number.fill('25');
    await number.press('Enter');
    await page.getByRole('button', { name: '按比例调到 100' }).click();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    expect(await serious(page)).toEqual([]);
  });

  it('saves, publishes with a reason, and compares versions', async () => {
    await button('保存草稿').click();
    await expect.poll(status).toContain('草稿已保存，尚未发布');
    await button('发布').click();
    const dialog = page.getByRole('dialog', { name: '发布规则' });
    await dialog.getByText(/“A 类占比（办成率）”的权重由 15 改为 22\.7/).waitFor();
    await dialog.getByLabel('发布原因').fill('更看重办成');
    await dialog.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('已发布第 2 版').waitFor();
    await expect.poll(status).toContain('与生效的第 2 版相同');
    await page.getByRole('tab', { name: '版本' }).click();
    await page.getByText('更看重办成').waitFor();
    await page.getByRole('button', { name: '与现在的内容对比' }).last().click();
    await page.getByText(/“按期答复率”的权重由 25 改为 22\.7/).waitFor();
    const release = await site.app.packages.releases.currentOf(ID);
    expect([release?.number, release?.reason]).toEqual([2, '更看重办成']);
  });

  it('keeps what somebody else saved, and what was typed', async () => {
    const path = `/rules/${ID}/grades`;
    await page.goto(`${site.url}${path}`);
    await page.getByRole('region', { name: '规则 优秀等次' }).waitFor();
    const other = await site.signIn('admin');
    await other.goto(`${site.url}${path}`);
    await other.getByLabel('“优秀等次”的优先级').fill('41');
    await other.locator('.jd-page-actions').getByRole('button', { name: '保存草稿' }).click();
    await other.getByText('草稿已保存，尚未发布').waitFor();
    await page.getByLabel('“良好等次”的优先级').fill('31');
    await button('保存草稿').click();
    const dialog = page.getByRole('dialog', { name: '没有保存：别人先保存了' });
    await dialog.getByText('对方：赵安民').waitFor();
    await dialog.getByText('“优秀等次”的优先级由 41 改为 40').waitFor();
    await dialog.getByRole('button', { name: '放弃我的改动' }).click();
    await expect.poll(() => page.getByLabel('“优秀等次”的优先级').inputValue()).toBe('41');
    // a discard that comes second is told, and nothing of the other's is lost
    await other.getByLabel('“优秀等次”的优先级').fill('42');
    await other.locator('.jd-page-actions').getByRole('button', { name: '保存草稿' }).click();
    await other.getByText('草稿已保存，尚未发布').waitFor();
    expect((await discard()).status()).toBe(409);
    const told = page.getByRole('dialog', { name: '没有放弃：草稿仍然保留' });
    await told.getByText('赵安民已在您之后保存了规则草稿。草稿没有放弃').waitFor();
    await told.getByRole('button', { name: '载入最新内容' }).click();
    await expect.poll(() => page.getByLabel('“优秀等次”的优先级').inputValue()).toBe('42');
    await told.waitFor({ state: 'hidden' });
    expect((await discard()).status()).toBe(200);
    await expect.poll(status).toContain('与生效的第 2 版相同');
    await other.context().close();
    // the person's own other window is not somebody else
    const second = await page.context().newPage();
    await second.goto(`${site.url}${path}`);
    await second.getByLabel('“优秀等次”的优先级').fill('41');
    await second.locator('.jd-page-actions').getByRole('button', { name: '保存草稿' }).click();
    await second.getByText('草稿已保存，尚未发布').waitFor();
    await page.getByLabel('“良好等次”的优先级').fill('31');
    await button('保存草稿').click();
    const own = page.getByRole('dialog', { name: '没有保存：您在另一个窗口先保存了' });
    await own.getByText(/^另一个窗口：.+ 保存$/).waitFor();
    await own.getByRole('button', { name: '放弃我的改动' }).click();
    await expect.poll(() => page.getByLabel('“优秀等次”的优先级').inputValue()).toBe('41');
    expect((await discard()).status()).toBe(200);
    await expect.poll(status).toContain('与生效的第 2 版相同');
    await second.close();
  });

  it('gives up the changes of one rule, while the draft of another stays', async () => {
    await page.getByLabel('“优秀等次”的优先级').fill('43');
    await button('保存草稿').click();
    await page.getByText('草稿已保存，尚未发布').waitFor();
    await page.goto(`${site.url}/rules/${ID}/routing`);
    await button('JSON')
      .or(page.getByText('JSON', { exact: true }))
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: '名称' }).first().fill('交办流转（试）');
    await button('放弃修改').click();
    await page.getByRole('menuitem', { name: '只放弃这份规则的修改' }).click();
    const dialog = page.getByRole('dialog', { name: '放弃这份规则的修改？' });
    await dialog.getByText('同一流程其他规则的草稿不变').waitFor();
    await dialog.getByRole('button', { name: '放弃修改' }).click();
    await page.getByText('已恢复为生效的版本').waitFor();
    await page.goto(`${site.url}/rules/${ID}/grades`);
    await expect.poll(() => page.getByLabel('“优秀等次”的优先级').inputValue()).toBe('43');
    expect((await discard()).status()).toBe(200);
  });

  it('runs a rule set on a real body with the trace of each condition', async () => {
    const veto = page.locator('[data-rule="veto-overdue"]');
    await veto.getByLabel('值').fill('0');
    const panel = page.getByRole('region', { name: '试运行' });
    await choose(panel.getByLabel('承办单位'), '交通运输局');
    await panel.getByRole('button', { name: '试运行' }).click();
    await panel.getByRole('status').getByText('合格（逾期答复超过 2 件的不得评为良好以上）').waitFor();
    const trace = panel.locator('[data-traced="veto-overdue"]');
    expect(await trace.innerText()).toMatch(/满足[\s\S]*逾期答复件数 大于 0，实际：1/);
    expect(await panel.locator('[data-traced="grade-excellent"] .jd-rule-no').count()).toBeGreaterThan(0);
    // of the stored tests, those that a stricter veto breaks are told, in titles and not in ids
    await page
      .locator('.jd-rule-no[data-test="恰好两件逾期不否决"]')
      .getByText(/预期等次“.+”，实际等次“合格”/)
      .waitFor();
    // the facts found can be changed by hand
    await panel.getByRole('tab', { name: '自己填写' }).click();
    await panel.getByLabel('试用的指标值 · 逾期答复件数', { exact: true }).fill('0');
    await panel.getByLabel('试用的总分', { exact: true }).fill('95');
    await panel.getByRole('button', { name: '试运行' }).click();
    await panel.getByRole('status').getByText('优秀（优秀等次）').waitFor();
    expect(await serious(page)).toEqual([]);
  });

  it('edits stored tests and the facts that rules ask about', async () => {
    const tests = page.getByRole('region', { name: '测试', exact: true });
    await page.getByRole('region', { name: '试运行' }).getByRole('button', { name: '存为测试' }).click();
    const kept = tests.locator('[data-test="试运行：优秀等次"]');
    await expect.poll(() => kept.getAttribute('class')).toBe('jd-rule-yes');
    await kept.click();
    await choose(tests.getByLabel('“试运行：优秀等次”应有的结果'), '等次“良好”');
    await expect.poll(() => kept.getAttribute('class')).toBe('jd-rule-no');
    await kept.getByText('预期等次“良好”，实际等次“优秀”').waitFor();
    // the input decides as well
    await tests.getByLabel('测试总分', { exact: true }).last().fill('85');
    await expect.poll(() => kept.getAttribute('class')).toBe('jd-rule-yes');
    await page.getByText(/可用的事实（\d+ 项）/).click();
    await page.getByRole('button', { name: '按指标体系补齐' }).click();
    await page.getByLabel('“名次”的来源').waitFor();
    const source = page.getByLabel('“总分”的来源');
    await source.fill('sum');
    await source.blur();
    // what refers to a renamed fact follows it: conditions, tests
    await expect.poll(() => kept.getAttribute('class')).toBe('jd-rule-yes');
    await page
      .locator('[data-rule="grade-excellent"] .jd-rule-sentence')
      .getByText(/总分大于或等于90/)
      .waitFor();
    expect(await serious(page)).toEqual([]);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/ruleset.png`, fullPage: true });
    await button('保存草稿').click();
    await expect.poll(status).toContain('草稿已保存，尚未发布');
    const saved = await page.evaluate(() => fetch('/api/rules/deputy-suggestions').then((r) => r.json()));
    const set = JSON.parse(saved.changed['rules/grades.json']);
    expect(set.facts.map((f: { name: string }) => f.name)).toEqual([
      ...['sum', 'values', 'base', 'bonus', 'deduction', 'vetoed', 'rank', 'scores'],
    ]);
    expect(set.rules[1].conditions.all[0].fact).toBe('sum');
    expect(set.tests.at(-1)).toMatchObject({
      facts: { sum: 85, values: { overdueCount: 0 } },
      expect: { outcomes: [{ type: 'grade', params: { grade: 'good' } }] },
    });
    expect((await discard()).status()).toBe(200);
  });

  it('shares a condition between rules, and tells beside a rule that it cannot speak', async () => {
    await page.goto(`${site.url}/rules/${ID}/grades`);
    await page.getByRole('button', { name: '添加共用条件' }).click();
    const shared = page.locator('[data-shared="condition-1"]');
    await shared.getByLabel('共用条件的名称').fill('分数够高');
    await choose(shared.getByLabel('比较方式'), '大于或等于');
    await shared.getByLabel('值').fill('85');
    await shared.getByText('当总分大于或等于85').waitFor();
    await shared.getByText('没有被任何规则使用').waitFor();
    const good = page.getByRole('region', { name: '规则 良好等次' });
    await good.getByRole('button', { name: '共用条件' }).first().click();
    await good
      .locator('.jd-rule-sentence')
      .getByText(/符合“分数够高”/)
      .waitFor();
    await shared.getByText('1 处使用').waitFor();
    expect(await shared.getByRole('button', { name: '删去共用条件“分数够高”' }).isDisabled()).toBe(true);
    // a kind of outcome is known by its name
    expect(await good.locator('.jd-rule-event .ant-select').first().innerText()).toBe('等次');
    // what is asked first and asks less hides what comes after it
    await good.getByLabel('“良好等次”的优先级').fill('60');
    const excellent = page.getByRole('region', { name: '规则 优秀等次' });
    await excellent.getByText('规则“优秀等次”不会生效：它成立时，排在前面的“良好等次”已经成立').waitFor();
    expect(await serious(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/lint.png`, fullPage: true });
    // leaving asks once, and the draft can be saved on the way
    await page.getByRole('link', { name: '统计看板' }).first().click();
    const leaving = page.getByRole('dialog', { name: '有修改尚未保存' });
    await leaving.getByRole('button', { name: '保存后离开' }).click();
    await page.waitForURL(/\/board/);
    const saved = await page.evaluate(() => fetch('/api/rules/deputy-suggestions').then((r) => r.json()));
    const set = JSON.parse(saved.changed['rules/grades.json']);
    expect(set.conditions).toEqual([
      {
        name: 'condition-1',
        title: '分数够高',
        conditions: { all: [{ fact: 'total', operator: 'greaterThanInclusive', value: 85 }] },
      },
    ]);
    await page.goto(`${site.url}/rules/${ID}/grades`);
    expect((await discard()).status()).toBe(200);
  });

  it('edits a voting rule in a form, with examples that are reckoned as it is edited', async () => {
    await page.goto(`${site.url}/rules/bodies-review/satisfaction`);
    await page.getByRole('button', { name: '添加算例' }).click();
    const example = page.getByRole('region', { name: '算例 1' });
    const fill = (name: string, n: number) =>
      example.getByLabel(`算例 1 ${name}`, { exact: true }).fill(`${n}`);
    await fill('满意 票', 49);
    await fill('基本满意 票', 21);
    await fill('不满意 票', 20);
    const result = example.locator('[data-result="overall"]');
    await expect.poll(() => result.innerText()).toBe('基本满意');
    await example.getByText('满意：49 票，占 100 的 49.0%，需要 50 票').first().waitFor();
    // of the ballots cast validly it is more than half
    await page.getByLabel('计票基数（比例的分母）').click();
    await page.locator('.ant-select-item-option').filter({ hasText: '有效票' }).click();
    await expect.poll(() => result.innerText()).toBe('满意');
    await page.getByLabel('“满意”分子').fill('3');
    await page.getByLabel('“满意”分母').fill('4');
    await expect.poll(() => result.innerText()).toBe('基本满意');
    await example.getByLabel('算例 1 预期结果 overall').click();
    await page
      .locator('.ant-select-item-option:visible')
      .filter({ hasText: /^满意$/ })
      .click();
    await example.getByText('预期为“满意”，实际为“基本满意”').waitFor();
    // numbers that do not fit together are told
    await fill('不满意 票', 90);
    await example.getByText('各项票数之和超过有效票数 90').waitFor();
    await fill('不满意 票', 20);
    expect(await serious(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/ballot.png`, fullPage: true });
    await button('保存草稿').click();
    await expect.poll(status).toContain('草稿已保存，尚未发布');
    const saved = await page.evaluate(() => fetch('/api/rules/bodies-review').then((r) => r.json()));
    const rule = JSON.parse(saved.changed['rules/satisfaction.json']);
    expect([rule.denominator, rule.outcomes[0].when]).toEqual([
      'valid',
      { sumOf: ['satisfied'], atLeast: { numerator: 3, denominator: 4 } },
    ]);
    expect(rule.examples).toEqual([
      {
        title: '算例 1',
        sheet: {
          ...{ electorate: 100, present: 95, cast: 90, valid: 90 },
          choices: { overall: { satisfied: 49, basic: 21, unsatisfied: 20 } },
        },
        expect: { outcomes: { overall: 'satisfied' } },
      },
    ]);
    expect((await discard()).status()).toBe(200);
  });

  it('takes single ballots as examples, tells why one does not count, and is not published against them', async () => {
    await page.goto(`${site.url}/rules/department-appraisal/deputy-scores`);
    await page.getByRole('button', { name: '添加算例' }).click();
    const example = page.getByRole('region', { name: '算例 1' });
    const add = () => example.getByRole('button', { name: '添加一行选票' }).click();
    const mark = (row: number, question: string, n: number | '') =>
      example.getByLabel(`算例 1 第 ${row} 行 ${question}`, { exact: true }).fill(`${n}`);
    await add();
    const titles = await example.locator('.jd-rule-ballots thead th').allInnerTexts();
    const questions = titles.slice(2, -1);
    expect(questions.length).toBeGreaterThan(1);
    for (const [i, q] of questions.entries()) await mark(1, q, 80 + i);
    await mark(1, '张数', 20);
    const first = questions[0]!;
    const mean = example.locator('[data-mean]').first();
    await expect.poll(() => mean.innerText()).toBe('平均 80.00 分');
    await add();
    await mark(2, '张数', 20);
    await mark(2, first, 90);
    await expect.poll(() => mean.innerText()).toBe('平均 85.00 分');
    // nothing marked: not valid, and said why
    await add();
    for (const q of questions) await mark(3, q, '');
    await example.getByText('废票：空白票').waitFor();
    await example.getByText('收回 41 张，有效 40 张').waitFor();
    await example
      .getByLabel(/^算例 1 预期得分/)
      .first()
      .fill('86');
    await example.getByText(/预期 86 分，实际 85 分/).waitFor();
    expect(await button('发布').isDisabled()).toBe(true);
    await example
      .getByLabel(/^算例 1 预期得分/)
      .first()
      .fill('85');
    await example.getByText('与预期一致').waitFor();
    await expect.poll(() => button('发布').isDisabled()).toBe(false);
    expect(await serious(page)).toEqual([]);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/ballot-rows.png`, fullPage: true });
    await button('保存草稿').click();
    await expect.poll(status).toContain('草稿已保存，尚未发布');
    const saved = await page.evaluate(() => fetch('/api/rules/department-appraisal').then((r) => r.json()));
    const [kept] = JSON.parse(saved.changed['rules/deputy-scores.json']).examples;
    expect(kept.sheet).toMatchObject({ cast: 41, valid: 40 });
    expect(kept.ballots.map((b: { times: number }) => b.times)).toEqual([20, 20, 1]);
    expect((await discard()).status()).toBe(200);
  });

  it('opens the cases behind the numbers of the board', async () => {
    await page.goto(`${site.url}/board`);
    const row = page.getByRole('row', { name: /交通运输局/ });
    await row.waitFor();
    const link = row.getByRole('button', { name: /交通运输局[:：]按期答复率/ });
    await link.click();
    const drawer = page.locator('.jd-board-drawer');
    await drawer.getByRole('status').waitFor();
    const all = await drawer.locator('tbody tr').count();
    expect(await drawer.getByRole('status').innerText()).toContain(`共 ${all} 件`);
    await drawer.getByText('未计入的').click();
    await expect.poll(() => drawer.locator('tbody tr').count()).toBe(1);
    expect(await serious(page)).toEqual([]);
    await drawer.locator('tbody a').first().click();
    await page.waitForURL(/\/cases\//);
    await page.goto(`${site.url}/board?year=2025&org=yunxi`);
    await page.getByText('云溪镇人大范围内没有这类事项').waitFor();
  });

  it('fits a phone', async () => {
    const phone = await site.signIn('renda1', PHONE);
    await phone.goto(`${site.url}/board`);
    await phone.getByRole('row', { name: /交通运输局/ }).waitFor();
    expect(await overflow(phone)).toBeLessThanOrEqual(0);
    expect(await serious(phone)).toEqual([]);
    await phone.context().close();
  });

  it('shows a scheme on a phone: all within the window, every figure with its name', async () => {
    const phone = await site.signIn('guize', PHONE);
    for (const language of ['zh-CN', 'en']) {
      await phone.evaluate((l) => localStorage.setItem('jiandu.language', l), language);
      await phone.goto(`${site.url}/rules/${ID}/body-handling`);
      const ranked = phone.locator('.jd-rule-ranks tbody tr').first();
      await ranked.waitFor();
      expect(await overflow(phone)).toBeLessThanOrEqual(0);
      const box = (await phone.locator('.jd-rule-tabs .ant-segmented').boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(PHONE.width);
      const labels = await ranked
        .locator('td')
        .evaluateAll((cells) => cells.map((c) => c.getAttribute('data-label')));
      expect(labels).toEqual(
        language === 'en'
          ? ['Rank', null, 'Points', 'Change', 'Grade']
          : ['名次', null, '得分', '变化', '等次'],
      );
    }
    await phone.evaluate(() => localStorage.removeItem('jiandu.language'));
    await phone.context().close();
  });

  it('threw nothing on the way', () => expect(site.errors).toEqual([]));
});
