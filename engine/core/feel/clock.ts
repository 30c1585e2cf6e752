/** FEEL's `now()` and `today()` on the engine's clock instead of the machine's. */
import { FeelFunction, parseDate, parseDateTime } from 'feelin';
import { zonedIso } from '../time/zone.ts';

export interface FeelClock {
  /** Epoch milliseconds. */
  at: number;
  /** IANA time zone, such as Asia/Shanghai. */
  zone: string;
}

/** Context functions of these names override feelin's own. */
export function clockFunctions(clock: FeelClock): { now: FeelFunction; today: FeelFunction } {
  return {
    now: new FeelFunction(() => parseDateTime(zonedIso(clock.at, clock.zone)), []),
    today: new FeelFunction(() => parseDate(zonedIso(clock.at, clock.zone).slice(0, 10)), []),
  };
}
