import { z } from 'zod';
import type { Block, BlockRun } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { CaseService } from '../cases/service.ts';
import type { PublicCase } from './collections.ts';
import type { PublicationService } from './service.ts';

const Schema = z.object({ publication: z.string().min(1) });
type Run = BlockRun<z.output<typeof Schema>>;
const inputs: Block['inputs'] = [
  { name: 'publication', title: '公开页', as: 'fixed', type: 'publication', required: true },
];

/** publication.publish and publication.withdraw. */
export function publicationBlocks(deps: MatterDeps, cases: CaseService, pages: PublicationService): Block[] {
  const publish: Block<z.output<typeof Schema>> = {
    type: 'publication.publish',
    title: '公开',
    description: '把事项放到公开页，之后随办理进展更新',
    inputs,
    schema: Schema,
    async run({ input, caseId }: Run) {
      const c = await cases.get(caseId);
      const page = c && (await pages.page(c, input.publication, deps.clock.now()));
      if (!page)
        throw new BlockError(`公开页“${input.publication}”不存在，请在配置包中添加。`, 'publication');
      const before = await deps.store.get<PublicCase>('publicCases', page.id);
      const doc = { ...page, publishedAt: before?.publishedAt ?? page.publishedAt };
      return { ops: [{ op: 'put', collection: 'publicCases', doc }], variables: {} };
    },
  };
  const withdraw: Block<z.output<typeof Schema>> = {
    type: 'publication.withdraw',
    title: '撤下公开',
    description: '把事项从公开页撤下',
    inputs,
    schema: Schema,
    async run({ input, caseId }: Run) {
      const id = `${caseId}:${input.publication}`;
      if (!(await deps.store.get('publicCases', id))) return { ops: [], variables: {} };
      return {
        ops: [{ op: 'patch', collection: 'publicCases', id, set: { withdrawn: true } }],
        variables: {},
      };
    },
  };
  return [publish, withdraw];
}
