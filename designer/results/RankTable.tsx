import { GradeBadge } from '../board/BodyTable.tsx';
import type { ResultObject, ResultView } from './api.ts';
import { byRank } from './order.ts';
import { signed, useText } from './text.ts';

const adjusted = (o: ResultObject) => o.score.adjustments.reduce((n, a) => n + a.points, 0);

/** Who stands where: choosing a name opens how its score came about. */
export function RankTable(props: {
  view: ResultView;
  chosen: string | undefined;
  onChoose: (object: string) => void;
}) {
  const { view, chosen, onChoose } = props;
  const t = useText();
  const { before, mean } = view;
  const adjustments = (view.scheme.adjustments ?? []).length > 0;
  const points = (n: number | null | undefined) =>
    n === null || n === undefined ? <span className="jd-muted">–</span> : n.toFixed(2);
  return (
    <section aria-label={t('得分和名次')} className="jd-result-part">
      <table className="jd-list-table jd-result-table">
        <thead>
          <tr>
            <th scope="col">{t('名次')}</th>
            <th scope="col">{t('评价对象')}</th>
            <th scope="col">{t('得分')}</th>
            <th scope="col">{t('等次')}</th>
            {adjustments && <th scope="col">{t('加减分')}</th>}
            <th scope="col">{t('与平均相比')}</th>
            {before && <th scope="col">{t('{year} 年', { year: before.year })}</th>}
          </tr>
        </thead>
        <tbody>
          {byRank(view).map((o) => {
            const { total, rank, veto } = o.score;
            const last = before?.objects[o.id];
            return (
              <tr key={o.id} className={o.id === chosen ? 'jd-result-chosen' : undefined} data-object={o.id}>
                <td className="jd-number" data-label={t('名次')}>
                  {rank ?? <span className="jd-muted">–</span>}
                </td>
                <th scope="row">
                  <button
                    type="button"
                    className="jd-link"
                    aria-pressed={o.id === chosen}
                    aria-label={t('查看{name}的得分说明', { name: o.title })}
                    onClick={() => onChoose(o.id)}
                  >
                    {o.title}
                  </button>
                  {veto && (
                    <span className="jd-list-sub jd-error-text">
                      {t('一票否决：{title}', { title: veto.title })}
                    </span>
                  )}
                </th>
                <td className="jd-number jd-result-total" data-label={t('得分')}>
                  {points(total)}
                </td>
                <td data-label={o.grade ? t('等次') : undefined}>
                  {o.grade && <GradeBadge grade={o.grade} />}
                </td>
                {adjustments && (
                  <td className="jd-number" data-label={t('加减分')}>
                    {signed(adjusted(o))}
                  </td>
                )}
                <td className="jd-number" data-label={t('与平均相比')}>
                  {total !== null && mean.total !== null ? signed(total - mean.total) : '–'}
                </td>
                {before && (
                  <td className="jd-number" data-label={t('{year} 年', { year: before.year })}>
                    {last && last.total !== null ? (
                      <>
                        {t('{value} 分，第 {rank} 名', {
                          value: last.total.toFixed(2),
                          rank: last.rank ?? '–',
                        })}
                        {total !== null && <span className="jd-muted">（{signed(total - last.total)}）</span>}
                      </>
                    ) : (
                      <span className="jd-muted">{t('未参加')}</span>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {mean.total !== null && (
        <p className="jd-muted jd-number jd-result-mean">
          {t('{n} 个对象参加排名，平均 {mean} 分。', { n: view.ranked, mean: mean.total.toFixed(2) })}
        </p>
      )}
    </section>
  );
}
