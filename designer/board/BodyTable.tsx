import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons';
import { useMemo, useState } from 'react';
import type { BoardRow, BoardView, Chosen } from './api.ts';
import { percent, short } from './numbers.ts';
import { COUNTS } from './Tiles.tsx';
import { useText } from './text.ts';

interface Column {
  id: string;
  title: string;
  /** What it is sorted by; null comes last either way. */
  key: (row: BoardRow) => number | string | null;
  numeric: boolean;
}

interface Order {
  by: string;
  down: boolean;
}

function sorted(rows: readonly BoardRow[], column: Column | undefined, down: boolean): BoardRow[] {
  if (!column) return [...rows];
  return [...rows].sort((a, b) => {
    const [x, y] = [column.key(a), column.key(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === 'string' ? x.localeCompare(String(y), 'zh-CN') : x - Number(y);
    return down ? -order : order;
  });
}

/** Bodies as rows; each number is a button that opens the cases behind it. */
export function BodyTable(props: {
  board: BoardView;
  onOpen: (chosen: Chosen) => void;
  onScore: (row: BoardRow) => void;
}) {
  const { board, onOpen, onScore } = props;
  const t = useText();
  const columns = useMemo<Column[]>(
    () => [
      { id: 'name', title: t('承办单位'), key: (r) => r.name, numeric: false },
      ...(board.scheme
        ? [
            { id: 'rank', title: t('名次'), key: (r: BoardRow) => r.rank, numeric: true },
            { id: 'score', title: t('得分'), key: (r: BoardRow) => r.total, numeric: true },
            { id: 'grade', title: t('等次'), key: (r: BoardRow) => r.total, numeric: false },
          ]
        : []),
      ...COUNTS.map(({ id, title }) => ({
        id,
        title: t(title),
        key: (r: BoardRow) => r.counts[id],
        numeric: true,
      })),
      ...board.figures.map(({ id, title }) => ({
        id: `figure.${id}`,
        title,
        key: (r: BoardRow) => r.figures[id]?.value ?? null,
        numeric: true,
      })),
    ],
    [board, t],
  );
  const [order, setOrder] = useState<Order>({ by: board.scheme ? 'rank' : 'total', down: !board.scheme });
  const rows = sorted(
    board.rows,
    columns.find((c) => c.id === order.by),
    order.down,
  );
  return (
    <div className="jd-board-scroll">
      <table className="jd-list-table jd-board-table">
        <thead>
          <tr>
            {columns.map((c) => (
              <th
                key={c.id}
                scope="col"
                className={c.numeric ? 'jd-board-n' : undefined}
                aria-sort={order.by === c.id ? (order.down ? 'descending' : 'ascending') : undefined}
              >
                <button
                  type="button"
                  aria-label={t('按“{name}”排序', { name: c.title })}
                  onClick={() =>
                    setOrder((o) => ({
                      by: c.id,
                      down: o.by === c.id ? !o.down : c.numeric && c.id !== 'rank',
                    }))
                  }
                >
                  {c.title}
                  {order.by === c.id && (order.down ? <CaretDownOutlined /> : <CaretUpOutlined />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BodyRow key={row.id} {...{ row, board, onOpen, onScore }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BodyRow(props: {
  row: BoardRow;
  board: BoardView;
  onOpen: (chosen: Chosen) => void;
  onScore: (row: BoardRow) => void;
}) {
  const { row, board, onOpen, onScore } = props;
  const t = useText();
  const number = (of: string, title: string, text: string | undefined, share: boolean, note?: string) => (
    <td key={of} className="jd-board-n" data-label={title}>
      {text === undefined ? (
        <span className="jd-muted">{t('无数据')}</span>
      ) : (
        <button
          type="button"
          className="jd-link jd-number"
          aria-label={`${t('{body}：{name}', { body: row.name, name: title })} ${text}`}
          onClick={() =>
            onOpen({ body: row.id, of, title: t('{body}：{name}', { body: row.name, name: title }), share })
          }
        >
          {text}
        </button>
      )}
      {note && <span className="jd-board-note">{note}</span>}
    </td>
  );
  return (
    <tr>
      <th scope="row" className="jd-board-name">
        {row.name}
      </th>
      {board.scheme && (
        <>
          <td className="jd-board-n jd-number" data-label={t('名次')}>
            {row.rank ?? <span className="jd-muted">–</span>}
          </td>
          <td className="jd-board-n" data-label={t('得分')}>
            <button
              type="button"
              className="jd-link jd-number jd-board-score"
              aria-label={`${t('{body}得分说明', { body: row.name })} ${row.total?.toFixed(2) ?? t('无数据')}`}
              onClick={() => onScore(row)}
            >
              {row.total === null ? t('无数据') : row.total.toFixed(2)}
            </button>
          </td>
          <td className="jd-board-grade" data-label={t('等次')}>
            {row.grade && <GradeBadge grade={row.grade} />}
          </td>
        </>
      )}
      {COUNTS.map(({ id, title }) => number(`count.${id}`, t(title), short(row.counts[id]), false))}
      {board.figures.map(({ id, title }) => {
        const v = row.figures[id];
        const note = v && v.base > 0 ? t('{hit}/{base} 件', { hit: v.hit, base: v.base }) : undefined;
        return number(`figure.${id}`, title, percent(v), true, note);
      })}
    </tr>
  );
}

/** A grade in a calm colour: the names are the rule editors', so only the best known carry one. */
export function GradeBadge({ grade }: { grade: { id: string; title: string } }) {
  const tone = { excellent: 'good', good: 'progress', fail: 'late' }[grade.id];
  return <span className={tone ? `jd-badge jd-badge-${tone}` : 'jd-badge'}>{grade.title}</span>;
}
