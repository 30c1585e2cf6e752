/** The inputs of a block at a job: task headers, with the drawing's input mappings over them, checked by its schema. */
import type { Job } from '../../engine/engine.ts';
import { zhErrors } from '../../processes/zod-zh.ts';
import type { ElementModel } from '../cases/drawing.ts';
import type { Block } from './block.ts';
import { BlockError } from './error.ts';

/**
 * Only variables that the element maps count, so that a process variable that happens to have an input's name does not.
 * An input mapped to null is absent.
 */
export function rawInput(block: Block, job: Job, element: ElementModel | undefined): Record<string, unknown> {
  const mapped = new Set((element?.inputs ?? []).map((m) => m.target[0]));
  const raw: Record<string, unknown> = {};
  for (const { name } of block.inputs) {
    const header = job.customHeaders[name];
    if (header !== undefined && header !== '') raw[name] = header;
    if (mapped.has(name) && job.variables[name] !== undefined) {
      if (job.variables[name] === null) delete raw[name];
      else raw[name] = job.variables[name];
    }
  }
  return raw;
}

export function parseInput(block: Block, job: Job, element: ElementModel | undefined): unknown {
  const parsed = block.schema.safeParse(rawInput(block, job, element), { error: zhErrors });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const name = String(issue.path[0] ?? '');
  const title = block.inputs.find((i) => i.name === name)?.title ?? name;
  const where = `积木“${block.title}”（${element?.name ?? job.elementId}）的输入“${title}”(${name})`;
  throw new BlockError(
    `${where}不正确：${issue.message.replace(/。$/, '')}。请在图纸中更正后发布，或修改变量后重试。`,
    name,
  );
}
