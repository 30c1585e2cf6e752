import type { CSSProperties } from 'react';
import type { BoardView, Chosen, Counts } from './api.ts';
import { percent } from './numbers.ts';
import { type Text, useText } from './text.ts';

export const COUNTS: { id: keyof Counts; title: Text }[] = [
  { id: 'total', title: '总数' },
  { id: 'active', title: '办理中' },
  { id: 'completed', title: '已办结' },
  { id: 'overdue', title: '已逾期' },
];

/** The whole area in a row of numbers: counts, then each share with what it is made of. */
export function Tiles(props: {
  board: BoardView;
  onOpen: (chosen: Chosen) => void;
  onResults: () => void;
  onBallots: () => void;
}) {
  const { board, onOpen, onResults, onBallots } = props;
  const t = useText();
  const { all } = board;
  if (!all) return null;
  const { results = 0, ballots = 0 } = board.behind ?? {};
  const tiles =
    COUNTS.length + board.figures.length + [results, ballots, board.unassigned].filter((n) => n > 0).length;
  const rows = { '--tiles': tiles, '--half': Math.ceil(tiles / 2) } as CSSProperties;
  return (
    <ul className="jd-tiles" style={rows} aria-label={t('全部单位')}>
      {COUNTS.map(({ id, title }) => (
        <Tile
          key={id}
          title={t(title)}
          value={String(all.counts[id])}
          late={id === 'overdue' && all.counts.overdue > 0}
          onOpen={() => onOpen({ of: `count.${id}`, title: t(title), share: false })}
        />
      ))}
      {board.figures.map(({ id, title }) => {
        const v = all.figures[id];
        return (
          <Tile
            key={id}
            title={title}
            value={percent(v)}
            note={v && v.base > 0 ? t('{hit}/{base} 件', { hit: v.hit, base: v.base }) : undefined}
            onOpen={() => onOpen({ of: `figure.${id}`, title, share: true })}
          />
        );
      })}
      {results > 0 && <Tile title={t('评价结果')} value={String(results)} onOpen={onResults} />}
      {ballots > 0 && <Tile title={t('测评和票决')} value={String(ballots)} onOpen={onBallots} />}
      {board.unassigned > 0 && (
        <Tile
          title={t('尚未交办')}
          value={String(board.unassigned)}
          onOpen={() => onOpen({ body: '-', of: 'count.total', title: t('尚未交办'), share: false })}
        />
      )}
    </ul>
  );
}

function Tile(props: {
  title: string;
  value: string | undefined;
  note?: string | undefined;
  late?: boolean;
  onOpen: () => void;
}) {
  const t = useText();
  return (
    <li>
      <button
        type="button"
        className={props.late ? 'jd-tile jd-tile-late' : 'jd-tile'}
        aria-label={`${props.title} ${props.value ?? t('无数据')} ${props.note ?? ''}`}
        onClick={props.onOpen}
      >
        <span className="jd-tile-title">{props.title}</span>
        <span className={props.value === undefined ? 'jd-tile-none' : 'jd-tile-value'}>
          {props.value ?? t('无数据')}
        </span>
        <span className="jd-tile-note">{props.note ?? ''}</span>
      </button>
    </li>
  );
}
