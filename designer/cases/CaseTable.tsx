import { Link } from 'react-router';
import { useOrgNames, usePackages } from '../api/names.ts';
import { homeCongress, useSession } from '../api/session.ts';
import { useT } from '../i18n/index.ts';
import { day } from '../shared/format.ts';
import './cases.css';
import { TableHead } from '../shared/TableHead.tsx';
import { StateBadge } from './StateBadge.tsx';
import type { CaseSummary } from './types.ts';

export function CaseTable({ cases }: { cases: CaseSummary[] }) {
  const t = useT();
  const orgs = useOrgNames();
  const packages = usePackages();
  const home = homeCongress(useSession());
  const title = (id: string) => packages.data?.find((p) => p.id === id)?.title ?? id;
  return (
    <table className="jd-list-table jd-case-table">
      <TableHead columns={[t('事项'), t('监督事项类型'), t('进展'), t('承办单位'), t('发起日期')]} />
      <tbody>
        {cases.map((c) => (
          <tr key={c.id} className={c.overdue && c.state === 'active' ? 'jd-row-late' : ''}>
            <td>
              <Link to={`/cases/${c.id}`} className="jd-list-title">
                {c.title}
              </Link>{' '}
              {c.incidents > 0 && <span className="jd-badge jd-badge-late">{t('流程异常')}</span>}
              <div className="jd-list-sub jd-number">
                {c.number}
                {/* numbers begin anew in each congress */}
                {c.orgId !== home && ` · ${orgs[c.orgId] ?? c.orgId}`}
              </div>
            </td>
            <td>{title(c.packageId)}</td>
            <td>
              <StateBadge of={c} />
            </td>
            <td data-label={c.lead ? t('承办单位') : undefined}>{c.lead ? (orgs[c.lead] ?? c.lead) : ''}</td>
            <td className="jd-number jd-nowrap" data-label={t('发起日期')}>
              {day(c.createdAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
