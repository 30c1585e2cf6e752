import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem, messageOf } from '../api/problem.ts';
import type { FormData } from './types.ts';

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'failed'; message: string }
  /** Saved elsewhere (another tab) meanwhile: the person decides which one stays. */
  | { kind: 'conflict' };

const PAUSE_MS = 1500;
/** A save that failed (no connection, session ended) is tried again. */
const RETRY_MS = 10_000;

/**
 * Keeps a draft: saved once typing pauses, one save at a time, the newest data last. `save` absent: nothing is kept, and
 * `dirty` says that there is something to lose.
 */
export function useAutosave(save: ((data: FormData) => Promise<unknown>) | undefined) {
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const pending = useRef<FormData | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  /** After a conflict nothing is saved until the person has decided. */
  const blocked = useRef(false);
  const saver = useRef(save);
  saver.current = save;

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    running.current = running.current.then(async () => {
      const data = pending.current;
      const write = saver.current;
      if (!data || !write || blocked.current) return;
      pending.current = undefined;
      setState({ kind: 'saving' });
      try {
        await write(data);
        setState(pending.current ? { kind: 'waiting' } : { kind: 'saved', at: new Date() });
      } catch (error) {
        pending.current ??= data;
        if (error instanceof ApiProblem && error.status === 409) {
          blocked.current = true;
          return setState({ kind: 'conflict' });
        }
        setState({ kind: 'failed', message: messageOf(error) });
        timer.current = setTimeout(() => void flush(), RETRY_MS);
      }
    });
    return running.current;
  }, []);

  const touch = useCallback(
    (data: FormData) => {
      pending.current = data;
      clearTimeout(timer.current);
      if (blocked.current) return;
      setState({ kind: 'waiting' });
      if (saver.current) timer.current = setTimeout(() => void flush(), PAUSE_MS);
    },
    [flush],
  );

  /** Forgets what waits: it has been submitted. Waits for a save under way, so that it cannot come after. */
  const settle = useCallback(async () => {
    clearTimeout(timer.current);
    pending.current = undefined;
    await running.current;
    blocked.current = false;
    setState({ kind: 'idle' });
  }, []);

  useEffect(
    () => () => {
      void flush().then(() => clearTimeout(timer.current));
    },
    [flush],
  );

  return { state, touch, flush, settle, isDirty: () => pending.current !== undefined };
}
