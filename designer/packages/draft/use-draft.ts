/** The draft in hand: files as edited, what the server has, saving with its conflict. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { PackageFiles } from '../../../processes/format.ts';
import { ApiProblem } from '../../api/problem.ts';
import { type DraftView, packageDeeds } from '../api.ts';

export interface Draft {
  packageId: string;
  files: PackageFiles;
  /** What the editing began from, or was saved last. */
  base: DraftView;
  /** Paths that differ from `base`. */
  changed: string[];
  saving: boolean;
  /** The server's refusal of the last save: somebody else was first. */
  conflict: ApiProblem | undefined;
  /** Grows when the files were replaced as a whole: editors begin anew. */
  generation: number;
  /** The files of this very moment; what is shown may be one rendering behind. */
  current(): PackageFiles;
  /** Writes a file, or removes it. */
  set(file: string, text: string | undefined): void;
  setAll(files: PackageFiles): void;
  /** Resolves with what the server has now; undefined on a conflict (which is shown). Other failures reject. */
  save(): Promise<DraftView | undefined>;
  /** Takes over another state of the server; `mine` stays as unsaved changes. */
  restart(base: DraftView, mine?: PackageFiles): void;
  closeConflict(): void;
  /** An editor that hands out its changes with a delay registers how to hurry it; gives the way to unregister. */
  onFlush(flush: () => Promise<void>): () => void;
  flush(): Promise<void>;
}

/** Paths whose text differs. */
export function differingPaths(a: PackageFiles, b: PackageFiles): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]).sort();
}

export function useDraft(initial: DraftView): Draft {
  const [base, setBase] = useState(initial);
  const [files, setFiles] = useState(initial.files);
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<ApiProblem>();
  const [generation, setGeneration] = useState(0);
  const latest = useRef({ base: initial, files: initial.files });
  const flushers = useRef(new Set<() => Promise<void>>());
  const running = useRef<Promise<DraftView | undefined> | undefined>(undefined);

  const put = useCallback((next: PackageFiles) => {
    latest.current.files = next;
    setFiles(next);
  }, []);
  const putBase = useCallback((next: DraftView) => {
    latest.current.base = next;
    setBase(next);
  }, []);
  const set = useCallback(
    (file: string, text: string | undefined) => {
      const { [file]: _, ...rest } = latest.current.files;
      put(text === undefined ? rest : { ...latest.current.files, [file]: text });
    },
    [put],
  );
  const setAll = useCallback(
    (next: PackageFiles) => {
      put(next);
      setGeneration((n) => n + 1);
    },
    [put],
  );
  const restart = useCallback(
    (next: DraftView, mine?: PackageFiles) => {
      putBase(next);
      setConflict(undefined);
      setAll(mine ?? next.files);
    },
    [putBase, setAll],
  );
  const flush = useCallback(async () => {
    await Promise.all([...flushers.current].map((hurry) => hurry()));
  }, []);

  const save = useCallback((): Promise<DraftView | undefined> => {
    const write = async () => {
      await flush();
      const { base: from, files: sent } = latest.current;
      if (differingPaths(from.files, sent).length === 0) return from;
      setSaving(true);
      try {
        const next = { ...(await packageDeeds.save(from, sent)), files: sent };
        putBase(next);
        setConflict(undefined);
        return next;
      } catch (error) {
        if (!(error instanceof ApiProblem && error.status === 409)) throw error;
        setConflict(error);
        return undefined;
      } finally {
        setSaving(false);
      }
    };
    running.current ??= write().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [flush, putBase]);

  const onFlush = useCallback((hurry: () => Promise<void>) => {
    flushers.current.add(hurry);
    return () => void flushers.current.delete(hurry);
  }, []);
  const changed = useMemo(() => differingPaths(base.files, files), [base.files, files]);
  return {
    packageId: initial.packageId,
    files,
    base,
    changed,
    saving,
    conflict,
    generation,
    current: useCallback(() => latest.current.files, []),
    set,
    setAll,
    save,
    restart,
    closeConflict: useCallback(() => setConflict(undefined), []),
    onFlush,
    flush,
  };
}
