import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { BallotRule } from '../../rules/ballot/types.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { BallotForm } from '../ballots/BallotForm.tsx';
import { UncastGuard } from '../ballots/UncastGuard.tsx';
import type { BallotView } from '../cases/types.ts';
import { useT } from '../i18n/index.ts';
import { closing } from '../shared/format.ts';

/** Most questions that are answered right here; a longer paper has a page of its own. */
const SHORT = 3;

const isShort = (b: BallotView) => {
  const rule = b.rule as unknown as BallotRule;
  return rule.kind === 'ballot' && !rule.selection && !rule.objects && (rule.questions ?? []).length <= SHORT;
};

/** Ballots that wait for the person: short ones can be answered on the spot, one tap for each question. */
export function WaitingBallots() {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: ['ballots', 'mine'],
    queryFn: () => api.get<BallotView[]>('/api/ballots/mine'),
  });
  const waiting = (data ?? []).filter((b) => !b.voted);
  return (
    <section className="jd-card" aria-label={t('等待我测评')}>
      <h2>{t('等待我测评')}</h2>
      {error ? (
        <p role="alert" className="jd-error-text">
          {messageOf(error)}
        </p>
      ) : waiting.length === 0 ? (
        <p className="jd-muted">{t('现在没有需要测评的事项。')}</p>
      ) : (
        <UncastGuard>
          <ul className="jd-waiting">
            {waiting.map((b) => (
              <li key={b.id}>
                <b>{b.caseTitle}</b>
                <div className="jd-list-sub">
                  {b.title}
                  {b.closesAt && ` · ${t('截止 {time}', { time: closing(b.closesAt) })}`}
                  {' · '}
                  {b.secret ? t('无记名') : t('记名')}
                </div>
                <Link to={`/cases/${b.caseId}`}>{t('查看办理情况')}</Link>
                {isShort(b) ? (
                  <BallotForm ballot={b} />
                ) : (
                  <p>
                    <Link to={`/ballots/${b.id}`}>
                      <Button type="primary" size="large">
                        {t('打开选票')}
                      </Button>
                    </Link>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </UncastGuard>
      )}
    </section>
  );
}
