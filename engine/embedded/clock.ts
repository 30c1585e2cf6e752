/** The engine's time. It never goes back, since timers and history are in its order. */
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
