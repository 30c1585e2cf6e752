import { useRef } from 'react';

/**
 * A deed that runs once at a time: the second click of a double click does nothing. By a ref, since a state such as
 * `isPending` arrives a rendering later, when the second click has been taken.
 */
export function useOnce<A extends unknown[]>(
  act: (...of: A) => Promise<unknown>,
): (...of: A) => Promise<void> {
  const running = useRef(false);
  return async (...of) => {
    if (running.current) return;
    running.current = true;
    try {
      await act(...of);
    } finally {
      running.current = false;
    }
  };
}

/** As `useOnce`, of a mutation that tells itself what went wrong. */
export const useMutateOnce = <V>(deed: { mutateAsync: (of: V) => Promise<unknown> }) =>
  useOnce((of: V) => deed.mutateAsync(of).catch(() => undefined));
