import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { dateTime } from '../shared/format.ts';
import { type CatalogueView, type RuleDeskView, useCatalogue, useDeskView } from './api.ts';
import { readJson } from './documents.ts';
import { isRuleKind, RULE_KINDS } from './kinds.ts';
import { NewRuleDialog } from './NewRuleDialog.tsx';
import { useText } from './text.ts';
import './rules.css';
import { TableHead } from '../shared/TableHead.tsx';

const ORDER = Object.keys(RULE_KINDS);

/** All schemes and rule sets, by procedure. */
export default function RulesPage() {
  const t = useText();
  const { data, error, refetch } = useCatalogue();
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <PageFrame title={t('评价指标与规则')} subtitle={t('修改先存为草稿，发布后生效；流程图和表单不受影响。')}>
      {data.packages.length === 0 ? (
        <Nothing title={t('还没有流程')}>{t('管理员发布了流程，它的评价指标体系和规则会列在这里。')}</Nothing>
      ) : (
        <div className="jd-rule-stack">
          {data.packages.map((p) => (
            <PackageRules key={p.id} of={p} />
          ))}
        </div>
      )}
    </PageFrame>
  );
}

function PackageRules({ of }: { of: CatalogueView['packages'][number] }) {
  const t = useText();
  const { data } = useDeskView(of.id);
  const [creating, setCreating] = useState(false);
  // what is only in the draft yet (a copy, say) stands with the rest
  const fresh = Object.entries(data?.changed ?? {}).flatMap(([file, text]) => {
    if (of.rules.some((r) => r.file === file)) return [];
    const rule = readJson(text) as { title?: string; kind?: string } | undefined;
    const id = file.replace(/^rules\/|\.json$/g, '');
    return [{ id, file, title: rule?.title ?? id, kind: rule?.kind ?? '', fresh: true }];
  });
  const rules = [...of.rules.map((r) => ({ ...r, fresh: false })), ...fresh].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
  return (
    <section className="jd-rule-stack">
      <div className="jd-rule-line">
        <h2>{of.title}</h2>
        {data?.may.edit && (
          <Button
            size="small"
            icon={<PlusOutlined />}
            aria-label={t('在“{title}”里新建规则', { title: of.title })}
            onClick={() => setCreating(true)}
          >
            {t('新建')}
          </Button>
        )}
      </div>
      {creating && data && (
        <NewRuleDialog
          packageId={of.id}
          into={of.title}
          files={{ ...data.released, ...data.changed }}
          onClose={() => setCreating(false)}
        />
      )}
      {rules.length === 0 ? (
        <p className="jd-muted">{t('这个流程还没有规则。')}</p>
      ) : (
        <RuleTable of={of} rules={rules} desk={data} />
      )}
    </section>
  );
}

interface RuleRow {
  id: string;
  file: string;
  title: string;
  kind: string;
  /** Only in the draft yet. */
  fresh: boolean;
}

function RuleTable(props: {
  of: CatalogueView['packages'][number];
  rules: RuleRow[];
  desk: RuleDeskView | undefined;
}) {
  const { of, rules, desk } = props;
  const t = useText();
  return (
    <table className="jd-list-table jd-rule-list">
      <TableHead columns={[t('名称'), t('种类'), t('生效版本'), t('草稿')]} />
      <tbody>
        {rules.map((r) => (
          <tr key={r.id}>
            <td>
              <Link to={`/rules/${of.id}/${r.id}`} className="jd-list-title">
                {r.title}
              </Link>
              {of.board.scheme === r.id && <span className="jd-list-sub">{t('统计看板按它计分')}</span>}
              {of.board.grades === r.id && <span className="jd-list-sub">{t('统计看板按它评定等次')}</span>}
            </td>
            <td>{isRuleKind(r.kind) ? t(RULE_KINDS[r.kind]) : r.kind}</td>
            <td className="jd-number">
              {r.fresh ? t('尚未发布') : t('第 {n} 版', { n: of.release.number })}
            </td>
            <td>
              {desk?.changed[r.file] !== undefined && (
                <>
                  <span className="jd-badge jd-badge-soon">{t('有未发布的修改')}</span>
                  <span className="jd-list-sub">
                    {desk.updatedByName} {dateTime(desk.updatedAt)}
                  </span>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
