import { Link } from 'react-router';
import { homeCongress, useSession } from '../api/session.ts';
import { Listing } from '../app/Listing.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useCatalogue } from '../board/api.ts';
import { Choose } from '../shared/Choose.tsx';
import { day } from '../shared/format.ts';
import { useFilters } from '../shared/use-filters.ts';
import { useMore } from '../shared/use-more.ts';
import type { ResultHead } from './api.ts';
import { useText } from './text.ts';
import './results.css';
import { TableHead } from '../shared/TableHead.tsx';

/** Years back from this one that the filter offers. */
const YEARS = 6;

/** Results of evaluations, the newest first. */
export default function ResultsPage() {
  const t = useText();
  const [read, write] = useFilters();
  const home = homeCongress(useSession());
  const [packageId, year, org] = ['package', 'year', 'org'].map(read);
  const catalogue = useCatalogue();
  const orgs = catalogue.data?.orgs ?? [];
  const list = useMore<ResultHead>(['results', 'list'], '/api/evaluation-results', {
    package: packageId,
    year,
    org,
  });
  const thisYear = new Date().getFullYear();
  const narrowed = [packageId, year, org].some(Boolean);
  return (
    <PageFrame title={t('评价结果')} subtitle={t('每次综合评价的得分、名次、等次和依据。')}>
      <search className="jd-toolbar">
        <Choose
          label={t('监督事项类型')}
          value={packageId}
          options={(catalogue.data?.packages ?? []).map((p) => ({ value: p.id, label: p.title }))}
          onChange={(v) => write({ package: v })}
        />
        <Choose
          label={t('年度')}
          value={year}
          options={Array.from({ length: YEARS }, (_, i) => thisYear + 1 - i).map((y) => ({
            value: String(y),
            label: t('{year} 年', { year: y }),
          }))}
          onChange={(v) => write({ year: v })}
        />
        {orgs.length > 1 && (
          <Choose
            label={t('地区')}
            value={org}
            options={orgs.map((o) => ({ value: o.id, label: `${'　'.repeat(o.depth)}${o.name}` }))}
            onChange={(v) => write({ org: v })}
          />
        )}
      </search>
      <Listing
        of={list}
        empty={
          <Nothing
            title={narrowed ? t('没有符合条件的评价结果') : t('还没有评价结果')}
            action={
              narrowed && (
                <button
                  type="button"
                  className="jd-link"
                  onClick={() => write({ package: undefined, year: undefined, org: undefined })}
                >
                  {t('清除条件')}
                </button>
              )
            }
          >
            {narrowed
              ? t('请换一个年度、地区或类型。')
              : t('流程走到“综合评价”这一步时，结果会自动保存在这里。平时的得分可以在统计看板查看。')}
          </Nothing>
        }
      >
        <table className="jd-list-table">
          <TableHead columns={[t('评议'), t('指标体系'), t('评价对象'), t('第一名'), t('计算日期')]} />
          <tbody>
            {list.items.map((r) => (
              <tr key={r.id}>
                <td>
                  <Link to={`/results/${encodeURIComponent(r.id)}`} className="jd-list-title">
                    {r.caseTitle}
                  </Link>
                  <div className="jd-list-sub">
                    {t('{year} 年', { year: r.year })} · {r.packageTitle}
                    {r.orgId !== home && ` · ${r.orgName}`}
                  </div>
                </td>
                <td data-label={t('指标体系')}>{r.schemeTitle}</td>
                <td className="jd-number" data-label={t('评价对象')}>
                  {t('{n} 个', { n: r.objects })}
                </td>
                <td data-label={r.first ? t('第一名') : undefined}>
                  {r.first && (
                    <>
                      {r.first.title}{' '}
                      <span className="jd-number jd-muted">
                        {t('{value} 分', { value: r.first.total.toFixed(2) })}
                      </span>
                    </>
                  )}
                </td>
                <td className="jd-number jd-nowrap" data-label={t('计算日期')}>
                  {day(r.at)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listing>
    </PageFrame>
  );
}
