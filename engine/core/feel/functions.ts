/** Functions that override feelin's own, or that Zeebe has and feelin has not. A variable of the same name wins. */
import { FeelDate, FeelDateTime, FeelFunction, parseDate, parseDateTime } from 'feelin';
import { zonedIso } from '../time/zone.ts';
import { add, equals } from './json.ts';

export interface FeelClock {
  /** Epoch milliseconds. */
  at: number;
  /** IANA time zone, such as Asia/Shanghai. */
  zone: string;
}

/** Thrown by `assert`: the whole expression fails, as on Zeebe. */
export class AssertionFailure extends Error {}

type Call = (...args: never[]) => unknown;
const feel = (names: string[], call: Call) => new FeelFunction(call, names);
const isContext = (v: unknown): v is object =>
  typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === Object.prototype;

/** One list, or its items. */
const items = (given: unknown[]): unknown[] =>
  given.length === 1 && Array.isArray(given[0]) ? given[0] : given;

function sum(...given: unknown[]): unknown {
  const list = items(given);
  if (!list.length || !list.every((v) => typeof v === 'number')) return null;
  return (list as number[]).reduce(add);
}

/** Of numbers, texts or dates; feelin knows numbers only. */
function extreme(better: (a: number | string, b: number | string) => boolean) {
  return (...given: unknown[]): unknown => {
    const list = items(given);
    const keys = list.map((v) => (v instanceof FeelDate ? v.iso : v)) as (number | string)[];
    const type = typeof keys[0];
    if ((type !== 'number' && type !== 'string') || keys.some((k) => typeof k !== type)) return null;
    let best = 0;
    for (const [i, key] of keys.entries()) if (better(key, keys[best]!)) best = i;
    return list[best];
  };
}

/** First of each value that comes more than once. */
function duplicates(list: unknown): unknown {
  if (!Array.isArray(list)) return null;
  const first = (v: unknown) => list.findIndex((o) => equals(o, v));
  return list.filter((v, i) => first(v) === i && list.some((o, n) => n > i && equals(o, v)));
}

function extract(text: unknown, pattern: unknown): unknown {
  if (typeof text !== 'string' || typeof pattern !== 'string') return null;
  try {
    return [...text.matchAll(new RegExp(pattern, 'gu'))].map((m) => m[0]);
  } catch {
    return null;
  }
}

function lastDayOfMonth(date: unknown): unknown {
  if (!(date instanceof FeelDate || date instanceof FeelDateTime)) return null;
  const day = new Date(Date.UTC(date.year, date.month, 0));
  return parseDate(day.toISOString().slice(0, 10));
}

const FUNCTIONS: Record<string, FeelFunction> = {
  assert: feel(['value', 'condition', 'cause'], (value: unknown, condition: unknown, cause: unknown) => {
    if (condition !== true)
      throw new AssertionFailure(typeof cause === 'string' ? cause : 'The condition is not fulfilled');
    return value;
  }),
  // Zeebe 8.5.8 calls a variable that is null not defined.
  'is defined': feel(['value'], (value: unknown) => value !== null && value !== undefined),
  'get or else': feel(
    ['value', 'default'],
    (value: unknown, otherwise: unknown) => value ?? otherwise ?? null,
  ),
  put: feel(['context', 'key', 'value'], (context: unknown, key: unknown, value: unknown) =>
    isContext(context) && typeof key === 'string' ? { ...context, [key]: value } : null,
  ),
  'put all': feel(['...contexts'], (...contexts: unknown[]) =>
    contexts.every(isContext) ? Object.assign({}, ...contexts) : null,
  ),
  'duplicate values': feel(['list'], duplicates),
  extract: feel(['string', 'pattern'], extract),
  'last day of month': feel(['date'], lastDayOfMonth),
  sum: feel(['...list'], sum),
  min: feel(
    ['...list'],
    extreme((a, b) => a < b),
  ),
  max: feel(
    ['...list'],
    extreme((a, b) => a > b),
  ),
};

/** `now()` and `today()` read the engine's clock instead of the machine's. */
export function functions(clock: FeelClock): Record<string, FeelFunction> {
  return {
    ...FUNCTIONS,
    now: new FeelFunction(() => parseDateTime(zonedIso(clock.at, clock.zone)), []),
    today: new FeelFunction(() => parseDate(zonedIso(clock.at, clock.zone).slice(0, 10)), []),
  };
}
