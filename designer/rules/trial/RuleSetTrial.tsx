import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { isRuleSet } from '../documents.ts';
import { TraceView } from '../ruleset/TraceView.tsx';
import type { RuleSetRow, TrialOf } from './api.ts';
import { useText } from './text.ts';

/** Bodies or cases whose outcome changes, with the trace of both rule sets. */
export function RuleSetTrial({ trial, ruleSet }: { trial: TrialOf<'ruleset'>; ruleSet: unknown }) {
  const t = useText();
  const rows = trial.rows as unknown as RuleSetRow[];
  const changed = rows.filter((r) => r.changed);
  return (
    <div className="jd-rule-stack">
      {trial.of === 'cases' && (
        <p className="jd-muted">{t('按事项现在的数据判断；办理当时的数据可能不同。')}</p>
      )}
      {changed.length === 0 && <p>{t('没有一项结果改变。')}</p>}
      <ul className="jd-trial-rounds-list">
        {changed.map((row) => (
          <li key={row.id} data-row={row.id}>
            <Changed
              {...{ row }}
              cases={trial.of === 'cases'}
              ruleSet={isRuleSet(ruleSet) ? ruleSet : undefined}
            />
          </li>
        ))}
      </ul>
      {trial.hidden > 0 && (
        <p className="jd-muted">{t('另有 {n} 件变化的事项您无权查看，已计入总数。', { n: trial.hidden })}</p>
      )}
    </div>
  );
}

function Changed({ row, cases, ruleSet }: { row: RuleSetRow; cases: boolean; ruleSet: RuleSet | undefined }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const said = (titles: string[]) => titles.join(t('，')) || t('没有结果');
  return (
    <>
      <p>
        {cases ? <Link to={`/cases/${row.id}`}>{row.title}</Link> : row.title}：
        <span className="jd-muted">{said(row.before)} → </span>
        <strong>{said(row.after)}</strong>{' '}
        {row.trace && ruleSet && (
          <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('收起') : t('判断过程')}
          </Button>
        )}
      </p>
      {open && row.trace && ruleSet && (
        <div className="jd-trial-traces">
          <section>
            <h4>{t('生效版')}</h4>
            <TraceView result={row.trace.before} ruleSet={ruleSet} />
          </section>
          <section>
            <h4>{t('草稿')}</h4>
            <TraceView result={row.trace.after} ruleSet={ruleSet} />
          </section>
        </div>
      )}
    </>
  );
}
