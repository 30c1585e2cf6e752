/** What a timer definition means: when it is due, and how often it comes again. */
import { nextCron, parseCron } from './cron.ts';
import { addDuration, isPositive, parseDuration } from './duration.ts';
import { instantOf, type LocalFields } from './zone.ts';

export type TimerKind = 'date' | 'duration' | 'cycle';

export interface Due {
  /** Epoch milliseconds. */
  dueAt: number;
  /** How often it still fires, this one included; -1: for ever. */
  repetitions: number;
  /** Of a repeating timer: what the next time is reckoned from (a duration, or a cron expression). */
  interval?: string;
}

/** Java's, in minutes. */
const LARGEST_OFFSET = 18 * 60;

/** Whether the calendar and the clock have it: 31 February would otherwise count as 3 March. */
function exists(f: LocalFields): boolean {
  const days = f.month >= 1 && f.month <= 12 ? new Date(Date.UTC(f.year, f.month, 0)).getUTCDate() : 0;
  return f.day >= 1 && f.day <= days && f.hour <= 23 && f.minute <= 59 && f.second <= 59;
}

/** An ISO instant; with an offset, with a zone in `@` or `[]`, or local in `zone`. */
export function parseInstant(text: string, zone: string): number | undefined {
  const m =
    /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?(?:@([\w/+-]+)|\[([\w/+-]+)\])?$/.exec(
      text.trim(),
    );
  if (!m) return undefined;
  const n = (i: number) => Number(m[i] ?? 0);
  const fields = {
    year: n(1),
    month: n(2),
    day: n(3),
    hour: n(4),
    minute: n(5),
    second: n(6),
    millisecond: Number((m[7] ?? '0').slice(0, 3).padEnd(3, '0')),
  };
  if (!exists(fields)) return undefined;
  if (m[8]) {
    const wall = instantOf(fields, 'UTC');
    if (m[8] === 'Z') return wall;
    const sign = m[8][0] === '-' ? 1 : -1;
    const [hours, minutes] = [Number(m[8].slice(1, 3)), Number(m[8].slice(-2))];
    if (minutes > 59 || hours * 60 + minutes > LARGEST_OFFSET) return undefined;
    return wall + sign * (hours * 60 + minutes) * 60_000;
  }
  try {
    return instantOf(fields, m[9] ?? m[10] ?? zone);
  } catch {
    return undefined;
  }
}

/** `R3/PT1H`, `R/PT1H` and `R-1/PT1H` for ever, `R0/PT1H` once as on Zeebe, `R/2026-01-01T00:00:00Z/P1D`, or cron. */
const CYCLE = /^R(-1|\d*)\/(?:([^/]+)\/)?(P[^/]*)$/;

/** Why a static timer text is not understood; undefined: it is. */
export function timerProblem(kind: TimerKind, text: string): string | undefined {
  return typeof timerDue(kind, text, 0, 'UTC') === 'string'
    ? `<${text}> is not a valid timer ${kind}`
    : undefined;
}

/** When the timer is due, entered at `at`; a text says what is wrong. */
export function timerDue(kind: TimerKind, text: string, at: number, zone: string): Due | string {
  const invalid = `Invalid timer ${kind} expression <${text}>`;
  if (kind === 'date') {
    const due = parseInstant(text, zone);
    return due === undefined ? invalid : { dueAt: due, repetitions: 1 };
  }
  if (kind === 'duration') {
    const d = parseDuration(text);
    return d ? { dueAt: addDuration(at, d, zone), repetitions: 1 } : invalid;
  }
  const m = CYCLE.exec(text.trim());
  if (!m) {
    const next = cronDue(text, at, zone);
    return next === undefined ? invalid : { dueAt: next, repetitions: -1, interval: text.trim() };
  }
  const every = parseDuration(m[3]!);
  const start = m[2] === undefined ? undefined : parseInstant(m[2], zone);
  if (!every || !isPositive(every) || (m[2] !== undefined && start === undefined)) return invalid;
  const repetitions = m[1] === '' || m[1] === '-1' ? -1 : Math.max(1, Number(m[1]));
  const dueAt = start !== undefined && start > at ? start : addDuration(start ?? at, every, zone);
  return { dueAt, repetitions, interval: m[3]! };
}

/** The next time, after `at`, of a repeating timer that was due at `dueAt`. What was missed in between is not caught up. */
export function nextDue(interval: string, dueAt: number, at: number, zone: string): number | undefined {
  const d = parseDuration(interval);
  if (!d) return cronDue(interval, at, zone);
  const next = addDuration(dueAt, d, zone);
  return next > at ? next : addDuration(at, d, zone);
}

function cronDue(text: string, at: number, zone: string): number | undefined {
  const cron = parseCron(text);
  return cron && nextCron(cron, at, zone);
}
