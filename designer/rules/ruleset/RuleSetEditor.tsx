import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Collapse, Form, Input, Select } from 'antd';
import { FACT_TYPE_TITLE } from '../../../rules/conditions/facts.ts';
import type { RuleDefinition, RuleSet } from '../../../rules/ruleset/types.ts';
import type { EditorProps } from '../../packages/editors.ts';
import { newComparison } from '../conditions/ConditionEditor.tsx';
import { factOptions } from '../conditions/fact-options.ts';
import { isRuleSet } from '../documents.ts';
import { Problems } from '../Problems.tsx';
import '../rules.css';
import { EventEditor } from './EventEditor.tsx';
import { RuleCard } from './RuleCard.tsx';

function newRule(ruleSet: RuleSet): RuleDefinition {
  const taken = new Set(ruleSet.rules.map((r) => r.name));
  let n = ruleSet.rules.length + 1;
  while (taken.has(`rule-${n}`)) n++;
  const like = ruleSet.rules.at(-1)?.event ?? ruleSet.defaultOutcome ?? { type: 'grade', params: {} };
  return {
    name: `rule-${n}`,
    title: '新规则',
    conditions: { all: [newComparison(ruleSet.facts)] },
    event: structuredClone(like),
    priority: 1,
  };
}

/** A rule set as cards: conditions, what follows from them, priority. */
export default function RuleSetEditor(props: EditorProps) {
  const { value, onChange, problems, readOnly } = props;
  if (!isRuleSet(value))
    return (
      <Alert type="warning" showIcon title="这份规则集缺少必要的内容，无法用表单显示。请在 JSON 中更正。" />
    );
  const ruleSet = value;
  const types = [...new Set(ruleSet.rules.map((r) => r.event.type).concat('grade', 'veto'))];
  const set = (i: number, rule: RuleDefinition) =>
    onChange({ ...ruleSet, rules: ruleSet.rules.map((r, j) => (j === i ? rule : r)) });
  return (
    <div className="jd-rule-stack">
      <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
        <Form.Item label="名称" htmlFor="jd-ruleset-title">
          <Input
            id="jd-ruleset-title"
            value={ruleSet.title}
            maxLength={200}
            onChange={(e) => onChange({ ...ruleSet, title: e.target.value })}
          />
        </Form.Item>
        <Form.Item label="命中多条时" htmlFor="jd-ruleset-combine">
          <Select
            id="jd-ruleset-combine"
            value={ruleSet.combine}
            options={[
              { value: 'first', label: '只取优先级最高的一条' },
              { value: 'all', label: '全部采用' },
            ]}
            onChange={(combine: RuleSet['combine']) => onChange({ ...ruleSet, combine })}
          />
        </Form.Item>
      </Form>
      <Problems problems={problems} />
      {ruleSet.rules.map((rule, i) => (
        <RuleCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule's name is edited, its place is what it is known by
          key={i}
          {...{ rule, ruleSet, types, readOnly }}
          onChange={(next) => set(i, next)}
          onRemove={() => onChange({ ...ruleSet, rules: ruleSet.rules.filter((_, j) => j !== i) })}
        />
      ))}
      {!readOnly && (
        <div>
          <Button
            icon={<PlusOutlined />}
            onClick={() => onChange({ ...ruleSet, rules: [...ruleSet.rules, newRule(ruleSet)] })}
          >
            添加规则
          </Button>
        </div>
      )}
      <section className="jd-rule-card">
        <h3>没有规则命中时</h3>
        {ruleSet.defaultOutcome ? (
          <EventEditor
            event={ruleSet.defaultOutcome}
            types={types}
            readOnly={readOnly}
            onChange={(defaultOutcome) => onChange({ ...ruleSet, defaultOutcome })}
          />
        ) : (
          <p className="jd-muted">
            没有结果。
            {!readOnly && (
              <Button
                size="small"
                onClick={() =>
                  onChange({ ...ruleSet, defaultOutcome: { type: types[0] ?? 'grade', params: {} } })
                }
              >
                设定默认结果
              </Button>
            )}
          </p>
        )}
      </section>
      <Collapse
        size="small"
        items={[
          {
            key: 'facts',
            label: `可用的事实（${factOptions(ruleSet.facts).length} 项）`,
            children: (
              <table className="jd-list-table">
                <thead>
                  <tr>
                    <th scope="col">名称</th>
                    <th scope="col">类型</th>
                    <th scope="col">技术名</th>
                  </tr>
                </thead>
                <tbody>
                  {factOptions(ruleSet.facts).map((o) => (
                    <tr key={o.key}>
                      <td>{o.title}</td>
                      <td>{FACT_TYPE_TITLE[o.definition.type]}</td>
                      <td className="jd-muted">{o.key}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ),
          },
        ]}
      />
    </div>
  );
}
