/** What the package's drawings refer to, and the decisions that they may call. */
import { DEFAULT_LIMITS } from '../../../engine/core/bpmn/limits.ts';
import { parseXml } from '../../../engine/core/bpmn/xml.ts';
import { readDecisions } from '../../../engine/core/dmn/read.ts';
import { type DrawingReferences, drawingReferences } from '../../../processes/drawing-references.ts';
import { parsedFiles } from './use-parsed.ts';

export type References = Record<string, DrawingReferences>;

export const useReferences = parsedFiles('drawing', async (file, xml) => {
  const result = await parseXml(file, xml, DEFAULT_LIMITS);
  return result.ok ? drawingReferences(result.definitions) : undefined;
});

/** By file. */
export const useDecisions = parsedFiles('dmn', async (file, xml) => {
  const read = await readDecisions(file, xml);
  return read.ok ? [...read.requirements.decisions.values()] : undefined;
});
