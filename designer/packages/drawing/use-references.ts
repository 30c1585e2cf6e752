/** What the package's drawings refer to, read anew when a drawing changes; a drawing that cannot be read is left out. */
import { useEffect, useMemo, useState } from 'react';
import { DEFAULT_LIMITS } from '../../../engine/core/bpmn/limits.ts';
import { parseXml } from '../../../engine/core/bpmn/xml.ts';
import { type DrawingReferences, drawingReferences } from '../../../processes/drawing-references.ts';
import type { PackageFiles } from '../../../processes/format.ts';
import { filesOfKind } from '../file-kinds.ts';

export type References = Record<string, DrawingReferences>;

const PAUSE_MS = 250;
const known = new Map<string, DrawingReferences>();
/** Drawings kept: one package's, with a few states of the one in hand. */
const KEPT = 40;

async function read(file: string, xml: string): Promise<DrawingReferences | undefined> {
  const before = known.get(xml);
  if (before) return before;
  const result = await parseXml(file, xml, DEFAULT_LIMITS);
  if (!result.ok) return undefined;
  const references = drawingReferences(result.definitions);
  known.set(xml, references);
  if (known.size > KEPT) known.delete([...known.keys()][0] ?? '');
  return references;
}

export function useReferences(files: PackageFiles): References {
  const [found, setFound] = useState<References>({});
  const drawings = filesOfKind(files, 'drawing');
  const key = drawings.map((file) => files[file]).join('\u0000');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawings' texts are the key
  const texts = useMemo(() => drawings.map((file) => [file, files[file] ?? ''] as const), [key]);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const all = await Promise.all(texts.map(async ([file, xml]) => [file, await read(file, xml)] as const));
      if (!stale) setFound(Object.fromEntries(all.filter(([, r]) => r !== undefined)) as References);
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [texts]);
  return found;
}
