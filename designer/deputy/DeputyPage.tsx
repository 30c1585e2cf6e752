import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { useMay, useSession } from '../api/session.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useStartables } from '../cases/api.ts';
import { CaseTable } from '../cases/CaseTable.tsx';
import type { BallotView, CaseSummary } from '../cases/types.ts';
import { useT } from '../i18n/index.ts';
import { MoreButton } from '../shared/MoreButton.tsx';
import { useMore } from '../shared/use-more.ts';
import '../cases/cases.css';

/** A deputy's own page, made for the phone: what waits for an answer, own matters, what can be submitted. */
export default function DeputyPage() {
  const t = useT();
  const starts = useMay('cases.start');
  const ballots = useQuery({
    queryKey: ['ballots', 'mine'],
    queryFn: () => api.get<BallotView[]>('/api/ballots/mine'),
  });
  const { user } = useSession();
  const all = useMore<CaseSummary>(['cases', 'list'], '/api/cases', { limit: 100 });
  const own = (c: CaseSummary) => c.initiator === user.id || c.deputies.includes(user.id);
  const mine = all.items.filter(own);
  const others = all.items.filter((c) => !own(c));
  const options = useStartables();
  const waiting = (ballots.data ?? []).filter((b) => !b.voted);
  return (
    <PageFrame
      title={t('我的履职')}
      actions={
        starts &&
        options.data?.map((o) => (
          <Link key={o.packageId} to={`/cases/new/${o.packageId}`}>
            <Button type="primary">{t('提交{noun}', { noun: o.noun })}</Button>
          </Link>
        ))
      }
    >
      <section className="jd-card">
        <h2>{t('等待我测评')}</h2>
        {waiting.length === 0 ? (
          <p className="jd-muted">{t('现在没有需要测评的事项。')}</p>
        ) : (
          <ul className="jd-clocks">
            {waiting.map((b) => (
              <li key={b.id}>
                <Link to={`/ballots/${b.id}`}>{b.title}</Link>
                {b.caseTitle !== b.title && <div className="jd-list-sub">{b.caseTitle}</div>}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="jd-section">
        <h2>{t('我提出的和附议的')}</h2>
        {all.isPending ? (
          <Loading />
        ) : all.error ? (
          <Failure error={all.error} retry={() => void all.refetch()} />
        ) : mine.length === 0 ? (
          <Nothing title={t('还没有提交过')}>{t('提交后可以在这里看办理进展、答复和测评。')}</Nothing>
        ) : (
          <CaseTable cases={mine} />
        )}
      </section>
      {others.length > 0 && (
        <section className="jd-section">
          <h2>{t('其他可以查看的')}</h2>
          <CaseTable cases={others} />
          <MoreButton {...all} />
        </section>
      )}
    </PageFrame>
  );
}
