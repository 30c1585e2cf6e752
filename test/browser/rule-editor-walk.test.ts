/**
 * One walk through an evaluation of a new kind of body: an administrator copies a procedure, a rule editor makes the
 * scheme, the weighting rule and the satisfaction ballot of it by form alone, sixty deputies weigh and vote, the result
 * is published, and changes are tried on it. Pages are real; most of the sixty vote over HTTP, each in a session of their own.
 */
import { mkdirSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../server/auth/passwords.ts';
import { compose } from '../../server/compose.ts';
import { seedDirectory } from '../../server/directory/seed.ts';
import { type Client, httpClient } from '../server/support.ts';
import { requirementOrSkip } from '../support/requirement.ts';
import { choose, complete, fill, openTask, overflow, PHONE, serious, submitButton } from './pages.ts';
import { chromiumMissing, openSite, PASSWORD, type Site } from './support.ts';

const can = await requirementOrSkip('a rule editor’s walk in Chromium', chromiumMissing);
/** Folder for pictures of the pages, to be looked at. */
const shots = process.env.SHOTS;

const PACKAGE = 'street-appraisal';
const TITLE = '2026 年度街道办事处工作评议';
/** Ids as the page 组织与人员 makes them: no person should ever read one. */
const STREETS = [
  { id: 'o4d2a9c11', name: '湖滨街道', task: 98, budget: 96, honours: 2 },
  { id: 'o7be03f52', name: '城东街道', task: 90, budget: 91, honours: 0 },
  { id: 'o91c6aa08', name: '城西街道', task: 84, budget: 88, honours: 1 },
] as const;
const DEPUTIES = Array.from({ length: 60 }, (_, i) => `db${String(i + 1).padStart(2, '0')}`);

/** The sample district with three subdistrict offices, as an administrator would have entered them. */
async function withStreets(dataDir: string): Promise<void> {
  const app = await compose({ dataDir, logLevel: 'silent' });
  await app.start();
  const now = app.clock.now();
  await seedDirectory({ service: app.directoryService, password: PASSWORD, now });
  const hash = await hashPassword(PASSWORD);
  await app.directoryService.load(
    {
      orgs: STREETS.map((s, i) => ({
        ...{
          id: s.id,
          kind: 'body',
          parentId: 'donghu',
          path: `/yongjiang/donghu/${s.id}/`,
          level: 'district',
        },
        ...{
          name: `东湖区${s.name}办事处`,
          shortName: s.name,
          bodyKind: 'government',
          order: 50 + i,
          active: true,
        },
      })),
      terms: [],
      groups: [],
      users: STREETS.map((s, i) => ({
        ...{
          id: `jd${i + 1}`,
          username: `jd${i + 1}`,
          name: ['范立业', '汤晓晴', '毕长安'][i]!,
          active: true,
        },
        memberships: [{ orgId: s.id, roles: ['official'] }],
      })),
    },
    STREETS.map((_, i) => ({
      op: 'put',
      collection: 'credentials',
      doc: { id: `jd${i + 1}`, hash, changedAt: now, oneTime: false },
    })),
  );
  await app.stop();
}

describe.runIf(can)('a rule editor evaluates a new kind of body', () => {
  let site: Site;
  /** Of the administrator, the rule editor and the clerk. */
  let admin: Page;
  let page: Page;
  let clerk: Page;
  const sessions = new Map<string, Client>();

  beforeAll(async () => {
    site = await openSite(withStreets);
    [admin, page, clerk] = [
      await site.signIn('admin'),
      await site.signIn('guize'),
      await site.signIn('renda1'),
    ];
    for (const one of [admin, page, clerk]) one.setDefaultTimeout(30_000);
  }, 240_000);
  afterAll(() => site?.close());

  const look = async (name: string, of: Page = page) => {
    if (!shots) return;
    mkdirSync(shots, { recursive: true });
    await of.evaluate(() => window.scrollTo(0, 0));
    await of.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  /** The page as it stands is within the window, has no serious fault of accessibility, and shows no technical id. */
  const sound = async (of: Page, name: string) => {
    await look(name, of);
    expect(await overflow(of)).toBe(0);
    expect(await serious(of)).toEqual([]);
    const text = await of.locator('body').innerText();
    for (const { id } of STREETS) expect(text).not.toContain(id);
  };
  const pick = (selector: string, option: string) => choose(page.locator(selector), option);
  const dialog = (of: Page, name: string) => of.getByRole('dialog', { name });
  const published = (of: Page) =>
    of
      .getByText(/已发布第 \d+ 版/)
      .first()
      .waitFor();
  const as = async (user: string): Promise<Client> => {
    const known = sessions.get(user) ?? (await httpClient(site.url, user));
    sessions.set(user, known);
    return known;
  };
  const ask = async (user: string, method: string, path: string, body?: unknown) => {
    const reply = await (await as(user)).call(method, path, body);
    if (reply.status !== 200) throw new Error(`${user} ${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const rounds = async () => {
    const { items } = await ask('renda1', 'GET', `/api/cases?packageId=${PACKAGE}&limit=1`);
    const [{ id }] = items as [{ id: string }];
    return { caseId: id, list: await site.app.ballots.ofCase(id) };
  };
  const roundOf = async (ballot: string) => {
    const found = async () => (await rounds()).list.find((r) => r.ballot === ballot)?.id;
    await expect.poll(found, { timeout: 20_000 }).toBeTruthy();
    return (await found())!;
  };
  const closed = (ballot: string) =>
    expect
      .poll(async () => (await rounds()).list.find((r) => r.ballot === ballot)?.state, { timeout: 20_000 })
      .toBe('closed');
  /** Completes the tasks of this name of the case, over HTTP, as soon as all `count` of them are there. */
  const completeAll = async (user: string, name: string, count: number, data: Record<string, unknown>) => {
    const named = async () => {
      const { items } = await ask(user, 'GET', `/api/tasks?view=groups&q=${encodeURIComponent(TITLE)}`);
      return (items as { id: string; name: string }[]).filter((task) => task.name === name);
    };
    await expect.poll(async () => (await named()).length, { timeout: 20_000 }).toBe(count);
    for (const task of await named()) await ask(user, 'POST', `/api/tasks/${task.id}/complete`, { data });
  };

  it('an administrator copies a procedure under a new name', async () => {
    await admin.goto(`${site.url}/packages`);
    await admin.getByRole('button', { name: '新建流程' }).click();
    const make = dialog(admin, '新建流程');
    await make.getByText('复制已有流程').click();
    await choose(make.locator('#jd-pk-original'), '部门工作评议');
    await make.getByLabel('名称').fill('街道办事处工作评议');
    await make.getByLabel('标识').fill(PACKAGE);
    await make.getByRole('button', { name: '建立' }).click();
    // the board comes with the page, and is by far its heaviest part
    await admin.getByText('街道办事处工作评议（主流程）').waitFor({ timeout: 60_000 });
    await publish(admin, '由部门工作评议复制');
  }, 120_000);

  async function publish(of: Page, reason: string): Promise<void> {
    await of.locator('.jd-page-actions').getByRole('button', { name: '发布' }).click();
    const ask = of.getByRole('dialog', { name: /^发布/ });
    await ask.getByLabel('发布原因').fill(reason);
    await ask.getByRole('button', { name: '发布', exact: true }).click();
    await published(of);
    await ask.waitFor({ state: 'hidden' });
  }

  it('the rule editor makes a scheme: groups, targets, a rubric, ballots, a bonus with a cap, a veto', async () => {
    await page.goto(`${site.url}/rules`);
    await newRule('评价指标体系', '街道办事处工作评议指标', 'street', async (d) => {
      await d.getByRole('button', { name: '建立' }).click();
      await d.getByText('请填写名称。').waitFor();
      await d.getByLabel('评价对象').fill('街道办事处');
    });
    const row = (id: string) => page.locator(`[data-indicator=${id}]`);
    const set = async (id: string, title: string, weight: number) => {
      await row(id).locator('input').first().fill(title);
      const number = row(id).locator('.jd-rule-node-weight input');
      await number.fill(`${weight}`);
      await number.press('Enter');
    };
    const deed = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const number = async (selector: string, value: number) => {
      await page.locator(selector).fill(`${value}`);
      await page.locator(selector).press('Enter');
    };
    const add = (group: string) => deed(`在“${group}”下添加指标`);
    const register = async (owner: string, take: string, field: string) => {
      await pick(`#jd-source-${owner}-kind`, '台账的条数、合计或平均');
      await pick(`#jd-source-${owner}-register`, '履职数据');
      await pick(`#jd-source-${owner}-take`, take);
      await pick(`#jd-source-${owner}-field`, field);
    };
    const ballot = async (owner: string, title: string) => {
      await pick(`#jd-source-${owner}-kind`, '测评的得分或得票率');
      await pick(`#jd-source-${owner}-ballot`, title);
    };
    await deed('删去“指标一”');
    await deed('删去“指标二”');
    await page.getByText('请至少设一个指标').waitFor();
    for (const [i, title] of ['履职实绩', '基层治理', '各方评价'].entries()) {
      await page.getByRole('button', { name: /添加一级指标组$/ }).click();
      await set(`group${i + 1}`, title, [40, 20, 40][i]!);
    }
    await set('indicator1', '年度重点任务完成率', 60);
    await deed('“年度重点任务完成率”的计分办法');
    await register('indicator1', '某项数值的平均', '重点工作完成率');
    await pick('#jd-leaf-indicator1-scale', '目标：达到目标得满分');
    await number('#jd-leaf-indicator1-target', 100);
    await number('#jd-leaf-indicator1-limit', 60);
    await add('履职实绩');
    await set('indicator4', '预算执行率', 40);
    await register('indicator4', '某项数值的平均', '预算执行率');
    await set('indicator2', '工作作风', 50);
    await deed('“工作作风”的计分办法');
    await pick('#jd-leaf-indicator2-scale', '定性：按等级给分');
    await row('indicator2').getByLabel('第 1 级说明').fill('服务主动、办事公道，群众普遍认可');
    await row('indicator2').getByLabel('第 4 级说明').fill('推诿扯皮、弄虚作假，群众意见大');
    await look('scheme-rubric');
    await add('基层治理');
    await set('indicator5', '群众诉求按期办结率', 50);
    await set('indicator3', '代表满意度', 50);
    await deed('“代表满意度”的计分办法');
    await ballot('indicator3', '部门工作代表评分');
    await add('各方评价');
    await set('indicator6', '专家评分', 20);
    await ballot('indicator6', '部门工作专家评分');
    await add('各方评价');
    // what does not sum to 100 is told with the difference, and cannot be published
    await page.getByText(/“各方评价”的下级指标.*30/).waitFor();
    expect(await page.locator('.jd-page-actions').getByRole('button', { name: '发布' }).isDisabled()).toBe(
      true,
    );
    await set('indicator7', '居民满意度', 30);
    await ballot('indicator7', '居民满意度测评');
    const part = (name: string) =>
      page.locator('.jd-rule-more .ant-collapse-header').filter({ hasText: name }).click();
    await part('加分、扣分');
    await page.getByRole('button', { name: '添加加分项' }).click();
    await page.getByLabel('加分项名称').fill('区级以上表彰');
    await register('bonus1', '某项数值的合计', '表彰次数');
    await part('一票否决');
    await page.getByRole('button', { name: '添加否决项' }).click();
    const veto = page.locator('[data-veto=veto1]');
    await veto.getByLabel('否决项名称').fill('发生重大责任事故');
    await pick('#jd-source-veto1-kind', '台账的条数、合计或平均');
    await pick('#jd-source-veto1-register', '履职数据');
    await veto.getByRole('button', { name: '限定范围' }).click();
    const where = veto.locator('section').filter({ hasText: '只算哪些记录' });
    await choose(where.getByLabel('事实', { exact: true }), '一票否决情形');
    await where.locator('.jd-rule-value').getByText('有', { exact: true }).waitFor();
    await pick('#jd-veto-veto1-grade', '不合格');
    await expect.poll(() => page.locator('.jd-rule-error').allTextContents()).toEqual([]);
    await sound(page, 'scheme');
    await save();
  }, 120_000);

  /** 新建 in the procedure's part of the list. */
  async function newRule(kind: string, title: string, id: string, more: (d: Locator) => Promise<void>) {
    await page.goto(`${site.url}/rules`);
    await page.getByRole('button', { name: '在“街道办事处工作评议”里新建规则' }).click();
    const d = dialog(page, '新建规则');
    await choose(d.locator('#jd-new-rule-kind'), kind);
    await more(d);
    await d.getByLabel('名称').fill(title);
    await look(`new-${kind}`);
    if ((await d.getByLabel('标识').inputValue()) !== id) await d.getByLabel('标识').fill(id);
    await d.getByRole('button', { name: '建立' }).click();
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
  }
  async function save(): Promise<void> {
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('草稿已保存，尚未发布').waitFor();
  }

  it('the rule editor says how deputies weigh, and makes the satisfaction ballot of a ready rule', async () => {
    await newRule('赋权规则', '街道办事处工作评议指标赋权', 'weights-street', (d) =>
      choose(d.locator('#jd-new-rule-scheme'), '街道办事处工作评议指标'),
    );
    await pick('#jd-weighting-method', '两两比较');
    await sound(page, 'weighting');
    await save();
    await page.goto(`${site.url}/rules/${PACKAGE}/deputy-scores`);
    await page.getByLabel('从现成的规则开始').click();
    await page.locator('.ant-select-item-option:visible').filter({ hasText: '超过三分之二' }).click();
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '替换' }).click();
    await page.locator('#jd-ballot-title').fill('街道工作代表满意度测评');
    await sound(page, 'ballot-rule');
    await save();
    await publish(page, '建立街道办事处的指标体系、赋权规则和满意度测评');
    await page.goto(`${site.url}/rules`);
    await page.getByRole('row', { name: /街道办事处工作评议指标 评价指标体系 第 2 版/ }).waitFor();
    await sound(page, 'rules');
  }, 60_000);

  it('an administrator offers the scheme in the procedure; an option that names none is refused', async () => {
    await admin.goto(`${site.url}/packages/${PACKAGE}?tab=forms&file=forms/tailor.json`);
    const field = admin.locator('tbody[data-field=schemeId]');
    await field.getByRole('button', { name: '详细' }).click();
    await field.getByRole('button', { name: '删除这个选项' }).first().click();
    await field.getByLabel('字段名称').fill('单位类别');
    await field.getByLabel('第 1 个选项的文字').fill('街道办事处');
    await field.getByLabel('第 1 个选项的值').fill('streets');
    await admin.locator('.jd-page-actions').getByRole('button', { name: /检查/ }).click();
    await admin
      .getByText(/“综合评价”.*“单位类别”选“街道办事处”.*“streets”/)
      .first()
      .waitFor();
    await look('option-wrong', admin);
    await field.getByLabel('第 1 个选项的值').fill('street');
    await publish(admin, '选用街道办事处指标体系');
    await look('tailor-form', admin);
  }, 60_000);

  it('the clerk begins the appraisal, the leader approves', async () => {
    await clerk.goto(`${site.url}/cases/new/${PACKAGE}`);
    await clerk.locator('.jd-form').waitFor();
    await fill(clerk, {
      评议名称: TITLE,
      被评议部门: STREETS.map((s) => s.name),
      评议依据: '《各级人民代表大会常务委员会监督法》和区人大常委会 2026 年度监督计划。',
    });
    await sound(clerk, 'plan');
    await submitButton(clerk).click();
    await clerk.getByRole('heading', { name: TITLE }).waitFor();
    await openTask(clerk, site, TITLE, '选定指标体系');
    await complete(clerk, { 单位类别: '街道办事处', 选定理由: '三个单位均为街道办事处。' });
    await completeAll('zhuren1', '审定评议方案', 1, { decision: 'approve' });
    await roundOf('weights');
  }, 60_000);

  it('sixty deputies weigh the indicators, one of them on a phone; contradictions are mended before casting', async () => {
    const round = await roundOf('weights');
    const phone = await site.signIn('db01', PHONE);
    await phone.goto(`${site.url}/ballots/${round}`);
    const press = async (key: string, a: string, b: string) => {
      const slider = phone.getByRole('slider', { name: `“${a}”与“${b}”相比` });
      await slider.focus();
      for (let i = 0; i < 6; i++) await phone.keyboard.press(key);
    };
    // round in a circle: performance over governance, governance over opinions, opinions over performance
    await press('ArrowLeft', '履职实绩', '基层治理');
    await press('ArrowLeft', '基层治理', '各方评价');
    await press('ArrowRight', '履职实绩', '各方评价');
    await phone.getByText(/超过 0\.1：有些比较前后矛盾/).waitFor();
    await sound(phone, 'weigh-phone-contradiction');
    await phone.getByRole('button', { name: '提交权重' }).click();
    await phone.getByRole('alert').filter({ hasText: '一致' }).first().waitFor();
    for (let i = 0; i < 4 && (await phone.getByText(/有些比较前后矛盾/).count()) > 0; i++)
      await phone
        .getByRole('button', { name: /^改为：/ })
        .first()
        .click();
    await phone.getByRole('button', { name: '提交权重' }).click();
    await phone.getByText('您已投票，谢谢。').first().waitFor();
    await look('weigh-phone-done', phone);
    await phone.context().close();

    // the rest: results before governance, opinions before all, more or less so
    const paper = (i: number) => ({
      weights: {
        '': { judgements: [2, 1 / (1 + (i % 3)), 1 / (2 + (i % 3))] },
        group1: { judgements: [1 + (i % 2)] },
        group2: { judgements: [1] },
        group3: { judgements: [3, 2 - (i % 2), 0.5] },
      },
    });
    for (const [i, user] of DEPUTIES.slice(1).entries())
      await ask(user, 'POST', `/api/ballots/${round}/cast`, paper(i));
    await closed('weights');
    await page.goto(`${site.url}/cases/${(await rounds()).caseId}`);
    await clerk.goto(`${site.url}/ballots/${round}`);
    await clerk.getByText('已投 60 / 应投 60').waitFor();
    await sound(clerk, 'weights-tally');
  }, 60_000);

  it('the rule editor takes the weights over, which become a version that names its round', async () => {
    await page.goto(`${site.url}/rules/${PACKAGE}/street`);
    await page.getByRole('button', { name: '采用赋权结果' }).click();
    const adopt = dialog(page, '采用赋权结果');
    await adopt.locator('[data-criterion=group3]').waitFor();
    await adopt.getByText('计入 60 张').first().waitFor();
    await look('adopt');
    await adopt.getByRole('button', { name: '采用，写入草稿' }).click();
    await page.getByText(/权重采用“评议指标赋权”的赋权结果（.+，收回 60 张，代表权重占 60%）。/).waitFor();
    await publish(page, '采用代表赋权');
    await page.getByRole('tab', { name: '版本' }).click();
    await page
      .getByText(/权重采用“评议指标赋权”的赋权结果/)
      .first()
      .waitFor();
    await sound(page, 'versions');
    await page.getByRole('tab', { name: '对比' }).click();
    await sound(page, 'compare');
  }, 60_000);

  it('data are typed, bodies report', async () => {
    await page.goto(`${site.url}/evaluation-data`);
    await choose(page.locator('#jd-data-scheme'), '街道办事处工作评议指标');
    for (const [i, street] of STREETS.entries()) {
      await page.getByLabel(`${street.name}：群众诉求按期办结率`).fill(`${96 - 6 * i}`);
      await choose(page.getByLabel(`${street.name}：工作作风`), ['好', '较好', '一般'][i]!);
    }
    await sound(page, 'data');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存为第 1 版').waitFor();
    for (const [i, s] of STREETS.entries())
      await completeAll(`jd${i + 1}`, '报送履职情况', 1, {
        ...{ taskRate: s.task, budgetRate: s.budget, honours: s.honours, openAudit: 0 },
        report: '本年度重点工作按计划推进。',
      });
    const verified = { verifyDecision: 'accept', verifyNote: '已与财政、审计部门核对。', vetoed: 'no' };
    await completeAll('renda1', '核实数据', 3, verified);
  }, 60_000);

  it('sixty deputies and the residents say how satisfied they are', async () => {
    const round = await roundOf('deputies');
    const phone = await site.signIn('db02', PHONE);
    await phone.goto(`${site.url}/ballots/${round}`);
    const group = (street: string) => phone.getByRole('group', { name: new RegExp(street) });
    await group('湖滨街道').getByText('满意', { exact: true }).click();
    await group('城东街道').getByText('基本满意').click();
    await group('城西街道').getByText('不满意').click();
    await sound(phone, 'satisfaction-phone');
    await phone.getByRole('button', { name: '投票', exact: true }).click();
    await phone.getByText('您已投票，谢谢。').first().waitFor();
    await phone.context().close();
    const [a, b, c] = STREETS.map((s) => s.id);
    const question = (await rounds()).list.find((r) => r.id === round)!.rule.questions as { id: string }[];
    const q = question[0]!.id;
    const opinions = (i: number) => ({
      [`${a}/${q}`]: i % 10 < 8 ? 'satisfied' : 'basic',
      [`${b}/${q}`]: i % 10 < 5 ? 'satisfied' : i % 10 < 8 ? 'basic' : 'unsatisfied',
      // 36 and 6: exactly 70 % of sixty, which is more than two thirds and less than three quarters
      [`${c}/${q}`]: i < 36 ? 'satisfied' : i < 42 ? 'basic' : 'unsatisfied',
    });
    for (const [i, user] of DEPUTIES.filter((d) => d !== 'db02').entries())
      await ask(user, 'POST', `/api/ballots/${round}/cast`, { answers: opinions(i) });
    await closed('deputies');
    await clerk.goto(`${site.url}/ballots/${round}`);
    await clerk.getByText('已投 60 / 应投 60').waitFor();
    await sound(clerk, 'satisfaction-tally');

    const experts = await roundOf('experts');
    for (const [i, expert] of [1, 2, 3, 4, 5].map((n) => `zhuanjia${n}`).entries())
      await ask(expert, 'POST', `/api/ballots/${experts}/cast`, {
        answers: Object.fromEntries(
          STREETS.flatMap((s, n) =>
            ['law', 'results', 'conduct'].map((k) => [`${s.id}/${k}`, 92 - 6 * n - i]),
          ),
        ),
      });

    const residents = await roundOf('residents');
    await clerk.goto(`${site.url}/ballots/${residents}`);
    await clerk.getByLabel('个数').fill('20');
    await clerk.getByRole('button', { name: '生成一批' }).click();
    const sheet = clerk.getByRole('dialog');
    await sheet.locator('code').nth(19).waitFor();
    const codes = await sheet.locator('code').allInnerTexts();
    const visitor = await site.visit(PHONE);
    await visitor.goto(`${site.url}/vote/${residents}#${codes[0]!.replaceAll('-', '')}`);
    for (const s of STREETS)
      await visitor
        .getByRole('group', { name: new RegExp(s.name) })
        .getByLabel('基本满意')
        .check();
    await sound(visitor, 'resident-phone');
    await visitor.getByRole('button', { name: '投票', exact: true }).click();
    await visitor.getByText('您已投票，谢谢。').waitFor();
    await visitor.context().close();
    const nobody = await httpClient(site.url);
    for (const code of codes.slice(1)) {
      const answers = Object.fromEntries(
        STREETS.map((s, n) => [`${s.id}/overall`, n === 2 ? 'basic' : 'satisfied']),
      );
      const reply = await nobody.call('POST', '/api/public/ballots/code/cast', { code, answers });
      expect(reply.status).toBe(200);
    }
    await sheet.locator('.ant-modal-close').click();
    await clerk.getByRole('button', { name: '结束投票' }).click();
    await clerk
      .locator('.ant-popconfirm')
      .getByRole('button', { name: /结\s?束/ })
      .click();
    await closed('residents');
  }, 90_000);

  it('the result is concluded and stands on the public page with its evidence', async () => {
    await openTask(clerk, site, TITLE, '形成评议意见');
    await complete(clerk, { 会议日期: '2026-12-18', 评议意见: '会议认为，三个街道办事处履职总体情况良好。' });
    await completeAll('zhuren1', '审定评议意见', 1, { decision: 'approve' });
    await page.goto(`${site.url}/results`);
    await page.locator('.jd-list-table .jd-list-title').filter({ hasText: TITLE }).click();
    await page.locator('.jd-result-tree').waitFor();
    const places = await page
      .locator('tr[data-object]')
      .evaluateAll((rows) =>
        rows.map((r) => [r.getAttribute('data-object'), r.querySelector('td')?.textContent]),
      );
    expect(places).toEqual(STREETS.map((s, i) => [s.id, `${i + 1}`]));
    await sound(page, 'result');
    await page.locator('.jd-result-tree [data-node=indicator3]').getByRole('button').click();
    await page.getByRole('dialog').getByText('无记名测评，只有汇总').waitFor();
    await look('result-evidence');

    const resident = await site.visit(PHONE);
    await resident.goto(`${site.url}/public?kind=${PACKAGE}`);
    await expect
      .poll(async () => {
        await resident.reload();
        return resident.locator('.p-title').count();
      })
      .toBe(1);
    await resident.locator('.p-title').first().click();
    await resident.getByRole('heading', { name: '评议结果' }).waitFor();
    await resident.getByText(/湖滨街道.*的得分构成/).click();
    await resident
      .locator('details[open]')
      .getByText(/街道工作代表满意度测评：应投 60 人，实投 60 人/)
      .waitFor();
    // a quality is told by the name of its level
    const conduct = resident.locator('details[open] tr').filter({ hasText: '工作作风' });
    expect(await conduct.locator('td').nth(0).innerText()).toMatch(/好$/);
    await sound(resident, 'public-phone');
    await resident.setViewportSize({ width: 1440, height: 900 });
    await sound(resident, 'public');
    await resident.context().close();
  }, 60_000);

  it('changes of the scheme, the ballot rule and the weighting rule are tried on the published result', async () => {
    const trial = async (rule: string) => {
      await page.getByRole('tab', { name: '回测' }).click();
      await page.getByRole('button', { name: '回测' }).last().click();
      await page.getByRole('status').filter({ hasText: '相比' }).waitFor();
      await sound(page, `back-test-${rule}`);
      return page.getByRole('status').filter({ hasText: '相比' }).innerText();
    };
    await page.goto(`${site.url}/rules/${PACKAGE}/street`);
    await page.getByRole('switch', { name: '联动：其余权重按比例调整' }).click();
    const weight = page.getByLabel('“基层治理”的权重数值');
    await weight.fill('60');
    await weight.press('Enter');
    expect(await trial('scheme')).toMatch(/3 个对象中 3 个有变化/);
    await page.getByRole('button', { name: '放弃修改' }).click();
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '放弃修改' }).click();
    await page.getByText('已恢复为生效的版本').waitFor();

    await page.goto(`${site.url}/rules/${PACKAGE}/deputy-scores`);
    await page.getByLabel('“通过”分子').fill('3');
    await page.getByLabel('“通过”分母').fill('4');
    await page.keyboard.press('Tab');
    expect(await trial('ballot')).toMatch(/重新计票 1 轮，其中 1 轮结果变化/);
    await page
      .getByText(/城西街道.*通过.*不通过/)
      .first()
      .waitFor();
    await save();

    await page.goto(`${site.url}/rules/${PACKAGE}/weights-street`);
    await page.locator('#jd-weighting-share').fill('100');
    await page.keyboard.press('Tab');
    expect(await trial('weighting')).toMatch(/重新计算 1 轮赋权，其中 1 轮权重变化/);
    await save();
    await page.locator('.jd-page-actions').getByRole('button', { name: '发布' }).click();
    const ask = dialog(page, '发布规则');
    await ask
      .getByRole('region', { name: '回测' })
      .getByText(/1 轮结果变化/)
      .waitFor();
    await ask.getByText(/3\/4/).first().waitFor();
    await look('publish-change');
    await ask.getByRole('button', { name: '取消' }).click();
  }, 90_000);

  it('threw nothing on the way', () => expect(site.errors).toEqual([]));
});
