/**
 * The engine's time. It never goes back while the program runs, since timers are in its order; over a restart it is the
 * machine's again, so that a clock that was wrong once can be set right. What came first is told by numbers, not by time.
 */
export interface EngineClock {
  readonly manual: boolean;
  now(): number;
  /** Manual clock only. */
  set(at: number): void;
}

export function engineClock(kind: 'system' | 'manual', start: number): EngineClock {
  let at = start;
  if (kind === 'manual')
    return {
      manual: true,
      now: () => at,
      set(to) {
        at = Math.max(at, to);
      },
    };
  return {
    manual: false,
    now: () => {
      at = Math.max(at, Date.now());
      return at;
    },
    set: () => {
      throw new Error('the system clock cannot be set');
    },
  };
}
