/** Blocks that belong to no feature of their own: rules.evaluate, directory.select, notify.send, case.start. */
import { z } from 'zod';
import type { Json } from '../../engine/engine.ts';
import { evaluateRuleSet, parseRuleSet } from '../../rules/index.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps, Person } from '../cases/ports.ts';
import type { CaseService } from '../cases/service.ts';
import { audienceKey, usersOf } from '../tasks/people.ts';
import type { Block, BlockRun } from './block.ts';
import { BlockError } from './error.ts';

const EvaluateSchema = z.object({ ruleset: z.string().min(1), result: z.string().min(1) });
const SelectSchema = z.object({
  role: z.string().min(1),
  body: z.string().optional(),
  district: z.string().optional(),
  expertise: z.string().optional(),
  count: z.coerce.number().int().min(1).max(500),
  result: z.string().min(1),
});
const NotifySchema = z.object({
  to: z.union([
    z.array(z.string()),
    z
      .string()
      .min(1)
      .transform((s) => [s]),
  ]),
  title: z.string().min(1).max(200),
  text: z.string().max(2000).default(''),
});
const StartSchema = z.object({
  package: z.string().min(1),
  data: z.record(z.string(), z.unknown()).default({}),
  relation: z.enum(['successor', 'part']).default('successor'),
});
const OPPOSITE = { successor: 'predecessor', part: 'whole' } as const;

export function commonBlocks(deps: MatterDeps, cases: CaseService): Block[] {
  const caseOf = async (id: string) => {
    const c = await deps.store.get<Case>('cases', id);
    if (!c) throw new BlockError(`事项 ${id} 不存在。`);
    return c;
  };

  const evaluate: Block<z.output<typeof EvaluateSchema>> = {
    type: 'rules.evaluate',
    title: '按规则判断',
    description: '用规则集对事项的事实和变量判断，结果写入变量',
    inputs: [
      { name: 'ruleset', title: '规则集', as: 'fixed', type: 'ruleset', required: true },
      { name: 'result', title: '结果变量', as: 'fixed', type: 'text', required: true },
    ],
    schema: EvaluateSchema,
    sets: ['<result>'],
    async run({ input, caseId, variables }: BlockRun<z.output<typeof EvaluateSchema>>) {
      const c = await caseOf(caseId);
      const release = (await deps.releases.get(c.releaseId))!;
      const { value } = parseRuleSet(release.rules.get(input.ruleset));
      if (!value) throw new BlockError(`规则集“${input.ruleset}”不存在或有误，请在配置包中更正。`, 'ruleset');
      const current = Object.fromEntries(Object.entries(variables).map(([k, v]) => [`var.${k}`, v]));
      const result = evaluateRuleSet(value, { ...(await cases.facts(c)), ...current });
      const params = Object.assign({}, ...result.outcomes.map((o) => o.params ?? {})) as Json;
      return { ops: [], variables: { [input.result]: params } };
    },
  };

  const select: Block<z.output<typeof SelectSchema>> = {
    type: 'directory.select',
    title: '挑选人员',
    description: '按角色、片区、专业挑选人员，手头任务最少者优先',
    inputs: [
      { name: 'role', title: '角色', as: 'either', type: 'text', required: true },
      { name: 'body', title: '单位', as: 'either', type: 'text' },
      { name: 'district', title: '片区', as: 'either', type: 'text' },
      { name: 'expertise', title: '专业', as: 'either', type: 'text' },
      { name: 'count', title: '人数', as: 'either', type: 'number', required: true },
      { name: 'result', title: '结果变量', as: 'fixed', type: 'text', required: true },
    ],
    schema: SelectSchema,
    sets: ['<result>'],
    async run({ input, caseId }: BlockRun<z.output<typeof SelectSchema>>) {
      const c = await caseOf(caseId);
      const people = input.body
        ? await deps.directory.usersOfBody(input.body, input.role)
        : await deps.directory.usersWithRole(input.role, c.orgId);
      const fits = (p: Person) =>
        (!input.district || p.districts?.includes(input.district)) &&
        (!input.expertise || p.expertise?.includes(input.expertise));
      const loads = await Promise.all(
        people.filter(fits).map(async (p) => ({
          id: p.id,
          load: await deps.store.count('tasks', { lanes: `mine:${p.id}` }),
        })),
      );
      loads.sort((a, b) => a.load - b.load || (a.id < b.id ? -1 : 1));
      return { ops: [], variables: { [input.result]: loads.slice(0, input.count).map((p) => p.id) } };
    },
  };

  const notify: Block<z.output<typeof NotifySchema>> = {
    type: 'notify.send',
    title: '发送通知',
    description: '向角色、单位或人员发站内通知',
    inputs: [
      {
        name: 'to',
        title: '发给',
        description: '角色、body:<单位>、用户，或其列表',
        as: 'either',
        type: 'text',
        required: true,
      },
      { name: 'title', title: '标题', as: 'either', type: 'text', required: true },
      { name: 'text', title: '内容', as: 'either', type: 'text' },
    ],
    schema: NotifySchema,
    async run({ input, caseId, jobKey }: BlockRun<z.output<typeof NotifySchema>>) {
      const c = await caseOf(caseId);
      const lists = await Promise.all(
        input.to.map(async (to) => {
          if (!/^(body|user|role):/.test(to) && (await deps.directory.person(to))) return [to];
          return usersOf(deps.directory, [audienceKey(to, c.orgId)]);
        }),
      );
      const notice = {
        to: [...new Set(lists.flat())],
        title: input.title,
        text: input.text,
        caseId,
        key: jobKey,
      };
      return { ops: await deps.notices.ops(notice), variables: {} };
    },
  };

  const start: Block<z.output<typeof StartSchema>> = {
    type: 'case.start',
    title: '启动关联事项',
    description: '按另一程序启动后续事项或子事项',
    inputs: [
      { name: 'package', title: '程序', as: 'fixed', type: 'package', required: true },
      { name: 'data', title: '表单内容', as: 'feel', type: 'text' },
      {
        name: 'relation',
        title: '关系',
        as: 'fixed',
        type: 'choice',
        choices: [
          { value: 'successor', title: '后续事项' },
          { value: 'part', title: '子事项' },
        ],
      },
    ],
    schema: StartSchema,
    async run({ input, caseId, jobKey }: BlockRun<z.output<typeof StartSchema>>) {
      const c = await caseOf(caseId);
      const release = await deps.releases.currentOf(input.package);
      if (!release) throw new BlockError(`程序“${input.package}”没有发布的版本。`, 'package');
      const started = await cases.starter.create(release, c.orgId, c.initiator, {
        packageId: input.package,
        data: input.data,
        id: `j${jobKey}`,
        links: [{ caseId, relation: OPPOSITE[input.relation] }],
      });
      const others = c.links.filter((l) => l.caseId !== started.id);
      const links = [...others, { caseId: started.id, relation: input.relation }];
      return { ops: [{ op: 'patch', collection: 'cases', id: caseId, set: { links } }], variables: {} };
    },
  };
  return [evaluate, select, notify, start];
}
