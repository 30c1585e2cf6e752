import type { WeightingResult, WeightingSheet } from '../../rules/weighting/types.ts';
import { useText } from './text.ts';

/** What a closed weighting round came to: voters' weights, the scheme's own, both joined. */
export function WeightingTally({ sheet, count }: { sheet: WeightingSheet; count: WeightingResult }) {
  const t = useText();
  return (
    <div className="jd-tally">
      <p className="jd-muted jd-number">
        {t('收到 {n} 张权重票；结果中代表权重占 {share}%，原权重占 {rest}%。', {
          n: count.cast,
          share: sheet.share,
          rest: 100 - sheet.share,
        })}
      </p>
      {count.hidden && <p>{t('投票人数太少，为保密不采用代表赋权，沿用原权重。')}</p>}
      {count.groups.map((g) => {
        const group = sheet.groups.find((x) => x.id === g.group);
        if (!group) return null;
        const { agreement, excluded, ahp } = g.count;
        return (
          <section key={g.group} className="jd-tally-place" aria-label={group.title}>
            <h4>{group.title}</h4>
            <div className="jd-scroll">
              <table className="jd-table">
                <thead>
                  <tr>
                    <th scope="col">{t('指标')}</th>
                    <th scope="col">{t('原权重')}</th>
                    <th scope="col">{t('代表赋权')}</th>
                    <th scope="col">{t('最低～最高')}</th>
                    <th scope="col">{t('合并后')}</th>
                  </tr>
                </thead>
                <tbody>
                  {group.criteria.map((c, i) => {
                    const spread = g.count.spread[i];
                    return (
                      <tr key={c.id}>
                        <td>{c.title}</td>
                        <td className="jd-number">{c.weight}</td>
                        <td className="jd-number">{g.voters?.[c.id]?.toFixed(2) ?? '–'}</td>
                        <td className="jd-number">
                          {spread ? `${spread.lowest.toFixed(1)}～${spread.highest.toFixed(1)}` : '–'}
                        </td>
                        <td className="jd-number">{g.combined[c.id]}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
            <p className="jd-muted jd-number">
              {agreement !== null && t('意见一致程度（肯德尔 W）{w}。', { w: agreement.toFixed(2) })}
              {excluded > 0 && ` ${t('{n} 张因前后矛盾未计入。', { n: excluded })}`}
              {ahp && ` ${t('合并判断的一致性比率 {ratio}。', { ratio: ahp.consistencyRatio.toFixed(3) })}`}
            </p>
          </section>
        );
      })}
    </div>
  );
}
