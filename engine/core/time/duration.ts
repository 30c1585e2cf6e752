/** ISO 8601 durations, with calendar parts as Zeebe's Interval has them. */
import { instantOf, type LocalFields, localFields } from './zone.ts';

export interface Duration {
  years: number;
  months: number;
  days: number;
  /** The rest, in milliseconds. */
  milliseconds: number;
}

const PATTERN =
  /^([+-])?P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:[.,]\d+)?)S)?)?$/i;

/** Undefined: not a duration. */
export function parseDuration(text: string): Duration | undefined {
  const m = PATTERN.exec(text.trim());
  if (!m || /^[+-]?P$|T$/i.test(text.trim())) return undefined;
  const sign = m[1] === '-' ? -1 : 1;
  const n = (i: number) => sign * Number((m[i] ?? '0').replace(',', '.'));
  const seconds = n(6) * 3600 + n(7) * 60 + n(8);
  return { years: n(2), months: n(3), days: n(4) * 7 + n(5), milliseconds: Math.round(seconds * 1000) };
}

/** Calendar parts first (a month's end is kept within the month), then the exact part. */
export function addDuration(at: number, d: Duration, zone: string): number {
  let start = at;
  if (d.years || d.months || d.days) {
    const f = localFields(at, zone);
    const months = f.year * 12 + (f.month - 1) + d.years * 12 + d.months;
    const year = Math.floor(months / 12);
    const month = (((months % 12) + 12) % 12) + 1;
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const moved: LocalFields = { ...f, year, month, day: Math.min(f.day, last) + d.days };
    start = instantOf(moved, zone);
  }
  return start + d.milliseconds;
}

/** Whether adding it moves the clock forward. */
export function isPositive(d: Duration): boolean {
  return d.years * 365 + d.months * 30 + d.days + d.milliseconds / 86_400_000 > 0;
}
