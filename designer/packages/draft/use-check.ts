/** 检查: the server's list of problems for the files in hand, asked for again when they have changed and were saved. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PackageFiles, PackageProblem } from '../../../processes/format.ts';
import { packageDeeds } from '../api.ts';
import type { Draft } from './use-draft.ts';

export interface Check {
  /** Undefined before the first check. */
  problems: PackageProblem[] | undefined;
  running: boolean;
  failure: unknown;
  /** The files have changed since. */
  stale: boolean;
  open: boolean;
  close(): void;
  /** Checks the files of this moment and shows the list. */
  run(quietly?: boolean): Promise<PackageProblem[] | undefined>;
}

export function useCheck(draft: Draft): Check {
  const [found, setFound] = useState<{ problems: PackageProblem[]; files: PackageFiles }>();
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [open, setOpen] = useState(false);
  const turn = useRef(0);
  const { flush, current } = draft;

  const run = useCallback(
    async (quietly = false) => {
      if (!quietly) setOpen(true);
      turn.current += 1;
      const mine = turn.current;
      setRunning(true);
      setFailure(undefined);
      try {
        await flush();
        const files = current();
        const problems = await packageDeeds.check(files);
        if (mine === turn.current) setFound({ problems, files });
        return problems;
      } catch (error) {
        if (mine === turn.current) setFailure(error);
        return undefined;
      } finally {
        if (mine === turn.current) setRunning(false);
      }
    },
    [flush, current],
  );

  // What has been saved is checked in the background, so that the counts at the tabs tell the truth.
  const saved = `${draft.base.updatedAt ?? ''}/${draft.generation}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each saved state, not for each edit
  useEffect(() => {
    if (Object.keys(current()).length > 0) void run(true);
  }, [saved]);

  return {
    problems: found?.problems,
    running,
    failure,
    stale: found !== undefined && found.files !== draft.files,
    open,
    close: useCallback(() => setOpen(false), []),
    run,
  };
}
