/** Dates in a scenario's data, told from the day of the step: `{today}`, `{today-3}` (days), `{month}`, `{year}`. */
import { addDays } from '../clock/days.ts';

const MARK = /\{(today|month|year)(?:([+-])(\d{1,4}))?\}/g;

function textAt(text: string, today: string): string {
  return text.replace(MARK, (_, what: string, sign?: string, amount?: string) => {
    const days = Number(amount ?? 0) * (sign === '-' ? -1 : 1);
    const date = days === 0 ? today : addDays(today, days);
    return what === 'today' ? date : date.slice(0, what === 'month' ? 7 : 4);
  });
}

/** A copy of the data with the marks in its texts replaced. */
export function datedAt<T>(data: T, today: string): T {
  if (typeof data === 'string') return textAt(data, today) as T;
  if (Array.isArray(data)) return data.map((v) => datedAt(v, today)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([k, v]) => [k, datedAt(v, today)])) as T;
}
