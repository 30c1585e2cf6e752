/** Functions that override feelin's own, or that Zeebe has and feelin has not. */
import { FeelFunction, parseDate, parseDateTime } from 'feelin';
import { zonedIso } from '../time/zone.ts';

export interface FeelClock {
  /** Epoch milliseconds. */
  at: number;
  /** IANA time zone, such as Asia/Shanghai. */
  zone: string;
}

/** Thrown by `assert`: the whole expression fails, as on Zeebe. */
export class AssertionFailure extends Error {}

const assert = new FeelFunction(
  (value: unknown, condition: unknown, cause: unknown) => {
    if (condition !== true)
      throw new AssertionFailure(typeof cause === 'string' ? cause : 'The condition is not fulfilled');
    return value;
  },
  ['value', 'condition', 'cause'],
);

/** `now()` and `today()` read the engine's clock instead of the machine's. */
export function functions(clock: FeelClock): Record<string, FeelFunction> {
  return {
    assert,
    now: new FeelFunction(() => parseDateTime(zonedIso(clock.at, clock.zone)), []),
    today: new FeelFunction(() => parseDate(zonedIso(clock.at, clock.zone).slice(0, 10)), []),
  };
}
