import { Drawer } from 'antd';
import { Link } from 'react-router';
import type { BoardRow, BoardView, Chosen } from './api.ts';
import { GradeBadge } from './BodyTable.tsx';
import { short, withUnit } from './numbers.ts';
import { useText } from './text.ts';

/** How a body's score came about: its indicators, each with the cases behind it, and what raised and lowered it. */
export function ScoreDrawer(props: {
  board: BoardView;
  row: BoardRow;
  onOpen: (chosen: Chosen) => void;
  onClose: () => void;
}) {
  const { board, row, onOpen, onClose } = props;
  const t = useText();
  const { scheme } = board;
  if (!scheme) return null;
  const reasons = (list: BoardRow['reasons']['raised']) =>
    list.map((r) => `${r.title}（${r.points > 0 ? '+' : '−'}${short(Math.abs(r.points))}）`).join('、');
  return (
    <Drawer open title={t('{body}得分说明', { body: row.name })} size={720} onClose={onClose}>
      <p>
        <strong className="jd-board-total">
          {row.total === null ? t('无数据') : t('{value} 分', { value: row.total.toFixed(2) })}
        </strong>{' '}
        {row.grade && <GradeBadge grade={row.grade} />}{' '}
        {row.rank === null
          ? t('没有可以计分的办件，不评分、不排名。')
          : t('在 {n} 个单位中排第 {rank} 名。', { n: board.ranked, rank: row.rank })}
      </p>
      <p className="jd-muted">
        {t('按“{scheme}”第 {n} 版计算。', { scheme: scheme.title, n: scheme.releaseNumber })}
      </p>
      <table className="jd-list-table jd-board-indicators">
        <thead>
          <tr>
            <th scope="col">{t('指标')}</th>
            <th scope="col" className="jd-board-n">
              {t('权重')}
            </th>
            <th scope="col" className="jd-board-n">
              {t('数值')}
            </th>
            <th scope="col" className="jd-board-n">
              {t('依据')}
            </th>
          </tr>
        </thead>
        <tbody>
          {scheme.indicators.map((i) => {
            const v = row.indicators[i.id];
            const title = t('{body}：{name}', { body: row.name, name: i.title });
            const share = i.unit === '%';
            return (
              <tr key={i.id}>
                <th scope="row">
                  {i.title}
                  {i.description && <span className="jd-list-sub">{i.description}</span>}
                </th>
                <td className="jd-board-n jd-number" data-label={t('权重')}>
                  {short(i.weight)}
                </td>
                <td className="jd-board-n jd-number" data-label={t('数值')}>
                  {withUnit(v, i.unit) ?? <span className="jd-muted">{t('无数据')}</span>}
                </td>
                <td className="jd-board-n" data-label={t('依据')}>
                  {v?.ballot && (
                    <Link
                      to={`/ballots/${encodeURIComponent(v.ballot)}`}
                      aria-label={t('查看“{name}”的测评', { name: i.title })}
                    >
                      {t('测评')}
                    </Link>
                  )}
                  {v && v.base > 0 && (
                    <button
                      type="button"
                      className="jd-link jd-number"
                      aria-label={t('查看“{name}”背后的事项', { name: i.title })}
                      onClick={() => onOpen({ body: row.id, of: `indicator.${i.id}`, title, share })}
                    >
                      {share
                        ? t('{hit}/{base} 件', { hit: v.hit, base: v.base })
                        : t('{base} 件', { base: v.base })}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {row.reasons.raised.length > 0 && (
        <p className="jd-board-reason">
          {t('与平均相比，得分较高：')}
          {reasons(row.reasons.raised)}
        </p>
      )}
      {row.reasons.lowered.length > 0 && (
        <p className="jd-board-reason">
          {t('与平均相比，得分较低：')}
          {reasons(row.reasons.lowered)}
        </p>
      )}
      <p className="jd-muted">{t('没有数据的指标按指标体系规定的办法处理，不当作 0。')}</p>
    </Drawer>
  );
}
