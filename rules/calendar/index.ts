/** Working-day calendar (工作日历) and legal clocks (法定期限). */
export { type AnnouncedDay, FIXED_HOLIDAYS, isAnnouncedYear } from './announced.ts';
export {
  type CalendarOptions,
  type CalendarOverride,
  createCalendar,
  type DayInfo,
  dayInfo,
  isWorkingDay,
  type WorkCalendar,
} from './calendar.ts';
export {
  type ClockStatus,
  type DueDate,
  dueDate,
  type Extension,
  type LegalClock,
  type Remaining,
  remaining,
  type Suspension,
  status,
} from './clock.ts';
export { type ClockInstant, type ClockLadder, type LadderStep, nextInstants } from './ladder.ts';
export {
  addMonths,
  type Instant,
  instantOf,
  isInstant,
  isLocalDate,
  type LocalDate,
  localDateOf,
} from './local-date.ts';
export {
  addPeriod,
  type ComputedDate,
  countWorkingDays,
  type DayCount,
  type Period,
  type PeriodOptions,
  type PeriodUnit,
  periodTitle,
} from './period.ts';
export {
  legalClockSchema,
  localDateSchema,
  periodSchema,
} from './schema.ts';
