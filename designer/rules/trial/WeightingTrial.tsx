import { day } from '../../shared/format.ts';
import { TableHead } from '../../shared/TableHead.tsx';
import type { TrialOf } from './api.ts';
import { useText } from './text.ts';

/** Closed weighting rounds counted by the draft: the same papers, other weights. */
export function WeightingTrial({ trial }: { trial: TrialOf<'weighting'> }) {
  const t = useText();
  if (trial.rounds.length === 0) return <p>{t('这一年没有按这份规则结束的赋权。')}</p>;
  return trial.rounds.map((r) => (
    <section key={r.id} aria-label={r.title} className="jd-rule-stack">
      <h4>
        {r.title}{' '}
        <span className="jd-muted">
          {r.caseTitle} · {day(r.closedAt)} · {t('{n} 张', { n: r.cast })}
        </span>
      </h4>
      {r.refused ? (
        <p className="jd-muted">{r.refused}</p>
      ) : (
        <div className="jd-scroll">
          <table className="jd-list-table jd-trial-beside">
            <TableHead columns={[t('指标'), t('按生效版'), t('按草稿')]} />
            <tbody>
              {r.weights.map((w) => (
                <tr key={w.id}>
                  <td>{w.title}</td>
                  <td className="jd-number">{w.before}</td>
                  <td className="jd-number">{w.after === w.before ? w.after : <strong>{w.after}</strong>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  ));
}
