import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../api/problem.ts';
import { Failure } from '../../app/Failure.tsx';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { dateTime } from '../../shared/format.ts';
import { TableHead } from '../../shared/TableHead.tsx';
import { exportHref, packageDeeds, type ReleaseSummary, useReleases } from '../api.ts';
import { usePackageDesk } from '../desk.ts';
import { useText } from '../text.ts';
import { ReleaseDialog } from './ReleaseDialog.tsx';

/** 版本: all releases with who, when and why; each can be seen, exported and taken as the draft. */
export default function ReleasesTab() {
  const t = useText();
  const { draft, go } = usePackageDesk();
  const { modal, message } = App.useApp();
  const { data, error, isPending, refetch } = useReleases(draft.packageId);
  const [seen, setSeen] = useState<ReleaseSummary>();
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (data.length === 0)
    return <Nothing title={t('还没有版本')}>{t('检查通过后点“发布”，即成为第 1 版。')}</Nothing>;

  const take = (release: ReleaseSummary) =>
    modal.confirm({
      title: t('以第 {n} 版为草稿？', { n: release.number }),
      content: t('草稿的内容将换成这一版，保存前还可以放弃；生效的版本不变。'),
      okText: t('以此为草稿'),
      cancelText: t('取消'),
      onOk: async () => {
        try {
          draft.setAll(await packageDeeds.files(draft.packageId, release.id));
          message.info(t('已取入第 {n} 版的内容，请核对后保存。', { n: release.number }));
          setSeen(undefined);
          go({ tab: 'drawing' });
        } catch (problem) {
          message.error(messageOf(problem));
        }
      },
    });
  return (
    <>
      <table className="jd-list-table">
        <TableHead columns={[t('版本'), t('发布'), t('原因'), t('在办事项')]} deeds={t('操作')} />
        <tbody>
          {data.map((r) => (
            <tr key={r.id}>
              <td className="jd-nowrap">
                <span className="jd-list-title">{t('第 {n} 版', { n: r.number })}</span>{' '}
                {r.current && <span className="jd-badge jd-badge-good">{t('生效中')}</span>}
              </td>
              <td data-label={t('发布')} className="jd-nowrap">
                <span className="jd-number">{dateTime(r.publishedAt)}</span>
                <div className="jd-list-sub">{r.publishedByName}</div>
              </td>
              <td data-label={t('原因')}>{r.reason}</td>
              <td data-label={t('在办事项')} className="jd-number">
                {t('{n} 件', { n: r.running })}
              </td>
              <td className="jd-nowrap">
                <div className="jd-pk-row">
                  <Button size="small" onClick={() => setSeen(r)}>
                    {t('查看')}
                  </Button>
                  <Button size="small" href={exportHref(draft.packageId, r.id)} download>
                    {t('导出')}
                  </Button>
                  <Button size="small" onClick={() => take(r)}>
                    {t('以此为草稿')}
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {seen && (
        <ReleaseDialog
          packageId={draft.packageId}
          release={seen}
          before={data.find((r) => r.number === seen.number - 1)}
          onTake={() => take(seen)}
          onClose={() => setSeen(undefined)}
        />
      )}
    </>
  );
}
