import { type Text, type Translate, useT } from '../i18n/index.ts';
import { daysUntil } from './format.ts';

/** Days before a date from which it counts as near. */
const SOON = 3;

/** English tells one from many. */
const days = (t: Translate, n: number, many: Text, one: Text) => (n === 1 ? t(one) : t(many, { n }));

/** How much of a time limit is left, in words and colour. `date` is a local date. */
export function DueBadge(props: { date?: string | undefined; overdue?: boolean; provisional?: boolean }) {
  const t = useT();
  const { date, provisional } = props;
  if (!date) return <span className="jd-muted">{t('未设期限')}</span>;
  const left = daysUntil(date);
  const late = props.overdue || left < 0;
  const tone = late ? 'jd-badge-late' : left <= SOON ? 'jd-badge-soon' : '';
  const text = late
    ? left < 0
      ? days(t, -left, '逾期 {n} 天', '逾期 1 天')
      : t('已逾期')
    : left === 0
      ? t('今天到期')
      : days(t, left, '还有 {n} 天', '还有 1 天');
  return (
    <span className="jd-due">
      <span className={`jd-badge ${tone}`}>{text}</span>{' '}
      <span
        className="jd-muted jd-number"
        title={provisional ? t('该年节假日安排尚未公布，日期可能调整') : undefined}
      >
        {date}
        {provisional && ` ${t('（暂定）')}`}
      </span>
    </span>
  );
}
