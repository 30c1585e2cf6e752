import type { WeightingResult, WeightingSheet } from '../../rules/weighting/types.ts';
import { TableHead } from '../shared/TableHead.tsx';
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
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard, too */}
            <section className="jd-scroll" aria-label={t('权重表')} tabIndex={0}>
              <table className="jd-table jd-weights-table">
                <TableHead columns={[t('指标'), t('原权重'), t('代表赋权'), t('最低～最高'), t('合并后')]} />
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
            </section>
            <ul className="jd-weights-bars" aria-label={t('权重对照')}>
              {group.criteria.map((c) => (
                <li key={c.id}>
                  <span>{c.title}</span>
                  <span className="jd-weights-pair">
                    <Bar label={t('原权重')} value={c.weight} kind="own" />
                    {g.voters && <Bar label={t('代表赋权')} value={g.voters[c.id] ?? 0} kind="voters" />}
                    <Bar label={t('合并后')} value={g.combined[c.id] ?? 0} kind="combined" />
                  </span>
                </li>
              ))}
            </ul>
            <p className="jd-muted jd-number">
              {g.few &&
                !count.hidden &&
                t('计入 {n} 张，少于最低张数：为保密不采用代表赋权，沿用原权重。', { n: g.count.counted })}
              {agreement !== null &&
                t('意见一致程度（肯德尔 W，0 为各不相同，1 为完全一致）{w}。', { w: agreement.toFixed(2) })}
              {excluded > 0 && ` ${t('{n} 张因前后矛盾未计入。', { n: excluded })}`}
              {ahp && ` ${t('合并判断的一致性比率 {ratio}。', { ratio: ahp.consistencyRatio.toFixed(3) })}`}
            </p>
          </section>
        );
      })}
    </div>
  );
}

function Bar({ label, value, kind }: { label: string; value: number; kind: 'own' | 'voters' | 'combined' }) {
  return (
    <span className={`jd-weights-bar jd-weights-${kind}`} title={`${label} ${value.toFixed(2)}`}>
      <i style={{ width: `${Math.min(100, value)}%` }} />
      <span>
        {label} {value.toFixed(2)}
      </span>
    </span>
  );
}
