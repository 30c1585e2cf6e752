import { useT } from '../i18n/index.ts';
import type { CaseSummary } from './types.ts';

/** Where a case stands, in words and colour. */
export function StateBadge({ of }: { of: Pick<CaseSummary, 'state' | 'stage' | 'overdue'> }) {
  const t = useT();
  if (of.state === 'completed') return <span className="jd-badge jd-badge-good">{t('已办结')}</span>;
  if (of.state === 'cancelled') return <span className="jd-badge">{t('已撤销')}</span>;
  return (
    <>
      <span className="jd-badge jd-badge-progress">{of.stage || t('办理中')}</span>{' '}
      {of.overdue && <span className="jd-badge jd-badge-late">{t('已逾期')}</span>}
    </>
  );
}
