import type { DrawnBlock } from '../../../processes/drawing-references.ts';

const textOf = (given: string | undefined): string | undefined =>
  given?.startsWith('=') ? /^=\s*"([^"\\]*)"\s*$/.exec(given)?.[1] : given;

/** What a block's input says as a fixed text; undefined when an expression decides. */
export const fixedInput = (block: DrawnBlock, name: string): string | undefined =>
  textOf(block.inputs[name] ?? block.headers[name]);
