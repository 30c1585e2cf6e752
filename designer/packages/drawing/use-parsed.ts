/** XML files of a draft as they are read, each anew when it changes; one that cannot be read is left out. */
import { useEffect, useMemo, useState } from 'react';
import type { PackageFiles } from '../../../processes/format.ts';
import { type FileKind, filesOfKind } from '../file-kinds.ts';

const PAUSE_MS = 250;
/** Texts kept: one package's, with a few states of the one in hand. */
const KEPT = 40;

/** `read`: file and text → what it says, undefined when it cannot be read. */
export function parsedFiles<T>(
  kind: FileKind,
  read: (file: string, xml: string) => Promise<T | undefined>,
): (files: PackageFiles) => Record<string, T> {
  const known = new Map<string, T>();
  async function cached(file: string, xml: string): Promise<T | undefined> {
    const before = known.get(xml);
    if (before) return before;
    const found = await read(file, xml);
    if (found === undefined) return undefined;
    known.set(xml, found);
    if (known.size > KEPT) known.delete([...known.keys()][0] ?? '');
    return found;
  }
  return function useParsed(files) {
    const [found, setFound] = useState<Record<string, T>>({});
    const paths = filesOfKind(files, kind);
    const key = paths.map((file) => files[file]).join('\u0000');
    // biome-ignore lint/correctness/useExhaustiveDependencies: the files' texts are the key
    const texts = useMemo(() => paths.map((file) => [file, files[file] ?? ''] as const), [key]);
    useEffect(() => {
      let stale = false;
      const timer = setTimeout(async () => {
        const all = await Promise.all(
          texts.map(async ([file, xml]) => [file, await cached(file, xml)] as const),
        );
        if (!stale) setFound(Object.fromEntries(all.filter(([, r]) => r !== undefined)) as Record<string, T>);
      }, PAUSE_MS);
      return () => {
        stale = true;
        clearTimeout(timer);
      };
    }, [texts]);
    return found;
  };
}
