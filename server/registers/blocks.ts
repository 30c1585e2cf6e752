/** register.write: an entry of a register; the same key updates the entry. */
import { z } from 'zod';
import type { Block, BlockRun } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import { pathsAbove } from '../cases/readers.ts';
import type { RegisterEntry } from './collections.ts';

const Schema = z.object({
  register: z.string().min(1),
  state: z.string().min(1),
  data: z.record(z.string(), z.unknown()).default({}),
  key: z.coerce.string().min(1).max(200).optional(),
});

export function registerBlocks(deps: MatterDeps): Block[] {
  const write: Block<z.output<typeof Schema>> = {
    type: 'register.write',
    title: '写入台账',
    description: '在台账中新增或更新一条记录',
    inputs: [
      { name: 'register', title: '台账', as: 'fixed', type: 'register', required: true },
      { name: 'state', title: '状态', as: 'either', type: 'text', required: true },
      { name: 'data', title: '内容', as: 'feel', type: 'text' },
      { name: 'key', title: '记录标识', description: '相同标识更新同一条记录', as: 'either', type: 'text' },
    ],
    schema: Schema,
    async run({ input, caseId, jobKey }: BlockRun<z.output<typeof Schema>>) {
      const c = await deps.store.get<Case>('cases', caseId);
      const release = c && (await deps.releases.get(c.releaseId));
      const definition = release?.registers.get(input.register);
      if (!c || !definition)
        throw new BlockError(`台账“${input.register}”不存在，请在配置包中添加。`, 'register');
      if (!definition.states.some((s) => s.id === input.state)) {
        throw new BlockError(`台账“${definition.title}”没有状态“${input.state}”。`, 'state');
      }
      const id = input.key ? `${caseId}:${input.register}:${input.key}` : jobKey;
      const before = await deps.store.get<RegisterEntry>('registerEntries', id);
      if (before?.history.some((h) => h.jobKey === jobKey)) return { ops: [], variables: {} };
      const now = deps.clock.now();
      const data = { ...before?.data, ...input.data };
      const entry: RegisterEntry = {
        id,
        register: input.register,
        packageId: c.packageId,
        releaseId: c.releaseId,
        caseId,
        orgId: c.orgId,
        orgPath: c.orgPath,
        year: c.year,
        state: input.state,
        data,
        text: [c.number, c.title, ...Object.values(data).filter((v) => typeof v === 'string')]
          .join(' ')
          .slice(0, 5000),
        lanes: pathsAbove(c.orgPath).map((p) => `${c.packageId}/${input.register}@${p}`),
        history: [...(before?.history ?? []), { state: input.state, at: now, jobKey }],
        createdAt: before?.createdAt ?? now,
        updatedAt: now,
      };
      return {
        ops: [{ op: 'put', collection: 'registerEntries', doc: { ...entry }, ifRev: before?.rev ?? 0 }],
        variables: {},
      };
    },
  };
  return [write];
}
