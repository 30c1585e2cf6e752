import { placesOf } from '../../rules/ballot/places.ts';
import type { BallotResult, BallotRule, PlaceResult } from '../../rules/ballot/types.ts';
import { useT } from '../i18n/index.ts';
import '../forms/forms.css';
import './ballots.css';
import { TableHead } from '../shared/TableHead.tsx';

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

/** The result of a closed round: outcome and votes by question, ranks where there are objects. */
export function Tally({ rule, count }: { rule: BallotRule; count: BallotResult }) {
  const t = useT();
  const places = new Map(placesOf(rule).map((p) => [p.key, p]));
  const title = (r: PlaceResult) => {
    const place = places.get(r.key);
    if (!place) return '';
    return place.object ? `${place.object.title} · ${place.question.title}` : place.question.title;
  };
  const invalid = count.cast - count.valid;
  return (
    <div className="jd-tally">
      <p className="jd-muted jd-number">
        {t('应投 {all} 票，收到 {cast} 票，有效 {valid} 票', {
          all: count.electorate,
          cast: count.cast,
          valid: count.valid,
        })}
        {invalid > 0 && ` ${t('（无效 {n} 票）', { n: invalid })}`}
      </p>
      {!count.effective && <p className="jd-error-text">{t('参加人数不够，本次没有结果。')}</p>}
      {count.hidden && (
        <p>
          {t(
            count.hidden === 'all'
              ? '投票人数太少，为保密不显示明细。'
              : '有一组投票人数太少，为保密只显示结果，不显示票数。',
          )}
        </p>
      )}
      {count.places.map((p) => (
        <section key={p.key} className="jd-tally-place">
          <h4>
            {title(p)} {p.outcome && <span className="jd-badge jd-badge-progress">{p.outcome.title}</span>}
            {p.mean && <span className="jd-number"> {t('{n} 分', { n: p.mean.value.toFixed(2) })}</span>}
          </h4>
          {p.tallies && (
            <ul>
              {p.tallies.map((c) => (
                <li key={c.choice}>
                  <span>{c.title}</span>
                  <span className="jd-tally-bar" aria-hidden>
                    <i style={{ width: percent(Math.min(c.share.value, 1)) }} />
                  </span>
                  <span className="jd-number">
                    {t('{n} 票', { n: c.votes })} {percent(c.share.value)}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {p.tallies && p.abstained > 0 && (
            <p className="jd-muted jd-number">{t('弃权（未选）{n} 票', { n: p.abstained })}</p>
          )}
          {p.tallies && p.spoiled > 0 && (
            <p className="jd-muted jd-number">{t('一项多选作废 {n} 票', { n: p.spoiled })}</p>
          )}
          {p.checks?.map((check) => (
            <p key={check.outcome} className="jd-muted jd-number">
              {check.met ? '✓' : '✗'} {check.title}：{t('{n} 票', { n: check.votes })}{' '}
              {percent(check.share.value)}
              {check.needed !== undefined && t('，需要 {n} 票', { n: check.needed })}
            </p>
          ))}
        </section>
      ))}
      {count.objects && <Ranking objects={count.objects} />}
    </div>
  );
}

function Ranking({ objects }: { objects: NonNullable<BallotResult['objects']> }) {
  const t = useT();
  const chosen = objects.some((o) => o.state);
  const states = { selected: t('入选'), tied: t('同票待定'), 'not-selected': t('未入选') };
  return (
    <div className="jd-scroll">
      <table className="jd-table">
        <TableHead
          columns={[
            t('名次'),
            t('对象'),
            objects.some((o) => o.votes !== undefined) ? t('得票') : t('得分'),
            ...(chosen ? [t('结果')] : []),
          ]}
        />
        <tbody>
          {objects.map((o) => (
            <tr key={o.object}>
              <td className="jd-number">{o.rank ?? ''}</td>
              <td>{o.title}</td>
              <td className="jd-number">{o.votes ?? o.score?.value.toFixed(2) ?? ''}</td>
              {chosen && <td>{o.state ? states[o.state] : ''}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
