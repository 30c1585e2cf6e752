import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Switch } from 'antd';
import { describeCondition } from '../../../rules/conditions/describe.ts';
import type { TopCondition } from '../../../rules/conditions/types.ts';
import type { RuleDefinition, RuleSet } from '../../../rules/ruleset/types.ts';
import { ConditionEditor } from '../conditions/ConditionEditor.tsx';
import { EventEditor } from './EventEditor.tsx';

/** One rule: when, what follows, how it ranks among the others. */
export function RuleCard(props: {
  rule: RuleDefinition;
  ruleSet: RuleSet;
  types: readonly string[];
  onChange: (next: RuleDefinition) => void;
  onRemove: () => void;
  readOnly: boolean;
}) {
  const { rule, ruleSet, types, onChange, onRemove, readOnly } = props;
  const on = rule.enabled !== false;
  const shared = ruleSet.conditions ?? [];
  return (
    <section
      className={on ? 'jd-rule-card' : 'jd-rule-card jd-rule-off'}
      data-rule={rule.name}
      aria-label={`规则 ${rule.title}`}
    >
      <div className="jd-rule-card-head">
        <Input
          aria-label="规则名称"
          value={rule.title}
          maxLength={200}
          disabled={readOnly}
          onChange={(e) => onChange({ ...rule, title: e.target.value })}
        />
        <InputNumber
          aria-label={`“${rule.title}”的优先级`}
          prefix="优先级"
          min={1}
          max={1_000_000}
          precision={0}
          style={{ width: 140 }}
          value={rule.priority ?? 1}
          disabled={readOnly}
          onChange={(n) => onChange({ ...rule, priority: n ?? 1 })}
        />
        <Switch
          aria-label={`启用“${rule.title}”`}
          checkedChildren="启用"
          unCheckedChildren="停用"
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
            aria-label={`删去规则“${rule.title}”`}
            onClick={onRemove}
          />
        )}
      </div>
      <p className="jd-rule-sentence">
        当{describeCondition(rule.conditions, { facts: ruleSet.facts, shared })}
      </p>
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
