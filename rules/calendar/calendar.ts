import { RulesError } from '../common/problem.ts';
import { announcedDay, FIXED_HOLIDAYS, isAnnouncedYear } from './announced.ts';
import type { LocalDate } from './local-date.ts';
import { dateOfDayNumber, dayNumber, isLocalDate, weekdayOf } from './local-date.ts';

/** A row of the editable table that lies over the announced years. */
export interface CalendarOverride {
  readonly date: LocalDate;
  readonly kind: 'holiday' | 'workday';
  readonly note?: string;
}

export interface CalendarOptions {
  /** The table over `chinese-days`; its rows always win. */
  readonly overrides?: readonly CalendarOverride[];
  /** Years whose notice an administrator has entered in `overrides` completely: no longer provisional. */
  readonly confirmedYears?: readonly number[];
}

/** What kind of day a date is, and from where that is known. */
export interface DayInfo {
  readonly date: LocalDate;
  readonly working: boolean;
  /** True when the year's notice is not known: the day may still change. */
  readonly provisional: boolean;
  readonly source: 'override' | 'announced' | 'fixed-holiday' | 'week';
  /** Holiday's name or the override's note. */
  readonly name?: string;
}

export interface WorkCalendar {
  /** Changes whenever the table does: stored dates computed with another fingerprint are to be recomputed. */
  readonly fingerprint: string;
  /** By days since 1970-01-01, see dayNumber; memoized, cheap in loops. */
  day(n: number): DayInfo;
}

/** A working-day calendar (工作日历). Throws RulesError `INVALID_CALENDAR` on a bad or contradicting row. */
export function createCalendar(options: CalendarOptions = {}): WorkCalendar {
  const overrides = new Map<LocalDate, CalendarOverride>();
  for (const row of options.overrides ?? []) {
    if (!isLocalDate(row.date) || (row.kind !== 'holiday' && row.kind !== 'workday')) {
      throw new RulesError(
        'INVALID_CALENDAR',
        `工作日历的行“${String(row.date)}”无效：须有日期和“节假日/工作日”。`,
      );
    }
    const earlier = overrides.get(row.date);
    if (earlier && earlier.kind !== row.kind) {
      throw new RulesError('INVALID_CALENDAR', `工作日历中 ${row.date} 既是节假日又是工作日，请删去一行。`);
    }
    overrides.set(row.date, row);
  }
  const confirmed = new Set(options.confirmedYears ?? []);
  const days = new Map<number, DayInfo>();

  function compute(n: number): DayInfo {
    const date = dateOfDayNumber(n);
    const year = Number(date.slice(0, 4));
    const announced = isAnnouncedYear(year);
    const override = overrides.get(date);
    if (override) {
      const info = {
        date,
        working: override.kind === 'workday',
        provisional: false,
        source: 'override',
      } as const;
      return override.note === undefined ? info : { ...info, name: override.note };
    }
    const provisional = !announced && !confirmed.has(year);
    const entry = announced ? announcedDay(date) : undefined;
    if (entry) return { date, working: entry.working, provisional, source: 'announced', name: entry.name };
    const fixed = announced || confirmed.has(year) ? undefined : FIXED_HOLIDAYS[date.slice(5)];
    if (fixed) return { date, working: false, provisional, source: 'fixed-holiday', name: fixed };
    const weekday = weekdayOf(n);
    return { date, working: weekday !== 0 && weekday !== 6, provisional, source: 'week' };
  }

  return {
    fingerprint: fingerprintOf([...overrides.values()], confirmed),
    day(n) {
      let info = days.get(n);
      if (!info) {
        info = compute(n);
        days.set(n, info);
      }
      return info;
    },
  };
}

/** FNV-1a over the sorted rows and the known years; no secret, only a mark of change. */
function fingerprintOf(rows: CalendarOverride[], confirmed: Set<number>): string {
  let lastKnown = 2004;
  while (isAnnouncedYear(lastKnown + 1)) lastKnown++;
  const text = [
    String(lastKnown),
    [...confirmed].sort((a, b) => a - b).join(','),
    ...rows.map((r) => `${r.date}${r.kind}`).sort(),
  ].join('|');
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${lastKnown}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}

export const dayInfo = (date: LocalDate, calendar: WorkCalendar): DayInfo => calendar.day(dayNumber(date));

/** Whether work is done on that date. Whether this is certain: `dayInfo(date, calendar).provisional`. */
export const isWorkingDay = (date: LocalDate, calendar: WorkCalendar): boolean =>
  dayInfo(date, calendar).working;
