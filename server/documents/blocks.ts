/** document.render: a letter of the release, filled from the case's facts, into the case's files. */
import { z } from 'zod';
import type { Block, BlockRun } from '../blocks/block.ts';
import { BlockError } from '../blocks/error.ts';
import type { Case } from '../cases/collections.ts';
import type { MatterDeps } from '../cases/ports.ts';
import type { CaseService } from '../cases/service.ts';
import type { FileService } from '../files/service.ts';
import { renderLetter } from './letter.ts';
import { fill } from './text.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const Schema = z.object({ document: z.string().min(1) });

export function documentBlocks(deps: MatterDeps, cases: CaseService, files: FileService): Block[] {
  const render: Block<z.output<typeof Schema>> = {
    type: 'document.render',
    title: '生成公文',
    description: '按模板生成 .docx 公文，存入事项的文件',
    inputs: [{ name: 'document', title: '公文模板', as: 'fixed', type: 'document', required: true }],
    schema: Schema,
    async run({ input, caseId, jobKey }: BlockRun<z.output<typeof Schema>>) {
      const c = await deps.store.get<Case>('cases', caseId);
      const release = c && (await deps.releases.get(c.releaseId));
      const definition = release?.documents.get(input.document);
      if (!c || !definition)
        throw new BlockError(`公文模板“${input.document}”不存在，请在配置包中添加。`, 'document');
      const facts = { ...(await cases.facts(c)), today: deps.clock.today() };
      const words = (text: string) => fill(text, facts, deps.directory);
      const parts = await Promise.all(
        definition.parts.map(async (part) => {
          if (part.kind === 'table') {
            const rows = part.rows.map(
              async ([a, b]) => [await words(a), await words(b)] as [string, string],
            );
            return { ...part, rows: await Promise.all(rows) };
          }
          if (part.kind === 'signature') return { ...part, lines: await Promise.all(part.lines.map(words)) };
          return { ...part, text: await words(part.text) };
        }),
      );
      const name = (await words(definition.fileName)).replace(/[/\\:*?"<>|\p{Cc}]/gu, '_').slice(0, 150);
      const bytes = await renderLetter(definition.title, parts);
      const { op } = await files.keepDocument(c, {
        id: `doc-${jobKey}`,
        name: `${name}.docx`,
        type: DOCX,
        bytes,
      });
      return { ops: [op], variables: {} };
    },
  };
  return [render];
}
