import { RulesError } from '../common/problem.ts';

/** A date on the wall calendar of Asia/Shanghai, `YYYY-MM-DD`. */
export type LocalDate = string;
/** An instant in ISO 8601 with zone (`…Z` or `…+08:00`). */
export type Instant = string;

/** Asia/Shanghai has had no daylight saving time since 1991, so a fixed offset in minutes is exact. */
export const SHANGHAI_OFFSET_MINUTES = 480;
const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether the text is an existing date between 1900-01-01 and 2999-12-31. */
export function isLocalDate(text: unknown): text is LocalDate {
  if (typeof text !== 'string') return false;
  const m = DATE.exec(text);
  if (!m) return false;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  return (
    year >= 1900 && year < 3000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Days since 1970-01-01. Throws RulesError `INVALID_DATE` when the text is no date. */
export function dayNumber(date: LocalDate): number {
  if (!isLocalDate(date)) {
    throw new RulesError('INVALID_DATE', `日期“${String(date)}”无效，应为 YYYY-MM-DD（1900 至 2999 年）。`);
  }
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The reverse of {@link dayNumber}. Throws `INVALID_DATE` outside 1900 to 2999. */
export function dateOfDayNumber(day: number): LocalDate {
  const at = new Date(day * DAY_MS);
  const date = Number.isNaN(at.getTime()) ? String(day) : at.toISOString().slice(0, 10);
  if (!isLocalDate(date)) throw new RulesError('INVALID_DATE', `日期超出可计算的范围（1900 至 2999 年）。`);
  return date;
}

/** 0 is Sunday, 6 Saturday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/**
 * Adds months; without a corresponding day, the month's last day is taken (《民法典》第二百零二条:
 * 没有对应日的，月末日为期间的最后一日).
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  dayNumber(date);
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const index = y * 12 + (m - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  if (year < 1900 || year > 2999) {
    throw new RulesError('INVALID_DATE', '日期超出可计算的范围（1900 至 2999 年）。');
  }
  const day = Math.min(d, daysInMonth(year, month));
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export const isInstant = (text: unknown): text is Instant =>
  typeof text === 'string' && INSTANT.test(text) && !Number.isNaN(Date.parse(text));

/** The local date (Asia/Shanghai) on which an instant falls; a local date is returned as it is. */
export function localDateOf(at: Instant | LocalDate): LocalDate {
  if (isLocalDate(at)) return at;
  if (!isInstant(at)) {
    throw new RulesError(
      'INVALID_INSTANT',
      `时刻“${String(at)}”无效，应为带时区的 ISO 8601 时刻或 YYYY-MM-DD。`,
    );
  }
  return dateOfDayNumber(Math.floor((Date.parse(at) + SHANGHAI_OFFSET_MINUTES * 60_000) / DAY_MS));
}

/** The instant of a local wall-clock time (`HH:mm`) on a local date, as `…Z`. */
export function instantOf(date: LocalDate, time = '00:00'): Instant {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new RulesError('INVALID_TIME', `时间“${time}”无效，应为 HH:mm。`);
  }
  const [h, min] = time.split(':').map(Number) as [number, number];
  const minutes = h * 60 + min - SHANGHAI_OFFSET_MINUTES;
  return new Date(dayNumber(date) * DAY_MS + minutes * 60_000).toISOString();
}
