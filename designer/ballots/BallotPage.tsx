import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import type { BallotView } from '../cases/types.ts';
import { useT } from '../i18n/index.ts';
import { closing } from '../shared/format.ts';
import { PAPERS } from './papers.tsx';
import { useText } from './text.ts';
import { UncastGuard } from './UncastGuard.tsx';
import './ballots.css';

const ManagePanel = lazy(() => import('./ManagePanel.tsx').then((m) => ({ default: m.ManagePanel })));

export default function BallotPage() {
  const t = useT();
  const tb = useText();
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
          {b.paperCast !== undefined && (
            <span className="jd-number">{tb('纸质票 {n} 张', { n: b.paperCast })}</span>
          )}
          {open && b.closesAt && (
            <span className="jd-number">{t('截止 {time}', { time: closing(b.closesAt) })}</span>
          )}
        </>
      }
    >
      <section className="jd-card jd-ballot">
        {!open && <Alert type="info" showIcon title={t('投票已结束。')} />}
        {b.resultsLater && <Alert type="info" showIcon title={tb('结果公布后，可以在这里查看。')} />}
        {open && !b.elector && b.electorate === 'roster' && (
          <Alert type="info" showIcon title={t('您不在本次投票的名单中。')} />
        )}
        {open && b.elector && b.voted && <Alert type="success" showIcon title={t('您已投票，谢谢。')} />}
        {open && b.onPaper && (
          <Alert type="info" showIcon title={tb('您已领取纸质选票，请用纸质选票投票。')} />
        )}
        {b.electorate === 'open' && (
          <Alert type="warning" showIcon title={tb('开放投票，结果仅供参考，不计入评分。')} />
        )}
        {b.receipt && (
          <p className="jd-muted">
            {tb(
              b.rule.kind === 'weighting'
                ? '您的回执：{receipt}。只证明已收到您的权重，不含具体数值。'
                : '您的回执：{receipt}。只证明选票已计入，不含所选内容。',
              { receipt: b.receipt },
            )}
          </p>
        )}
        {!open && (
          <p>
            <Link to={`/ballots/${encodeURIComponent(b.id)}/receipts`}>{tb('核对回执')}</Link>
          </p>
        )}
        {open && b.elector && !b.voted && !b.onPaper && paper && (
          <UncastGuard>
            <paper.Form ballot={b} />
          </UncastGuard>
        )}
        {typeof b.result?.problem === 'string' && <Alert type="error" showIcon title={b.result.problem} />}
        {b.count && paper && (
          <>
            <h2 className="jd-ballot-result">{t('结果')}</h2>
            <paper.Result ballot={b} />
            {b.paperCount && (
              <>
                <h3>{tb('纸质票（单独列出）')}</h3>
                <paper.Result ballot={{ ...b, count: b.paperCount }} />
              </>
            )}
          </>
        )}
      </section>
      {b.manage && (
        <Suspense>
          <ManagePanel ballot={b} />
        </Suspense>
      )}
    </PageFrame>
  );
}
