/** ballot.open and ballot.close. */
import { z } from 'zod';
import { addPeriod, type BallotObject, instantOf } from '../../rules/index.ts';
import type { Block, BlockRun } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import type { CalendarService } from '../calendar/service.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { overdueInstant } from '../clocks/service.ts';
import type { OpenRoundInput, Voter } from './opening.ts';
import type { BallotService } from './service.ts';

const BooleanText = z.union([z.boolean(), z.enum(['true', 'false']).transform((v) => v === 'true')]);
const users = z.array(z.string());
const OpenSchema = z.object({
  ballot: z.string().min(1).max(64),
  rule: z.string().min(1),
  title: z.string().min(1).optional(),
  access: z
    .enum(['roster', 'codes', 'open'], '应为名册（roster）、投票码（codes）或开放（open）')
    .default('roster'),
  electorate: z
    .union([
      users,
      z.string().min(1),
      z.array(z.object({ group: z.string(), role: z.string().optional(), users: users.optional() })),
    ])
    .optional(),
  objects: z.array(z.union([z.string(), z.object({ id: z.string(), title: z.string() })])).optional(),
  places: z.number().int().min(1).optional(),
  present: z.union([z.number().int().min(0), z.record(z.string(), z.number().int().min(0))]).optional(),
  closeAfter: z
    .object({ amount: z.number().int().min(0), unit: z.enum(['workday', 'day', 'month']) })
    .optional(),
  closeWhenAllVoted: BooleanText.default(true),
  closeAtTurnout: z.coerce.number().gt(0).max(1, '应为 0 到 1 之间的比例，如 0.8').optional(),
  remind: z
    .union([
      z.array(z.coerce.number().int().min(0)),
      z.coerce
        .number()
        .int()
        .min(0)
        .transform((n) => [n]),
    ])
    .default([]),
});
const CloseSchema = z.object({ ballot: z.string().min(1), result: z.string().min(1) });

/** 09:00 so many days before the last day. */
const remindInstant = (last: string, days: number): string =>
  new Date(Date.parse(instantOf(last, '09:00')) - days * 86_400_000).toISOString();

export function ballotBlocks(deps: MatterDeps, ballots: BallotService, calendar: CalendarService): Block[] {
  /** An object given by its id alone is a body of the directory. */
  const titled = async (o: string | BallotObject): Promise<BallotObject> => {
    if (typeof o !== 'string') return o;
    const org = await deps.directory.org(o);
    if (!org) throw new BlockError(`候选对象“${o}”不是目录中的单位，请改为单位，或写明名称。`, 'objects');
    return { id: o, title: org.name };
  };

  const inRole = async (role: string, orgId: string): Promise<string[]> =>
    (await deps.directory.usersWithRole(role, orgId)).map((p) => p.id);

  /** Each person once; of several groups the first counts. */
  async function votersOf(
    { access, electorate }: z.output<typeof OpenSchema>,
    orgId: string,
  ): Promise<OpenRoundInput['electorate']> {
    if (access !== 'roster') return access;
    if (electorate === undefined)
      throw new BlockError('请填写“投票人”，或改用投票码、开放投票。', 'electorate');
    const voters = new Map<string, Voter>();
    const add = (userId: string, group?: string) => {
      if (!voters.has(userId)) voters.set(userId, { userId, ...(group === undefined ? {} : { group }) });
    };
    if (typeof electorate === 'string') for (const id of await inRole(electorate, orgId)) add(id);
    else
      for (const one of electorate) {
        if (typeof one === 'string') add(one);
        else
          for (const id of [...(one.users ?? []), ...(one.role ? await inRole(one.role, orgId) : [])])
            add(id, one.group);
      }
    return [...voters.values()];
  }

  const open: Block<z.output<typeof OpenSchema>> = {
    type: 'ballot.open',
    title: '开始测评',
    description: '请有关人员测评或表决；全部投完、到时间或手工结束后发出消息',
    inputs: [
      { name: 'ballot', title: '测评标识', as: 'fixed', type: 'text', required: true },
      { name: 'rule', title: '测评规则', as: 'either', type: 'ballot', required: true },
      { name: 'title', title: '名称', description: '不填则用规则的名称', as: 'either', type: 'text' },
      {
        name: 'access',
        title: '投票方式',
        description:
          '名册：名单上的人登录后投票；投票码：凭一次性投票码；开放：人人可投，结果仅供参考，不计入评分',
        as: 'fixed',
        type: 'choice',
        choices: [
          { value: 'roster', title: '名册' },
          { value: 'codes', title: '投票码' },
          { value: 'open', title: '开放（仅供参考）' },
        ],
      },
      {
        name: 'electorate',
        title: '投票人',
        description: '用户列表，或角色名；分组计票时为 [{ group, role 或 users }]。只用于名册',
        as: 'either',
        type: 'text',
      },
      {
        name: 'objects',
        title: '候选对象',
        description: '单位标识的列表，或含 id 和 title 的列表',
        as: 'feel',
        type: 'text',
      },
      { name: 'places', title: '名额', description: '票决的名额，不填按规则', as: 'feel', type: 'number' },
      {
        name: 'present',
        title: '到会人数',
        description: '计票基数为到会人数时用，也可在测评页登记',
        as: 'feel',
        type: 'number',
      },
      { name: 'closeAfter', title: '多久后结束', as: 'feel', type: 'text' },
      { name: 'closeWhenAllVoted', title: '全部投完即结束', as: 'either', type: 'boolean' },
      {
        name: 'closeAtTurnout',
        title: '参加率达到多少即结束',
        description: '0 到 1 之间，如 0.8',
        as: 'either',
        type: 'number',
      },
      {
        name: 'remind',
        title: '结束前几天催票',
        description: '如 [3, 1]，只提醒还没有投票的人',
        as: 'feel',
        type: 'text',
      },
    ],
    schema: OpenSchema,
    async run({ input, caseId, jobKey }: BlockRun<z.output<typeof OpenSchema>>) {
      const c = await deps.store.get<Case>('cases', caseId);
      if (!c) throw new BlockError(`事项 ${caseId} 不存在。`);
      const last = input.closeAfter && addPeriod(deps.clock.today(), input.closeAfter, calendar.current).date;
      const ops = await ballots.openOps(c, {
        jobKey,
        ballot: input.ballot,
        rule: input.rule,
        ...(input.title === undefined ? {} : { title: input.title }),
        electorate: await votersOf(input, c.orgId),
        ...(input.objects ? { objects: await Promise.all(input.objects.map(titled)) } : {}),
        ...(input.places === undefined ? {} : { places: input.places }),
        ...(input.present === undefined ? {} : { present: input.present }),
        ...(last
          ? {
              closesAt: input.closeAfter?.amount === 0 ? instantOf(last, '23:59') : overdueInstant(last),
              remindAt: input.remind.map((days) => remindInstant(last, days)),
            }
          : {}),
        closeWhenAllVoted: input.closeWhenAllVoted,
        ...(input.closeAtTurnout === undefined ? {} : { closeAtTurnout: input.closeAtTurnout }),
      });
      return { ops, variables: {} };
    },
  };
  const close: Block<z.output<typeof CloseSchema>> = {
    type: 'ballot.close',
    title: '结束测评并计票',
    description: '结束测评（如未结束），按规则计票，结果写入变量',
    inputs: [
      { name: 'ballot', title: '测评', as: 'fixed', type: 'round', required: true },
      { name: 'result', title: '结果变量', as: 'fixed', type: 'text', required: true },
    ],
    schema: CloseSchema,
    sets: ['<result>'],
    async run({ input, caseId }: BlockRun<z.output<typeof CloseSchema>>) {
      const { result, ...closing } = await ballots.closeForBlock(caseId, input.ballot);
      return { ...closing, variables: { [input.result]: result as Record<string, never> } };
    },
  };
  return [open, close];
}
