import { Link } from 'react-router';
import { day } from '../../shared/format.ts';
import type { TrialOf } from './api.ts';
import { useText } from './text.ts';

/** Rounds counted again, those that come out otherwise first, with the sums that decide. */
export function BallotTrial({ trial }: { trial: TrialOf<'ballot'> }) {
  const t = useText();
  if (trial.rounds.length === 0) return <p role="status">{t('这一年没有按这份规则结束的测评。')}</p>;
  return (
    <ul className="jd-trial-rounds-list">
      {trial.rounds.map((r) => (
        <li key={r.id} data-round={r.id}>
          <p>
            <Link to={`/cases/${r.caseId}`}>{r.caseTitle}</Link>{' '}
            <span className="jd-muted">
              {r.title} · {day(r.closedAt)} · {t('应投 {all}，实投 {n}', { all: r.electors, n: r.cast })}
            </span>{' '}
            {r.refused ? (
              <span className="jd-muted">{r.refused}</span>
            ) : (
              <span className={r.changed ? 'jd-badge jd-badge-soon' : 'jd-badge'}>
                {r.changed ? t('结果变化') : t('不变')}
              </span>
            )}
          </p>
          {r.changed && (
            <ul>
              {r.places
                .filter((p) => p.changed)
                .map((p) => (
                  <li key={p.key}>
                    {p.title}：<span className="jd-muted">{p.before ?? t('没有结果')} → </span>
                    <strong>{p.after ?? t('没有结果')}</strong>
                    {p.why && p.why.before.length + p.why.after.length > 0 && (
                      <span className="jd-list-sub">
                        {t('生效版：{before}；草稿：{after}', {
                          before: p.why.before.join(t('，')) || '–',
                          after: p.why.after.join(t('，')) || '–',
                        })}
                      </span>
                    )}
                  </li>
                ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
