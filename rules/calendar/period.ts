import { RulesError } from '../common/problem.ts';
import type { WorkCalendar } from './calendar.ts';
import type { LocalDate } from './local-date.ts';
import { addMonths, dateOfDayNumber, dayNumber } from './local-date.ts';

export type PeriodUnit = 'workday' | 'day' | 'month';

/** A period of law, e.g. 3 months or 7 working days. */
export interface Period {
  readonly amount: number;
  readonly unit: PeriodUnit;
}

export interface ComputedDate {
  readonly date: LocalDate;
  /** True when a day of a year not announced took part in the computation. */
  readonly provisional: boolean;
}

export interface PeriodOptions {
  /**
   * When the last day is not a working day, take the next working day
   * (《民法典》第二百零三条: 期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日).
   */
  readonly rollToWorkingDay?: boolean;
}

const LIMIT: Record<PeriodUnit, number> = { workday: 10_000, day: 36_500, month: 1_200 };
const UNIT_TITLE: Record<PeriodUnit, string> = { workday: '个工作日', day: '天', month: '个月' };

/** Throws RulesError `INVALID_PERIOD` unless the amount is a whole number within bounds and the unit known. */
export function checkPeriod(period: Period): void {
  const limit = Object.hasOwn(LIMIT, period?.unit) ? LIMIT[period.unit] : undefined;
  if (limit === undefined) {
    throw new RulesError('INVALID_PERIOD', `期限单位“${String(period?.unit)}”无效，应为工作日、天或月。`);
  }
  if (!Number.isInteger(period.amount) || Math.abs(period.amount) > limit) {
    throw new RulesError(
      'INVALID_PERIOD',
      `期限“${String(period.amount)}${UNIT_TITLE[period.unit]}”无效，应为不超过 ${limit} 的整数。`,
    );
  }
}

/** The period in words: 15天, 3个月, 7个工作日. */
export const periodTitle = (p: Period): string => `${p.amount}${UNIT_TITLE[p.unit]}`;

/**
 * The last day of a period that starts on `date`. The first day is not counted (《民法典》第二百零一条); a
 * negative amount goes back. Months clamp to the month's end.
 */
export function addPeriod(
  date: LocalDate,
  period: Period,
  calendar: WorkCalendar,
  options: PeriodOptions = {},
): ComputedDate {
  checkPeriod(period);
  let day = dayNumber(date);
  let provisional = false;
  if (period.unit === 'month') day = dayNumber(addMonths(date, period.amount));
  else if (period.unit === 'day') day += period.amount;
  else {
    const step = Math.sign(period.amount);
    for (let left = Math.abs(period.amount); left > 0; ) {
      day += step;
      const info = calendar.day(day);
      provisional ||= info.provisional;
      if (info.working) left--;
    }
  }
  if (options.rollToWorkingDay) {
    let info = calendar.day(day);
    provisional ||= info.provisional;
    while (!info.working) {
      info = calendar.day(++day);
      provisional ||= info.provisional;
    }
  }
  return { date: dateOfDayNumber(day), provisional };
}

export interface DayCount {
  readonly days: number;
  readonly provisional: boolean;
}

/**
 * Working days after `from` up to and with `to`, so that it is the reverse of addPeriod; negative when `to` is
 * earlier (then the days from `to` on, without `from`).
 */
export function countWorkingDays(from: LocalDate, to: LocalDate, calendar: WorkCalendar): DayCount {
  const [a, b] = [dayNumber(from), dayNumber(to)];
  const step = Math.sign(b - a);
  let days = 0;
  let provisional = false;
  for (let day = a; day !== b; ) {
    day += step;
    const info = calendar.day(day);
    provisional ||= info.provisional;
    if (info.working) days += step;
  }
  return { days, provisional };
}
