import { Link } from 'react-router';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { dateTime } from '../shared/format.ts';
import { type CatalogueView, useCatalogue, useDeskView } from './api.ts';
import './rules.css';

const KINDS: Record<string, string> = {
  scheme: '评价指标体系',
  ruleset: '规则集',
  ballot: '测评规则',
  weighting: '赋权规则',
};
const ORDER = ['scheme', 'weighting', 'ruleset', 'ballot'];

/** All schemes and rule sets, by procedure. */
export default function RulesPage() {
  const { data, error, refetch } = useCatalogue();
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const withRules = data.packages.filter((p) => p.rules.length > 0);
  return (
    <PageFrame title="评价指标与规则" subtitle="修改先存为草稿，发布后生效；流程图和表单不受影响。">
      {withRules.length === 0 ? (
        <Nothing title="还没有规则">流程里有了评价指标体系或规则集，会列在这里。</Nothing>
      ) : (
        <div className="jd-rule-stack">
          {withRules.map((p) => (
            <PackageRules key={p.id} of={p} />
          ))}
        </div>
      )}
    </PageFrame>
  );
}

function PackageRules({ of }: { of: CatalogueView['packages'][number] }) {
  const { data } = useDeskView(of.id);
  const rules = [...of.rules].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return (
    <section className="jd-rule-stack">
      <h2>{of.title}</h2>
      <table className="jd-list-table jd-rule-list">
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">种类</th>
            <th scope="col">生效版本</th>
            <th scope="col">草稿</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((r) => (
            <tr key={r.id}>
              <td>
                <Link to={`/rules/${of.id}/${r.id}`} className="jd-list-title">
                  {r.title}
                </Link>
                {of.board.scheme === r.id && <span className="jd-list-sub">统计看板按它计分</span>}
                {of.board.grades === r.id && <span className="jd-list-sub">统计看板按它评定等次</span>}
              </td>
              <td>{KINDS[r.kind] ?? r.kind}</td>
              <td className="jd-number">第 {of.release.number} 版</td>
              <td>
                {data?.changed[r.file] !== undefined && (
                  <>
                    <span className="jd-badge jd-badge-soon">有未发布的修改</span>
                    <span className="jd-list-sub">
                      {data.updatedByName} {dateTime(data.updatedAt)}
                    </span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
