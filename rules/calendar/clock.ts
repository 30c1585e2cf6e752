import { RulesError } from '../common/problem.ts';
import type { WorkCalendar } from './calendar.ts';
import type { Instant, LocalDate } from './local-date.ts';
import { addMonths, dateOfDayNumber, dayNumber, localDateOf } from './local-date.ts';
import type { Period } from './period.ts';
import { addPeriod, checkPeriod, countWorkingDays } from './period.ts';

/** A stretch in which the clock stands still (中止): from that day on, until the day before `to`. */
export interface Suspension {
  readonly from: Instant | LocalDate;
  /** The day on which it runs again; absent while it still stands. */
  readonly to?: Instant | LocalDate;
  readonly reason: string;
}

/** A granted extension (延期). */
export interface Extension {
  readonly period: Period;
  readonly reason: string;
  readonly approvedBy: string;
  readonly at?: Instant | LocalDate;
}

/** A legal clock (法定期限) as plain data: stored, and recomputed whenever the calendar changes. */
export interface LegalClock {
  readonly startedAt: Instant | LocalDate;
  readonly period: Period;
  readonly suspensions: readonly Suspension[];
  readonly extensions: readonly Extension[];
  readonly stoppedAt?: Instant | LocalDate;
  /** Due on a day without work: the next working day (see PeriodOptions). */
  readonly rollToWorkingDay?: boolean;
  /** How long before the due date it counts as due soon (临期); without it, never. */
  readonly dueSoon?: Period;
}

export interface DueDate {
  /** Last day on which it is still on time; absent while a suspension without an end keeps it open. */
  readonly date?: LocalDate;
  readonly provisional: boolean;
  /** The day since which an open suspension keeps the due date unknown. */
  readonly suspendedSince?: LocalDate;
}

interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** Suspensions as day spans; throws `INVALID_CLOCK` when one ends before it begins. */
const spansOf = (clock: LegalClock): DaySpan[] =>
  clock.suspensions.map((s) => {
    const from = dayNumber(localDateOf(s.from));
    const to = s.to === undefined ? Number.POSITIVE_INFINITY : dayNumber(localDateOf(s.to));
    if (to < from) {
      throw new RulesError('INVALID_CLOCK', `中止的恢复日 ${String(s.to)} 早于中止日 ${s.from}，请更正。`);
    }
    return { from, to };
  });

/** Periods to run through, neighbours of the same unit added up, so that 3 + 3 months clamp once, as 6 do. */
function periodsOf(clock: LegalClock): Period[] {
  const merged: Period[] = [];
  for (const period of [clock.period, ...clock.extensions.map((e) => e.period)]) {
    checkPeriod(period);
    if (period.amount < 0) throw new RulesError('INVALID_CLOCK', '期限和延期不能为负数。');
    const last = merged.at(-1);
    if (last?.unit === period.unit)
      merged[merged.length - 1] = { ...last, amount: last.amount + period.amount };
    else merged.push(period);
  }
  return merged;
}

/**
 * The due date: period and extensions from the day of start (not counted itself), suspended days left out. A
 * suspended day shifts working days, days and months alike by one day.
 * Throws RulesError on an invalid date, instant or period.
 */
export function dueDate(clock: LegalClock, calendar: WorkCalendar): DueDate {
  const spans = spansOf(clock);
  const covering = (n: number) => spans.find((s) => s.from <= n && n < s.to);
  let day = dayNumber(localDateOf(clock.startedAt));
  let provisional = false;
  /** The next day that is not suspended, or undefined when the suspension has no end. */
  const advance = (): DaySpan | undefined => {
    day++;
    for (let span = covering(day); span; span = covering(day)) {
      if (span.to === Number.POSITIVE_INFINITY) return span;
      day = span.to;
    }
    return undefined;
  };
  const open = (span: DaySpan): DueDate => ({ provisional, suspendedSince: dateOfDayNumber(span.from) });

  for (const period of periodsOf(clock)) {
    const byWork = period.unit === 'workday';
    let left = period.amount;
    if (period.unit === 'month') left = dayNumber(addMonths(dateOfDayNumber(day), period.amount)) - day;
    while (left > 0) {
      const blocked = advance();
      if (blocked) return open(blocked);
      const info = calendar.day(day);
      if (byWork) provisional ||= info.provisional;
      if (!byWork || info.working) left--;
    }
  }
  while (clock.rollToWorkingDay) {
    const info = calendar.day(day);
    provisional ||= info.provisional;
    if (info.working) break;
    const blocked = advance();
    if (blocked) return open(blocked);
  }
  return { date: dateOfDayNumber(day), provisional };
}

export interface Remaining {
  /** Days left after today until the due date; 0 on the due date, negative when overdue; absent if open. */
  readonly days?: number;
  /** The same in working days. */
  readonly workingDays?: number;
  readonly due: DueDate;
  readonly provisional: boolean;
}

/**
 * How much is left at `now`, or was left when it stopped. While suspended, what was left when the suspension
 * began (counted to the due date it would have had).
 */
export function remaining(clock: LegalClock, calendar: WorkCalendar, now: Instant | LocalDate): Remaining {
  const due = dueDate(clock, calendar);
  let at = localDateOf(clock.stoppedAt ?? now);
  let target = due;
  let counted = clock;
  const today = dayNumber(at);
  const standing = spansOf(clock)
    .filter((s) => s.from <= today && today < s.to)
    .reduce((first, s) => Math.min(first, s.from), Number.POSITIVE_INFINITY);
  if (standing !== Number.POSITIVE_INFINITY && (due.date === undefined || dayNumber(due.date) >= standing)) {
    // as if it ran on from the suspension's first day
    at = dateOfDayNumber(standing - 1);
    const ended = clock.suspensions.filter((s) => dayNumber(localDateOf(s.from)) < standing);
    counted = { ...clock, suspensions: ended };
    target = dueDate(counted, calendar);
  }
  if (target.date === undefined) return { due, provisional: due.provisional };
  const work = countWorkingDays(at, target.date, calendar);
  const skipped = suspendedBetween(counted, calendar, at, target.date);
  return {
    days: dayNumber(target.date) - dayNumber(at) - skipped.days,
    workingDays: work.days - skipped.workingDays,
    due,
    provisional: target.provisional || work.provisional,
  };
}

/** Suspended days in (from, to] of suspensions with an end: they are not left over to work in. */
function suspendedBetween(clock: LegalClock, calendar: WorkCalendar, from: LocalDate, to: LocalDate) {
  const spans = spansOf(clock).filter((s) => s.to !== Number.POSITIVE_INFINITY && s.from > dayNumber(from));
  let [days, workingDays] = [0, 0];
  for (let n = dayNumber(from) + 1; n <= dayNumber(to); n++) {
    if (!spans.some((s) => s.from <= n && n < s.to)) continue;
    days++;
    if (calendar.day(n).working) workingDays++;
  }
  return { days, workingDays };
}

export type ClockStatus =
  | 'running'
  | 'suspended'
  | 'due-soon'
  | 'overdue'
  | 'stopped-on-time'
  | 'stopped-late';

/** The state at `now`. Overdue begins with the local day after the due date. */
export function status(clock: LegalClock, calendar: WorkCalendar, now: Instant | LocalDate): ClockStatus {
  const due = dueDate(clock, calendar);
  const late = (at: Instant | LocalDate) => due.date !== undefined && localDateOf(at) > due.date;
  if (clock.stoppedAt !== undefined) return late(clock.stoppedAt) ? 'stopped-late' : 'stopped-on-time';
  if (late(now)) return 'overdue';
  const today = dayNumber(localDateOf(now));
  if (spansOf(clock).some((s) => s.from <= today && today < s.to)) return 'suspended';
  if (due.date === undefined || clock.dueSoon === undefined) return 'running';
  const soon = addPeriod(due.date, { ...clock.dueSoon, amount: -clock.dueSoon.amount }, calendar);
  return today >= dayNumber(soon.date) ? 'due-soon' : 'running';
}
