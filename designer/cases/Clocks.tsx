import { useT } from '../i18n/index.ts';
import { DueBadge } from '../shared/DueBadge.tsx';
import type { CaseView } from './types.ts';

/** The legal clocks of a case: how much is left, on working days too. */
export function Clocks({ clocks }: { clocks: CaseView['clocks'] }) {
  const t = useT();
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
            {!c.status.startsWith('stopped') && (
              <DueBadge date={c.dueDate} overdue={c.status === 'overdue'} provisional={c.provisional} />
            )}
            {c.workingDaysLeft !== undefined && c.workingDaysLeft >= 0 && !c.status.startsWith('stopped') && (
              <span className="jd-muted"> {t('剩 {n} 个工作日', { n: c.workingDaysLeft })}</span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
