import type { CalendarYearView } from '../../server/calendar/schemas.ts';
import { useI18n } from '../i18n/index.ts';
import { day as dayOf } from '../shared/format.ts';

type Day = CalendarYearView['days'][number];

/** Weeks that a month touches at most: all months are equally high. */
const WEEKS = 6;
const two = (n: number) => String(n).padStart(2, '0');

/** A month, Monday first. Days that differ from the week come from the server. */
export function MonthGrid(props: {
  year: number;
  month: number;
  days: Map<string, Day>;
  onChoose: ((date: string) => void) | undefined;
}) {
  const { year, month, days, onChoose } = props;
  const { t, language } = useI18n();
  const first = new Date(Date.UTC(year, month - 1, 1));
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const lead = (first.getUTCDay() + 6) % 7;
  const title = first.toLocaleDateString(language, { month: 'long', timeZone: 'UTC' });
  const names = Array.from({ length: 7 }, (_, i) =>
    new Date(Date.UTC(2024, 0, 1 + i)).toLocaleDateString(language, { weekday: 'narrow', timeZone: 'UTC' }),
  );
  const rows = Array.from({ length: WEEKS }, (_, r) =>
    Array.from({ length: 7 }, (_, c) => r * 7 + c - lead + 1),
  );
  const today = dayOf(new Date().toISOString());
  const cell = (n: number, column: number) => {
    if (n < 1 || n > count) return <td key={`e${n}`} />;
    const date = `${year}-${two(month)}-${two(n)}`;
    const day = days.get(date);
    const working = day ? day.working : column < 5;
    const kind = working ? (column < 5 ? '' : 'jd-cal-make') : 'jd-cal-off';
    const set = day?.source === 'override' ? 'jd-cal-set' : '';
    const name = [kind, set, date === today ? 'jd-cal-today' : ''].join(' ');
    const named = new Date(`${date}T00:00:00Z`).toLocaleDateString(language, {
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
    });
    const label = `${named} ${working ? t('工作日') : t('休息日')}${day?.name ? ` ${day.name}` : ''}`;
    return (
      <td key={n}>
        {onChoose ? (
          <button
            type="button"
            className={`jd-cal-day ${name}`}
            title={label}
            aria-label={label}
            onClick={() => onChoose(date)}
          >
            {n}
          </button>
        ) : (
          <span className={`jd-cal-day ${name}`} title={label}>
            {n}
          </span>
        )}
      </td>
    );
  };
  return (
    <table className="jd-card">
      <caption>{title}</caption>
      <thead>
        <tr>
          {names.map((n, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: seven weekdays, always the same; their names repeat in English
            <th key={i} scope="col">
              {n}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]}>{row.map(cell)}</tr>
        ))}
      </tbody>
    </table>
  );
}
