import chineseDays from 'chinese-days';
import type { LocalDate } from './local-date.ts';

/** What the State Council's yearly notice (国务院办公厅放假安排) says of a date. */
export interface AnnouncedDay {
  readonly working: boolean;
  readonly name: string;
}

/**
 * The explicit entry of `chinese-days` for the date, or undefined for an ordinary day.
 * An explicit entry is told by its name, `English,中文,days`; an ordinary day is named by its weekday. The
 * package's own weekday is not used: it reads the machine's time zone, and would be wrong west of Greenwich,
 * while its table is consistent as long as it is asked with text.
 */
export function announcedDay(date: LocalDate): AnnouncedDay | undefined {
  const detail = chineseDays.getDayDetail(date);
  const [, name] = detail.name.split(',');
  return name === undefined ? undefined : { working: detail.work, name };
}

const years = new Map<number, boolean>();

/** Whether the package knows the notice of that year. Every notice has the National Day in it. */
export function isAnnouncedYear(year: number): boolean {
  let known = years.get(year);
  if (known === undefined) {
    known = announcedDay(`${String(year).padStart(4, '0')}-10-01`) !== undefined;
    years.set(year, known);
  }
  return known;
}

/**
 * Statutory holidays with a fixed date (《全国年节及纪念日放假办法》2024 年修订 第二条), used for years without a
 * notice. The lunar ones are left out: such years are provisional in any case.
 */
export const FIXED_HOLIDAYS: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};
