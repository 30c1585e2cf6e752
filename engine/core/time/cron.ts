/**
 * Spring's six-field cron (second minute hour day month weekday), as Zeebe's timer cycles read it; also @daily and its
 * like, names of months and days, lists, ranges, steps, `L` (last day), `nL` (last weekday n) and `n#k` (k-th weekday n).
 */
import { zoneOffset } from './zone.ts';

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

const WEEK = 7 * 24 * 3_600_000;

/**
 * First instant after `at`; undefined if there is none within eight years. As in Spring: what falls into an hour that
 * comes twice comes twice, what falls into one that is left out does not come on that day.
 */
export function nextCron(cron: Cron, at: number, zone: string): number | undefined {
  let from = Math.floor(at / 1000) * 1000 + 1000;
  // From one change of the offset to the next, so that local times run on steadily.
  for (;;) {
    const offset = zoneOffset(from, zone);
    const wall = nextWall(cron, from + offset);
    if (wall === undefined) return undefined;
    const change = offsetChange(from, wall - offset, zone);
    if (change === undefined) return wall - offset;
    from = change;
  }
}

/** The first whole second after `from`, `to` at the latest, that has another offset; undefined: there is none. */
function offsetChange(from: number, to: number, zone: string): number | undefined {
  const offset = zoneOffset(from, zone);
  let before = from;
  let after = from;
  while (zoneOffset(after, zone) === offset) {
    if (after >= to) return undefined;
    before = after;
    after = Math.min(after + WEEK, to);
  }
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000;
    if (zoneOffset(middle, zone) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** The first fitting local time at or after `from`; both as if they were in UTC. */
function nextWall(cron: Cron, from: number): number | undefined {
  const start = new Date(from);
  for (let ahead = 0; ahead < 366 * 8; ahead++) {
    const date = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + ahead));
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (!cron.month.has(month) || !cron.day(day, date.getUTCDay(), last)) continue;
    if (!cron.weekday(day, date.getUTCDay(), last)) continue;
    const time = timeOfDay(cron, ahead === 0 ? Math.floor((from - date.getTime()) / 1000) : 0);
    if (time !== undefined) return date.getTime() + time * 1000;
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
