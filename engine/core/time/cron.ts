/**
 * Spring's six-field cron (second minute hour day month weekday), as Zeebe's timer cycles read it; also @daily and its
 * like, names of months and days, lists, ranges, steps, `L` (last day), `nL` (last weekday n) and `n#k` (k-th weekday n).
 */
import { instantOf, localFields } from './zone.ts';

const MACROS: Record<string, string> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

type DayTest = (day: number, weekday: number, lastDay: number) => boolean;

export interface Cron {
  second: Set<number>;
  minute: Set<number>;
  hour: Set<number>;
  month: Set<number>;
  day: DayTest;
  weekday: DayTest;
}

/** Undefined: not a cron expression. */
export function parseCron(text: string): Cron | undefined {
  const fields = (MACROS[text.trim()] ?? text.trim()).split(/\s+/);
  if (fields.length !== 6) return undefined;
  const second = numbers(fields[0]!, 0, 59);
  const minute = numbers(fields[1]!, 0, 59);
  const hour = numbers(fields[2]!, 0, 23);
  const month = numbers(fields[4]!, 1, 12, MONTHS, 1);
  const day = dayOfMonth(fields[3]!);
  const weekday = dayOfWeek(fields[5]!);
  if (!second || !minute || !hour || !month || !day || !weekday) return undefined;
  return { second, minute, hour, month, day, weekday };
}

function numbers(
  field: string,
  min: number,
  max: number,
  names: string[] = [],
  base = 0,
): Set<number> | undefined {
  const value = (s: string) => {
    const named = names.indexOf(s.toUpperCase());
    if (named >= 0) return named + base;
    return /^\d+$/.test(s) ? Number(s) : Number.NaN;
  };
  const out = new Set<number>();
  for (const part of field.split(',')) {
    const [range, step, ...rest] = part.split('/');
    const by = step === undefined ? 1 : Number(step);
    let from = min;
    let to = max;
    if (range !== '*' && range !== '?') {
      const ends = range!.split('-');
      from = value(ends[0]!);
      to = ends.length > 1 ? value(ends[1]!) : step === undefined ? from : max;
      if (ends.length > 2) return undefined;
    }
    if (rest.length || !(from >= min && to <= max && from <= to && by >= 1)) return undefined;
    for (let n = from; n <= to; n += by) out.add(n);
  }
  return out;
}

function dayOfMonth(field: string): DayTest | undefined {
  if (field === 'L') return (day, _w, last) => day === last;
  const set = numbers(field, 1, 31);
  return set && ((day) => set.has(day));
}

function dayOfWeek(field: string): DayTest | undefined {
  const special = /^(\d|[A-Z]{3})(L|#([1-5]))$/i.exec(field);
  if (special) {
    const weekday = [...(numbers(special[1]!, 0, 7, DAYS) ?? [])][0];
    if (weekday === undefined) return undefined;
    const nth = Number(special[3]);
    return (day, w, last) => w === weekday % 7 && (special[3] ? Math.ceil(day / 7) === nth : day + 7 > last);
  }
  const set = numbers(field, 0, 7, DAYS);
  if (!set) return undefined;
  if (set.has(7)) set.add(0);
  return (_d, w) => set.has(w);
}

/** First instant after `at`; undefined if there is none within eight years. */
export function nextCron(cron: Cron, at: number, zone: string): number | undefined {
  const start = localFields(Math.floor(at / 1000) * 1000 + 1000, zone);
  for (let ahead = 0; ahead < 366 * 8; ahead++) {
    const date = new Date(Date.UTC(start.year, start.month - 1, start.day + ahead));
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (!cron.month.has(month) || !cron.day(day, date.getUTCDay(), last)) continue;
    if (!cron.weekday(day, date.getUTCDay(), last)) continue;
    const from = ahead === 0 ? (start.hour * 60 + start.minute) * 60 + start.second : 0;
    const time = timeOfDay(cron, from);
    if (time !== undefined)
      return instantOf({ year, month, day, hour: 0, minute: 0, second: time, millisecond: 0 }, zone);
  }
  return undefined;
}

/** First fitting second of the day at or after `from`. */
function timeOfDay(cron: Cron, from: number): number | undefined {
  for (let h = Math.floor(from / 3600); h < 24; h++) {
    if (!cron.hour.has(h)) continue;
    for (let m = 0; m < 60; m++) {
      if (!cron.minute.has(m)) continue;
      for (let s = 0; s < 60; s++) {
        const t = (h * 60 + m) * 60 + s;
        if (t >= from && cron.second.has(s)) return t;
      }
    }
  }
  return undefined;
}
