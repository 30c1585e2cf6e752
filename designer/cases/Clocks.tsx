import { useI18n, useT } from '../i18n/index.ts';
import { DueBadge } from '../shared/DueBadge.tsx';
import { day } from '../shared/format.ts';
import type { CaseView } from './types.ts';

const UNITS = { workday: '个工作日', day: '天', month: '个月' } as const;
function usePeriodText() {
  const t = useT();
  return (period: unknown): string => {
    const { amount, unit } = period as { amount: number; unit: keyof typeof UNITS };
    return `${amount} ${t(UNITS[unit])}`;
  };
}

/** The legal clocks of a case: how much is left, on working days too. */
export function Clocks({ clocks }: { clocks: CaseView['clocks'] }) {
  const { t, language } = useI18n();
  const [colon, comma] = language === 'en' ? [': ', ', '] : ['：', '，'];
  const periodText = usePeriodText();
  return (
    <ul className="jd-clocks">
      {clocks.map((c) => (
        <li key={`${c.clock}:${c.round}`}>
          <b>{c.title}</b> {c.extensions.length > 0 && <span className="jd-badge">{t('已延期')}</span>}{' '}
          {c.status === 'suspended' && <span className="jd-badge jd-badge-soon">{t('暂停计时')}</span>}
          <div>
            {c.status === 'stopped-on-time' && (
              <span className="jd-badge jd-badge-good">{t('按期完成')}</span>
            )}
            {c.status === 'stopped-late' && <span className="jd-badge jd-badge-late">{t('逾期完成')}</span>}
            {!c.status.startsWith('stopped') && c.dueDate && (
              <DueBadge date={c.dueDate} overdue={c.status === 'overdue'} provisional={c.provisional} />
            )}
            {c.status.startsWith('stopped') && c.dueDate && (
              <span className="jd-muted jd-number"> {t('期限 {date}', { date: c.dueDate })}</span>
            )}
            {c.workingDaysLeft !== undefined && c.workingDaysLeft >= 0 && !c.status.startsWith('stopped') && (
              <span className="jd-muted"> {t('剩 {n} 个工作日', { n: c.workingDaysLeft })}</span>
            )}
          </div>
          {c.extensions.map((e) => (
            <div key={`${e.at}${e.reason}`} className="jd-list-sub">
              {t('延长 {period}', { period: periodText(e.period) })}
              {typeof e.reason === 'string' && `${colon}${e.reason}`}
            </div>
          ))}
          {c.suspensions.map((s) => (
            <div key={String(s.from)} className="jd-list-sub">
              {t('{from} 起暂停计时', { from: day(String(s.from)) })}
              {typeof s.to === 'string' && `${comma}${t('{to} 恢复', { to: day(s.to) })}`}
              {typeof s.reason === 'string' && `${colon}${s.reason}`}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
