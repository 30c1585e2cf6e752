/** The building blocks of legal clocks: clock.start · suspend · resume · extend · stop. */
import { z } from 'zod';
import { periodTitle } from '../../rules/index.ts';
import type { Block, BlockInput, BlockResult, BlockRun } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { ClockChange, ClockService } from './service.ts';

const clockId = z.string().min(1).max(64);
const amount = z.coerce.number().int('应为整数').min(0, '不能为负').max(36_500);
const unit = z.enum(['workday', 'day', 'month'], '单位应为 workday（工作日）、day（天）或 month（月）');
const reason = z.string().max(500).default('');

const UNITS = [
  { value: 'workday', title: '工作日' },
  { value: 'day', title: '天' },
  { value: 'month', title: '月' },
];
const CLOCK: BlockInput = { name: 'clock', title: '期限标识', as: 'fixed', type: 'text', required: true };
/** A clock that was started before. */
const RUNNING: BlockInput = { ...CLOCK, title: '期限', type: 'clock' };
const AMOUNT: BlockInput = { name: 'amount', title: '数值', as: 'either', type: 'number', required: true };
const UNIT: BlockInput = {
  name: 'unit',
  title: '单位',
  as: 'fixed',
  type: 'choice',
  choices: UNITS,
  required: true,
};
const REASON: BlockInput = { name: 'reason', title: '理由', as: 'either', type: 'text' };

const StartSchema = z.object({
  clock: clockId,
  title: z.string().min(1),
  amount,
  unit,
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
const NamedSchema = z.object({ clock: clockId, reason });
const ExtendSchema = z.object({ clock: clockId, amount, unit, reason });

export function clockBlocks(deps: MatterDeps, clocks: ClockService): Block[] {
  const dueVariables = ({ clock }: ClockChange) => ({ [`${clock.clock}DueAt`]: clock.dueDate ?? null });

  async function edit(
    run: BlockRun<{ clock: string }>,
    change: Parameters<ClockService['change']>[3],
    variables: (c: ClockChange) => BlockResult['variables'],
  ): Promise<BlockResult> {
    const changed = await clocks.change(run.caseId, run.input.clock, run.jobKey, change);
    if (!changed) {
      throw new BlockError(`期限“${run.input.clock}”尚未开始计算，请在此之前放置“开始计时”。`, 'clock');
    }
    return {
      ops: changed.ops,
      variables: variables(changed),
      after: () => clocks.onOverdueChange(run.caseId),
    };
  }

  const start: Block<z.output<typeof StartSchema>> = {
    type: 'clock.start',
    title: '开始计时',
    description: '开始一项法定期限，到期前提醒，逾期发出消息',
    inputs: [
      CLOCK,
      { name: 'title', title: '期限名称', as: 'fixed', type: 'text', required: true },
      AMOUNT,
      UNIT,
      { name: 'remind', title: '提前几天提醒', as: 'feel', type: 'text' },
    ],
    schema: StartSchema,
    sets: ['<clock>DueAt'],
    async run({ input, caseId, jobKey }: BlockRun<z.output<typeof StartSchema>>) {
      const c = await deps.store.get<Case>('cases', caseId);
      if (!c) throw new BlockError(`事项 ${caseId} 不存在。`);
      const changed = await clocks.start(c, {
        clock: input.clock,
        title: input.title,
        period: { amount: input.amount, unit: input.unit },
        remind: input.remind,
        deed: jobKey,
      });
      return { ops: changed.ops, variables: dueVariables(changed) };
    },
  };
  const suspend: Block<z.output<typeof NamedSchema>> = {
    type: 'clock.suspend',
    title: '中止计时',
    description: '期限暂停计算',
    inputs: [RUNNING, REASON],
    schema: NamedSchema,
    run: (run) =>
      edit(
        run,
        (data, today) => ({
          data: { ...data, suspensions: [...data.suspensions, { from: today, reason: run.input.reason }] },
          text: '中止计算',
          reason: run.input.reason,
        }),
        () => ({}),
      ),
  };
  const resume: Block<z.output<typeof NamedSchema>> = {
    type: 'clock.resume',
    title: '恢复计时',
    description: '已中止的期限继续计算',
    inputs: [RUNNING, REASON],
    schema: NamedSchema,
    sets: ['<clock>DueAt'],
    run: (run) =>
      edit(
        run,
        (data, today) => ({
          data: { ...data, suspensions: data.suspensions.map((s) => (s.to ? s : { ...s, to: today })) },
          text: '恢复计算',
          reason: run.input.reason,
        }),
        dueVariables,
      ),
  };
  const extend: Block<z.output<typeof ExtendSchema>> = {
    type: 'clock.extend',
    title: '延长期限',
    description: '期限延长若干工作日、天或月',
    inputs: [RUNNING, AMOUNT, UNIT, REASON],
    schema: ExtendSchema,
    sets: ['<clock>DueAt'],
    run: (run) =>
      edit(
        run,
        (data, today) => {
          const period = { amount: run.input.amount, unit: run.input.unit };
          const approvedBy = String(run.variables.actor ?? '');
          const extension = { period, reason: run.input.reason, approvedBy, at: today };
          return {
            data: { ...data, extensions: [...data.extensions, extension] },
            text: `延长${periodTitle(period)}`,
            reason: run.input.reason,
          };
        },
        dueVariables,
      ),
  };
  const stop: Block<z.output<typeof NamedSchema>> = {
    type: 'clock.stop',
    title: '停止计时',
    description: '期限到此为止，记下是否按期',
    inputs: [RUNNING],
    schema: NamedSchema,
    sets: ['<clock>OnTime'],
    run: (run) =>
      edit(
        run,
        (data, today) => ({ data: { ...data, stoppedAt: today }, text: '停止计算' }),
        ({ clock }) => ({ [`${clock.clock}OnTime`]: clock.onTime ?? true }),
      ),
  };
  return [start, suspend, resume, extend, stop];
}
