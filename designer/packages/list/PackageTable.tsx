import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router';
import { dateTime } from '../../shared/format.ts';
import { TableHead } from '../../shared/TableHead.tsx';
import { exportHref, type PackageSummary } from '../api.ts';
import { useText } from '../text.ts';

export function PackageTable({ packages }: { packages: PackageSummary[] }) {
  const t = useText();
  return (
    <table className="jd-list-table">
      <TableHead columns={[t('流程'), t('生效版本'), t('草稿'), t('在办事项')]} deeds={t('操作')} />
      <tbody>
        {packages.map((p) => (
          <tr key={p.id}>
            <td>
              <Link to={`/packages/${p.id}`} className="jd-list-title">
                {p.title}
              </Link>
              {p.offered && <span className="jd-badge jd-badge-progress">{t('有新版可取用')}</span>}
              <div className="jd-list-sub jd-pk-about">{p.description}</div>
            </td>
            <td data-label={t('生效版本')} className="jd-nowrap">
              {p.release ? (
                <>
                  {t('第 {n} 版', { n: p.release.number })}
                  <div className="jd-list-sub jd-number">
                    {dateTime(p.release.publishedAt)} {p.release.publishedBy}
                  </div>
                </>
              ) : (
                <span className="jd-badge jd-badge-soon">{t('尚未发布')}</span>
              )}
            </td>
            <td data-label={t('草稿')} className="jd-nowrap">
              {p.draft ? (
                <>
                  <span className="jd-badge jd-badge-soon">{t('修改中')}</span>
                  <div className="jd-list-sub jd-number">
                    {dateTime(p.draft.updatedAt)} {p.draft.updatedBy}
                  </div>
                </>
              ) : (
                <span className="jd-muted">{t('没有')}</span>
              )}
            </td>
            <td data-label={t('在办事项')} className="jd-number">
              {p.running > 0 ? (
                <Link to={`/cases?package=${p.id}&state=active`}>{t('{n} 件', { n: p.running })}</Link>
              ) : (
                <span className="jd-muted">{t('{n} 件', { n: 0 })}</span>
              )}
            </td>
            <td className="jd-nowrap">
              <div className="jd-pk-row">
                <Link to={`/packages/${p.id}`}>
                  <Button size="small" tabIndex={-1}>
                    {t('打开')}
                  </Button>
                </Link>
                <Button
                  size="small"
                  icon={<DownloadOutlined />}
                  href={exportHref(p.id, p.draft ? undefined : p.release?.id)}
                  download
                  aria-label={t('导出“{title}”的压缩包', { title: p.title })}
                >
                  {t('导出')}
                </Button>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
