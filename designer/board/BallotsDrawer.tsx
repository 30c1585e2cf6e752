import { Drawer } from 'antd';
import { Link } from 'react-router';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { day } from '../shared/format.ts';
import { type BoardPlace, useBallots } from './api.ts';
import { useText } from './text.ts';

/** The rounds of ballots behind the number, each to be opened. */
export function BallotsDrawer({ place, onClose }: { place: BoardPlace; onClose: () => void }) {
  const t = useText();
  const ballots = useBallots(place);
  return (
    <Drawer open title={t('测评和票决')} size={880} onClose={onClose} className="jd-board-drawer">
      {ballots.isPending ? (
        <Loading />
      ) : ballots.error ? (
        <Failure error={ballots.error} retry={() => void ballots.refetch()} />
      ) : (
        <>
          <p className="jd-board-count" role="status">
            {t('共 {n} 次', { n: ballots.data.total })}
            {ballots.data.total > ballots.data.items.length && (
              <span className="jd-muted"> {t('列出最近的 {n} 次。', { n: ballots.data.items.length })}</span>
            )}
          </p>
          <table className="jd-list-table">
            <thead>
              <tr>
                <th scope="col">{t('测评和票决')}</th>
                <th scope="col">{t('进展')}</th>
                <th scope="col" className="jd-board-n">
                  {t('实投/应投')}
                </th>
                <th scope="col">{t('日期')}</th>
              </tr>
            </thead>
            <tbody>
              {ballots.data.items.map((b) => (
                <tr key={b.id}>
                  <td>
                    <Link to={`/ballots/${encodeURIComponent(b.id)}`} className="jd-list-title">
                      {b.title}
                    </Link>
                    <div className="jd-list-sub">{b.caseTitle}</div>
                  </td>
                  <td>
                    <span className={b.state === 'open' ? 'jd-badge jd-badge-progress' : 'jd-badge'}>
                      {b.state === 'open' ? t('进行中') : t('已结束')}
                    </span>
                  </td>
                  <td className="jd-board-n jd-number" data-label={t('实投/应投')}>
                    {b.cast ?? '–'}/{b.electorate === 'open' ? '–' : b.electors}
                  </td>
                  <td className="jd-number jd-nowrap" data-label={t('日期')}>
                    {day(b.closedAt ?? b.openedAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Drawer>
  );
}
