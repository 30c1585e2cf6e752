/** A clock as facts: `clock.<id>.status`, `.dueDate`, `.stoppedAt`, `.onTime`, `.extended`, and what is left. */
import { localDateOf, status, type WorkCalendar } from '../../rules/index.ts';
import type { CaseClock } from './collections.ts';

export function clockFacts(c: CaseClock, calendar: WorkCalendar, now: string): Record<string, unknown> {
  const p = `clock.${c.clock}.`;
  return {
    [`${p}status`]: status(c.data, calendar, now),
    ...(c.dueDate ? { [`${p}dueDate`]: c.dueDate } : {}),
    ...(c.data.stoppedAt ? { [`${p}stoppedAt`]: localDateOf(c.data.stoppedAt) } : {}),
    ...(c.onTime === undefined ? {} : { [`${p}onTime`]: c.onTime }),
    [`${p}extended`]: c.data.extensions.length > 0,
  };
}
