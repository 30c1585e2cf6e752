import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../api/client.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import type { BallotView } from '../cases/types.ts';
import { useT } from '../i18n/index.ts';
import { closing } from '../shared/format.ts';
import { PAPERS } from './papers.tsx';
import './ballots.css';

export default function BallotPage() {
  const t = useT();
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['ballots', id],
    queryFn: () => api.get<BallotView>(`/api/ballots/${encodeURIComponent(id)}`),
  });
  if (query.isPending) return <Loading />;
  if (!query.data)
    return (
      <PageFrame title={t('测评投票')}>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </PageFrame>
    );
  const b = query.data;
  const open = b.state === 'open';
  const paper = PAPERS[String(b.rule.kind)];
  return (
    <PageFrame
      title={b.title}
      back={{ to: `/cases/${b.caseId}`, label: t('事项详情') }}
      subtitle={
        <>
          <Link to={`/cases/${b.caseId}`}>{b.caseTitle}</Link>
          <span className="jd-badge">{b.secret ? t('无记名') : t('记名')}</span>
          <span className="jd-number">{t('已投 {n} / 应投 {all}', { n: b.cast, all: b.electors })}</span>
          {open && b.closesAt && (
            <span className="jd-number">{t('截止 {time}', { time: closing(b.closesAt) })}</span>
          )}
        </>
      }
    >
      <section className="jd-card jd-ballot">
        {!open && <Alert type="info" showIcon title={t('投票已结束。')} />}
        {open && !b.elector && <Alert type="info" showIcon title={t('您不在本次投票的名单中。')} />}
        {open && b.elector && b.voted && <Alert type="success" showIcon title={t('您已投票，谢谢。')} />}
        {open && b.elector && !b.voted && paper && <paper.Form ballot={b} />}
        {typeof b.result?.problem === 'string' && <Alert type="error" showIcon title={b.result.problem} />}
        {b.count && paper && (
          <>
            <h2 className="jd-ballot-result">{t('结果')}</h2>
            <paper.Result ballot={b} />
          </>
        )}
      </section>
    </PageFrame>
  );
}
