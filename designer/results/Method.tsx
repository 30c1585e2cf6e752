import { Link } from 'react-router';
import { leavesOf } from '../../rules/scheme/tree.ts';
import type { Scale } from '../../rules/scheme/types.ts';
import { TableHead } from '../shared/TableHead.tsx';
import type { ResultView } from './api.ts';
import { MISSING, SOURCES, type Translate, useText } from './text.ts';

/** By what the result was worked out, as the scheme stood then. */
export function Method({ view }: { view: ResultView }) {
  const t = useText();
  const { scheme, weightsOf } = view;
  return (
    <details className="jd-card jd-result-part">
      <summary>{t('评价办法')}</summary>
      <p>
        {t('按“{scheme}”（配置第 {n} 版）计算。', { scheme: scheme.title, n: view.releaseNumber })}{' '}
        {weightsOf?.round ? (
          <>
            {t('权重采用：')}
            <Link to={`/ballots/${weightsOf.round}`}>{weightsOf.title}</Link>
          </>
        ) : (
          (weightsOf?.title ?? t('权重为指标体系所定。'))
        )}
      </p>
      <p>
        {t(
          '各指标先按计分方式换算为 0 至 100 分，再按权重逐级加权平均；然后加减分、适用一票否决，按得分排名次、定等次。',
        )}
      </p>
      <table className="jd-list-table jd-result-table">
        <TableHead columns={[t('指标'), t('数据来源'), t('计分方式'), t('没有数据时')]} />
        <tbody>
          {leavesOf(scheme).map((l) => (
            <tr key={l.id}>
              <th scope="row">{l.title}</th>
              <td data-label={t('数据来源')}>{t(SOURCES[l.source.kind])}</td>
              <td data-label={t('计分方式')}>{scaleText(l.scale, t)}</td>
              <td data-label={t('没有数据时')}>{t(MISSING[l.missing])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {view.problems.map((p) => (
        <p key={`${p.pointer} ${p.message}`} className="jd-muted">
          {p.message}
        </p>
      ))}
    </details>
  );
}

function scaleText(scale: Scale, t: Translate): string {
  switch (scale.kind) {
    case 'linear':
      return t('线性，{min} 至 {max}', { min: scale.min ?? t('最小值'), max: scale.max ?? t('最大值') });
    case 'target':
      return t('目标 {target} 得满分，{limit} 得 0 分', { target: scale.target, limit: scale.limit });
    case 'banded':
      return scale.bands
        .map((b) =>
          b.from === undefined
            ? t('其余 {n} 分', { n: b.score })
            : t('{from} 及以上 {n} 分', { from: b.from, n: b.score }),
        )
        .join('；');
    case 'zscore':
      return t('标准分，平均 {mean} 分，每一标准差 {deviation} 分', {
        mean: scale.mean,
        deviation: scale.deviation,
      });
    case 'rank':
      return t('按名次');
    case 'rubric':
      return scale.levels.map((l) => t('{title} {n} 分', { title: l.title, n: l.score })).join('；');
  }
}
