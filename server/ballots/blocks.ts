/** ballot.open and ballot.close. */
import { z } from 'zod';
import { addPeriod, instantOf } from '../../rules/index.ts';
import type { Block, BlockRun } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import type { CalendarService } from '../calendar/service.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { overdueInstant } from '../clocks/service.ts';
import type { BallotService } from './service.ts';

const BooleanText = z.union([z.boolean(), z.enum(['true', 'false']).transform((v) => v === 'true')]);
const OpenSchema = z.object({
  ballot: z.string().min(1).max(64),
  rule: z.string().min(1),
  title: z.string().min(1),
  electorate: z.union([z.array(z.string()), z.string().min(1)]),
  objects: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
  closeAfter: z
    .object({ amount: z.number().int().min(0), unit: z.enum(['workday', 'day', 'month']) })
    .optional(),
  closeWhenAllVoted: BooleanText.default(true),
});
const CloseSchema = z.object({ ballot: z.string().min(1), result: z.string().min(1) });

export function ballotBlocks(deps: MatterDeps, ballots: BallotService, calendar: CalendarService): Block[] {
  const open: Block<z.output<typeof OpenSchema>> = {
    type: 'ballot.open',
    title: '开始测评',
    description: '请有关人员测评或表决；全部投完、到时间或手工结束后发出消息',
    inputs: [
      { name: 'ballot', title: '测评标识', as: 'fixed', type: 'text', required: true },
      { name: 'rule', title: '测评规则', as: 'fixed', type: 'ballot', required: true },
      { name: 'title', title: '名称', as: 'either', type: 'text', required: true },
      {
        name: 'electorate',
        title: '投票人',
        description: '用户列表，或角色名',
        as: 'either',
        type: 'text',
        required: true,
      },
      { name: 'objects', title: '候选对象', as: 'feel', type: 'text' },
      { name: 'closeAfter', title: '多久后结束', as: 'feel', type: 'text' },
      { name: 'closeWhenAllVoted', title: '全部投完即结束', as: 'either', type: 'boolean' },
    ],
    schema: OpenSchema,
    async run({ input, caseId, jobKey }: BlockRun<z.output<typeof OpenSchema>>) {
      const c = await deps.store.get<Case>('cases', caseId);
      if (!c) throw new BlockError(`事项 ${caseId} 不存在。`);
      const people =
        typeof input.electorate === 'string'
          ? (await deps.directory.usersWithRole(input.electorate, c.orgId)).map((p) => p.id)
          : input.electorate;
      const last = input.closeAfter && addPeriod(deps.clock.today(), input.closeAfter, calendar.current).date;
      const ops = await ballots.openOps(c, {
        jobKey,
        ballot: input.ballot,
        rule: input.rule,
        title: input.title,
        electorate: [...new Set(people)],
        ...(input.objects ? { objects: input.objects } : {}),
        ...(last
          ? { closesAt: input.closeAfter?.amount === 0 ? instantOf(last, '23:59') : overdueInstant(last) }
          : {}),
        closeWhenAllVoted: input.closeWhenAllVoted,
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
      const { ops, result } = await ballots.closeForBlock(caseId, input.ballot);
      return { ops, variables: { [input.result]: result as Record<string, never> } };
    },
  };
  return [open, close];
}
