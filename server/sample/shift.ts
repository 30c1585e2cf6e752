/** When sample cases happen, told from the day of loading. */
import type { Sample, Scenario } from '../../processes/format.ts';
import { addMonths } from '../../rules/index.ts';
import { addDays, daysBetween } from '../clock/days.ts';

/** The scenarios of a sample file, moved so that its `asOf` becomes `today` (days) or lies in the year before (years). */
export function shiftedTo(sample: Sample, today: string): Scenario[] {
  const move = sample.shift === 'day' ? byDays(sample.asOf, today) : byYears(sample.asOf, today);
  return sample.scenarios.map((s) => {
    if (s.at === undefined) return s;
    return { ...s, at: `${move(s.at.slice(0, 10))}${s.at.slice(10)}` };
  });
}

function byDays(asOf: string, today: string) {
  const days = daysBetween(asOf, today);
  return (date: string): string => addDays(date, days);
}

function byYears(asOf: string, today: string) {
  const years =
    Number(today.slice(0, 4)) - Number(asOf.slice(0, 4)) - (today.slice(5) < asOf.slice(5) ? 1 : 0);
  return (date: string): string => addMonths(date, years * 12);
}
