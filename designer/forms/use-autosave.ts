import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from '../api/problem.ts';
import type { FormData } from './types.ts';

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'failed'; message: string };

const PAUSE_MS = 1500;

/**
 * Keeps a draft: saved once typing pauses, one save at a time, the newest data last. `save` absent: nothing is kept, and
 * `dirty` says that there is something to lose.
 */
export function useAutosave(save: ((data: FormData) => Promise<unknown>) | undefined) {
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const pending = useRef<FormData | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const saver = useRef(save);
  saver.current = save;

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    running.current = running.current.then(async () => {
      const data = pending.current;
      const write = saver.current;
      if (!data || !write) return;
      pending.current = undefined;
      setState({ kind: 'saving' });
      try {
        await write(data);
        setState(pending.current ? { kind: 'waiting' } : { kind: 'saved', at: new Date() });
      } catch (error) {
        pending.current ??= data;
        setState({ kind: 'failed', message: messageOf(error) });
      }
    });
    return running.current;
  }, []);

  const touch = useCallback(
    (data: FormData) => {
      pending.current = data;
      setState({ kind: 'waiting' });
      clearTimeout(timer.current);
      if (saver.current) timer.current = setTimeout(() => void flush(), PAUSE_MS);
    },
    [flush],
  );

  /** Forgets what waits: it has been submitted. Waits for a save under way, so that it cannot come after. */
  const settle = useCallback(async () => {
    clearTimeout(timer.current);
    pending.current = undefined;
    await running.current;
    setState({ kind: 'idle' });
  }, []);

  useEffect(() => () => void flush(), [flush]);

  return { state, touch, flush, settle, isDirty: () => pending.current !== undefined };
}
