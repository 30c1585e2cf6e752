import { RulesError } from '../common/problem.ts';
import type { WorkCalendar } from './calendar.ts';
import type { LegalClock } from './clock.ts';
import { dueDate } from './clock.ts';
import type { Instant, LocalDate } from './local-date.ts';
import { instantOf } from './local-date.ts';
import type { Period } from './period.ts';
import { addPeriod } from './period.ts';

/** One rung: a reminder before the due date, or a step of the overdue ladder after it (催办、督办、约谈 …). */
export interface LadderStep {
  readonly id: string;
  readonly title: string;
  readonly when: 'before' | 'after';
  /** Distance from the due date, zero or more. 0 after: as soon as it is overdue. */
  readonly offset: Period;
  /** Local time of day, `HH:mm`; 09:00 without it. */
  readonly time?: string;
  /** Whom or what the server addresses, free for the caller. */
  readonly action?: string;
}

export interface ClockLadder {
  readonly steps: readonly LadderStep[];
}

export interface ClockInstant {
  readonly stepId: string;
  readonly title: string;
  readonly when: 'before' | 'after';
  readonly at: Instant;
  readonly date: LocalDate;
  readonly provisional: boolean;
  readonly action?: string;
}

const DEFAULT_TIME = '09:00';

/**
 * All instants of the ladder, earliest first (ties in the ladder's order). None while a suspension without an
 * end is open or after the clock stopped. Those already past are given too: the caller knows which it has
 * fired, by `stepId`, and a ladder that was recomputed must not lose one.
 */
export function nextInstants(clock: LegalClock, ladder: ClockLadder, calendar: WorkCalendar): ClockInstant[] {
  if (clock.stoppedAt !== undefined) return [];
  const due = dueDate(clock, calendar);
  if (due.date === undefined) return [];
  const last = due.date;
  const instants = ladder.steps.map((step) => {
    if (!(step.offset.amount >= 0)) {
      throw new RulesError('INVALID_LADDER', `提醒“${step.title}”的间隔须为零或正整数。`);
    }
    const sign = step.when === 'before' ? -1 : 1;
    // overdue starts on the day after; an offset of 0 "after" is therefore that next day
    const base =
      step.when === 'after' && step.offset.amount === 0 ? { amount: 1, unit: 'day' as const } : undefined;
    const computed = addPeriod(last, base ?? { ...step.offset, amount: sign * step.offset.amount }, calendar);
    const time = base && step.time === undefined ? '00:00' : (step.time ?? DEFAULT_TIME);
    return {
      stepId: step.id,
      title: step.title,
      when: step.when,
      at: instantOf(computed.date, time),
      date: computed.date,
      provisional: due.provisional || computed.provisional,
      ...(step.action === undefined ? {} : { action: step.action }),
    };
  });
  return instants.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
