import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Filters of a list, kept in the address so that they survive going back and can be sent to somebody. */
export function useFilters(): [
  (name: string) => string | undefined,
  (changes: Record<string, string | undefined>) => void,
] {
  const [params, setParams] = useSearchParams();
  const read = useCallback((name: string) => params.get(name) ?? undefined, [params]);
  const write = useCallback(
    (changes: Record<string, string | undefined>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [read, write];
}
