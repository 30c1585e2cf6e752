/** feelin's values: dates, times, durations, ranges and functions beside what JSON has. */
import { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelTime } from 'feelin';
import type { Json } from '../../engine.ts';
import { FeelLimit } from './bound.ts';

const DURATION = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** As Java writes a Period (years and months) or a Duration (hours at most), and so as Zeebe's variables have it. */
function durationText({ iso, yearsMonths }: { iso: string; yearsMonths: boolean }): string {
  const found = DURATION.exec(iso);
  if (!found) return iso;
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(2)
    .map((n) => Number(n ?? 0));
  const part = (n: number, unit: string) => (n ? `${found[1]}${n}${unit}` : '');
  if (yearsMonths) {
    const all = years * 12 + months;
    return `P${part(Math.trunc(all / 12), 'Y')}${part(all % 12, 'M')}`.replace(/^P$/, 'P0D');
  }
  const all = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  const s = Math.round((all % 60) * 1e9) / 1e9;
  const text = part(Math.trunc(all / 3600), 'H') + part(Math.trunc((all % 3600) / 60), 'M') + part(s, 'S');
  return `PT${text || '0S'}`;
}

/** As Java writes a time, and so as Zeebe's variables have it: without seconds that are zero, a zone after its offset. */
function javaTime(iso: string): string {
  const [time, zone] = iso.split('@') as [string, string?];
  const short = time.replace(/(T\d\d:\d\d):00(?:\.0+)?(?=$|[Z+-])|^(\d\d:\d\d):00$/, '$1$2');
  return zone === undefined ? short : `${short}[${zone}]`;
}

const isDuration = (v: object): v is { iso: string; yearsMonths: boolean } =>
  'iso' in v && 'yearsMonths' in v && Object.getPrototypeOf(v) !== Object.prototype;

/** Largest value of one expression, in characters of JSON: Zeebe's records end at 4 MB too. */
export const MAX_VALUE = 4_000_000;

/** Throws FeelLimit when there is no more room. */
export function take(room: { left: number }, size: number): void {
  room.left -= size;
  if (room.left < 0)
    throw new FeelLimit(
      `its value has more than ${MAX_VALUE} characters; keep large data outside the process`,
    );
}

/**
 * feelin's value as JSON: dates, times and durations as ISO strings; functions and ranges as null. Throws FeelLimit for
 * one that is larger than `MAX_VALUE`.
 */
export function toJson(value: unknown, room = { left: MAX_VALUE }): Json {
  take(room, 5);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') take(room, value.length);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((v) => toJson(v, room));
  if (typeof value !== 'object') return null;
  if (isDuration(value)) return durationText(value);
  if (value instanceof FeelTime || value instanceof FeelDateTime) return javaTime(String(value.toJSON()));
  if ('toJSON' in value && typeof value.toJSON === 'function') return toJson(value.toJSON(), room);
  if (Object.getPrototypeOf(value) !== Object.prototype) return null;
  const out: Record<string, Json> = {};
  for (const [k, v] of Object.entries(value)) {
    take(room, k.length);
    out[k] = toJson(v, room);
  }
  return out;
}

/** Whether a value is JSON all through, so that a compiled closure may work on it. */
export function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}

/** A function that expressions can call; `names` of its parameters. */
export const feelFunction = (names: string[], call: (...args: unknown[]) => unknown): unknown =>
  new FeelFunction(call, names);

const isPeriod = (v: unknown, yearsMonths: boolean) =>
  v instanceof FeelDuration && v.yearsMonths === yearsMonths;

/** The types that a `typeRef` of DMN can name and Zeebe checks; any other takes all values. */
const TYPES: Record<string, (value: unknown) => boolean> = {
  string: (v) => typeof v === 'string',
  number: (v) => typeof v === 'number',
  boolean: (v) => typeof v === 'boolean',
  date: (v) => v instanceof FeelDate,
  time: (v) => v instanceof FeelTime,
  dateTime: (v) => v instanceof FeelDateTime,
  dayTimeDuration: (v) => isPeriod(v, false),
  yearMonthDuration: (v) => isPeriod(v, true),
};

/** Why a value is not of a type; undefined when it is. Null is of every type. The text is Zeebe's. */
export function typeProblem(value: unknown, type: string | undefined): string | undefined {
  if (value === null || value === undefined || !type) return undefined;
  const name = type.replaceAll('feel:', '');
  const fits = TYPES[name];
  return fits && !fits(value) ? `expected '${name}' but found '${JSON.stringify(toJson(value))}'` : undefined;
}
