import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Switch } from 'antd';
import type { PackageProblem } from '../../../processes/format.ts';
import { describeCondition } from '../../../rules/conditions/describe.ts';
import type { TopCondition } from '../../../rules/conditions/types.ts';
import type { RuleDefinition, RuleSet } from '../../../rules/ruleset/types.ts';
import { ConditionEditor } from '../conditions/ConditionEditor.tsx';
import { Problems } from '../Problems.tsx';
import { useText } from '../text.ts';
import { EventEditor } from './EventEditor.tsx';

/** One rule: when, what follows, how it ranks among the others. */
export function RuleCard(props: {
  rule: RuleDefinition;
  ruleSet: RuleSet;
  /** What was found about this rule. */
  problems: readonly PackageProblem[];
  types: readonly string[];
  onChange: (next: RuleDefinition) => void;
  onRemove: () => void;
  readOnly: boolean;
}) {
  const { rule, ruleSet, problems, types, onChange, onRemove, readOnly } = props;
  const t = useText();
  const on = rule.enabled !== false;
  const shared = ruleSet.conditions ?? [];
  return (
    <section
      className={on ? 'jd-rule-card' : 'jd-rule-card jd-rule-off'}
      data-rule={rule.name}
      aria-label={t('规则 {title}', { title: rule.title })}
    >
      <div className="jd-rule-card-head">
        <Input
          aria-label={t('规则名称')}
          value={rule.title}
          maxLength={200}
          disabled={readOnly}
          onChange={(e) => onChange({ ...rule, title: e.target.value })}
        />
        <InputNumber
          aria-label={t('“{title}”的优先级', { title: rule.title })}
          prefix={t('优先级')}
          min={1}
          max={1_000_000}
          precision={0}
          style={{ width: 140 }}
          value={rule.priority ?? 1}
          disabled={readOnly}
          onChange={(n) => onChange({ ...rule, priority: n ?? 1 })}
        />
        <Switch
          aria-label={t('启用“{title}”', { title: rule.title })}
          checkedChildren={t('启用')}
          unCheckedChildren={t('停用')}
          checked={on}
          disabled={readOnly}
          onChange={(enabled) => {
            const { enabled: _old, ...rest } = rule;
            onChange(enabled ? rest : { ...rest, enabled: false });
          }}
        />
        {!readOnly && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('删去规则“{title}”', { title: rule.title })}
            onClick={onRemove}
          />
        )}
      </div>
      <p className="jd-rule-sentence">
        {t('当{condition}', {
          condition: describeCondition(rule.conditions, { facts: ruleSet.facts, shared }),
        })}
      </p>
      <Problems problems={problems} />
      <ConditionEditor
        condition={rule.conditions}
        context={{ facts: ruleSet.facts, shared, readOnly }}
        onChange={(conditions) => onChange({ ...rule, conditions: conditions as TopCondition })}
      />
      <EventEditor
        event={rule.event}
        types={types}
        readOnly={readOnly}
        onChange={(event) => onChange({ ...rule, event })}
      />
    </section>
  );
}
