import { Button } from 'antd';
import { Link } from 'react-router';
import { useMay } from '../api/session.ts';
import { Listing } from '../app/Listing.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useStartables } from '../cases/api.ts';
import { CaseTable } from '../cases/CaseTable.tsx';
import type { CaseSummary } from '../cases/types.ts';
import { useT } from '../i18n/index.ts';
import { MoreButton } from '../shared/MoreButton.tsx';
import { useMore } from '../shared/use-more.ts';
import { WaitingBallots } from './WaitingBallots.tsx';
import '../cases/cases.css';

/** A deputy's own page, made for the phone: what waits for an answer, own matters, what can be joined or submitted. */
export default function DeputyPage() {
  const t = useT();
  const starts = useMay('cases.start');
  const mine = useMore<CaseSummary>(['cases', 'list'], '/api/cases', { view: 'mine', limit: 20 });
  const joinable = useMore<CaseSummary>(['cases', 'list'], '/api/cases', { view: 'joinable', limit: 20 });
  const options = useStartables();
  return (
    <PageFrame
      title={t('我的履职')}
      actions={
        starts &&
        options.data?.map((o) => (
          <Link key={o.packageId} to={`/cases/new/${o.packageId}`}>
            <Button type="primary">
              {o.draftRev > 0 ? t('继续填写{noun}', { noun: o.noun }) : t('提交{noun}', { noun: o.noun })}
            </Button>
          </Link>
        ))
      }
    >
      <WaitingBallots />
      <section className="jd-section">
        <h2>{t('我提出的和附议的')}</h2>
        <Listing
          of={mine}
          empty={<Nothing title={t('还没有提交过')}>{t('提交后可以在这里看办理进展、答复和测评。')}</Nothing>}
        >
          <CaseTable cases={mine.items} />
        </Listing>
      </section>
      {joinable.items.length > 0 && (
        <section className="jd-section">
          <h2>{t('可以附议的')}</h2>
          <CaseTable cases={joinable.items} />
          <MoreButton {...joinable} />
        </section>
      )}
    </PageFrame>
  );
}
