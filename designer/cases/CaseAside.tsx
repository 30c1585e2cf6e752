import { Link } from 'react-router';
import { Loading } from '../app/Loading.tsx';
import { useT } from '../i18n/index.ts';
import { day } from '../shared/format.ts';
import { useCase } from './api.ts';
import { Clocks } from './Clocks.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Timeline } from './Timeline.tsx';
import './cases.css';

/** The case beside a task: facts, clocks and what happened so far. */
export function CaseAside({ caseId }: { caseId: string }) {
  const t = useT();
  const { data, isPending, error } = useCase(caseId);
  if (isPending) return <Loading />;
  if (error) return <p className="jd-muted">{t('事项资料暂时打不开。')}</p>;
  const { case: c, names, clocks, timeLine } = data;
  return (
    <aside aria-label={t('事项')}>
      <section className="jd-card">
        <h2>{t('事项')}</h2>
        <dl className="jd-facts">
          <dt>{t('编号')}</dt>
          <dd className="jd-number">{c.number}</dd>
          <dt>{t('标题')}</dt>
          <dd>
            <Link to={`/cases/${c.id}`}>{c.title}</Link>
          </dd>
          <dt>{t('进展')}</dt>
          <dd>
            <StateBadge of={c} />
          </dd>
          <dt>{t('发起人')}</dt>
          <dd>
            {names[c.initiator] ?? c.initiator} <span className="jd-muted jd-number">{day(c.createdAt)}</span>
          </dd>
          {c.lead && (
            <>
              <dt>{t('承办单位')}</dt>
              <dd>{names[c.lead] ?? c.lead}</dd>
            </>
          )}
        </dl>
      </section>
      {clocks.length > 0 && (
        <section className="jd-card">
          <h2>{t('期限')}</h2>
          <Clocks clocks={clocks} />
        </section>
      )}
      <section className="jd-card">
        <h2>{t('办理过程')}</h2>
        <Timeline entries={timeLine} names={names} />
      </section>
    </aside>
  );
}
