import { placesOf } from '../../rules/ballot/places.ts';
import type { BallotResult, BallotRule } from '../../rules/ballot/types.ts';
import type { PublicBallot } from '../../server/ballots/schemas.ts';
import { useText } from './text.ts';

/** Tallies of an open round that is over. */
export function OpenResult({ ballot }: { ballot: PublicBallot }) {
  const t = useText();
  const count = ballot.count as unknown as BallotResult;
  const titles = new Map(
    placesOf(ballot.rule as unknown as BallotRule).map((p) => [
      p.key,
      p.object ? `${p.object.title} · ${p.question.title}` : p.question.title,
    ]),
  );
  return (
    <section aria-label={t('结果')}>
      <p className="p-muted">{t('共 {n} 人参加。', { n: count.cast })}</p>
      {count.hidden && <p>{t('参加的人太少，为保密不显示票数。')}</p>}
      {count.places.map((p) => (
        <div key={p.key} className="p-card">
          <h2>{titles.get(p.key)}</h2>
          {p.mean && <p>{t('平均 {n} 分', { n: p.mean.value.toFixed(2) })}</p>}
          <ul>
            {p.tallies?.map((c) => (
              <li key={c.choice}>
                {t('{title}：{n} 票，{share}%', {
                  ...{ title: c.title, n: c.votes, share: (c.share.value * 100).toFixed(1) },
                })}
              </li>
            ))}
          </ul>
          {p.tallies && p.abstained > 0 && (
            <p className="p-muted">{t('弃权（未选）{n} 票', { n: p.abstained })}</p>
          )}
          {p.tallies && p.spoiled > 0 && (
            <p className="p-muted">{t('一项多选作废 {n} 票', { n: p.spoiled })}</p>
          )}
        </div>
      ))}
    </section>
  );
}
