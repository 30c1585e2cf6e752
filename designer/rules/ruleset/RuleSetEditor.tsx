import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Collapse, Form, Input, Select } from 'antd';
import type { PackageProblem } from '../../../processes/format.ts';
import type { RuleDefinition, RuleSet } from '../../../rules/ruleset/types.ts';
import type { EditorProps } from '../../packages/editors.ts';
import { newComparison } from '../conditions/ConditionEditor.tsx';
import { factOptions } from '../conditions/fact-options.ts';
import { isRuleSet } from '../documents.ts';
import { Problems } from '../Problems.tsx';
import { useText } from '../text.ts';
import '../rules.css';
import { EventEditor } from './EventEditor.tsx';
import { FactCatalogue } from './FactCatalogue.tsx';
import { RuleCard } from './RuleCard.tsx';
import { SharedConditions } from './SharedConditions.tsx';
import { TestsEditor } from './TestsEditor.tsx';

function newRule(ruleSet: RuleSet, title: string): RuleDefinition {
  const taken = new Set(ruleSet.rules.map((r) => r.name));
  let n = ruleSet.rules.length + 1;
  while (taken.has(`rule-${n}`)) n++;
  const like = ruleSet.rules.at(-1)?.event ?? ruleSet.defaultOutcome ?? { type: 'grade', params: {} };
  return {
    name: `rule-${n}`,
    title,
    conditions: { all: [newComparison(ruleSet.facts)] },
    event: structuredClone(like),
    priority: 1,
  };
}

/** A rule set as cards: conditions, what follows from them, priority. */
export default function RuleSetEditor(props: EditorProps) {
  const { value, onChange, problems, files, readOnly } = props;
  const t = useText();
  if (!isRuleSet(value))
    return (
      <Alert
        type="warning"
        showIcon
        title={t('这份规则集缺少必要的内容，无法用表单显示。请在 JSON 中更正。')}
      />
    );
  const ruleSet = value;
  const types = [...new Set(ruleSet.rules.map((r) => r.event.type))];
  const at = (p: PackageProblem, place: string) => p.place === place || p.place?.startsWith(`${place}/`);
  const about = (place: string) => problems.filter((p) => at(p, place));
  // what has a card of its own is told there
  const general = problems.filter((p) => !/^\/(rules|conditions)\/\d/.test(p.place ?? ''));
  const count = problems.length - general.length;
  const set = (i: number, rule: RuleDefinition) =>
    onChange({ ...ruleSet, rules: ruleSet.rules.map((r, j) => (j === i ? rule : r)) });
  return (
    <div className="jd-rule-stack">
      <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
        <Form.Item label={t('名称')} htmlFor="jd-ruleset-title">
          <Input
            id="jd-ruleset-title"
            value={ruleSet.title}
            maxLength={200}
            onChange={(e) => onChange({ ...ruleSet, title: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('命中多条时')} htmlFor="jd-ruleset-combine">
          <Select
            id="jd-ruleset-combine"
            value={ruleSet.combine}
            options={[
              { value: 'first', label: t('只取优先级最高的一条') },
              { value: 'all', label: t('全部采用') },
            ]}
            onChange={(combine: RuleSet['combine']) => onChange({ ...ruleSet, combine })}
          />
        </Form.Item>
      </Form>
      <Problems problems={general} />
      {count > 0 && (
        <p className="jd-muted" role="status">
          {t('规则中有 {n} 处提示，见下方各条。', { n: count })}
        </p>
      )}
      <SharedConditions {...{ ruleSet, onChange, readOnly }} problemsOf={about} />
      {ruleSet.rules.map((rule, i) => (
        <RuleCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule's name is edited, its place is what it is known by
          key={i}
          {...{ rule, ruleSet, types, readOnly }}
          problems={about(`/rules/${i}`)}
          onChange={(next) => set(i, next)}
          onRemove={() => onChange({ ...ruleSet, rules: ruleSet.rules.filter((_, j) => j !== i) })}
        />
      ))}
      {!readOnly && (
        <div>
          <Button
            icon={<PlusOutlined />}
            onClick={() => onChange({ ...ruleSet, rules: [...ruleSet.rules, newRule(ruleSet, t('新规则'))] })}
          >
            {t('添加规则')}
          </Button>
        </div>
      )}
      <section className="jd-rule-card">
        <h3>{t('没有规则命中时')}</h3>
        {ruleSet.defaultOutcome ? (
          <EventEditor
            event={ruleSet.defaultOutcome}
            types={types}
            readOnly={readOnly}
            onChange={(defaultOutcome) => onChange({ ...ruleSet, defaultOutcome })}
          />
        ) : (
          <p className="jd-muted">
            {t('没有结果。')}
            {!readOnly && (
              <Button
                size="small"
                onClick={() =>
                  onChange({ ...ruleSet, defaultOutcome: { type: types[0] ?? 'grade', params: {} } })
                }
              >
                {t('设定默认结果')}
              </Button>
            )}
          </p>
        )}
      </section>
      <TestsEditor {...{ ruleSet, onChange, readOnly }} />
      <Collapse
        size="small"
        items={[
          {
            key: 'facts',
            label: t('可用的事实（{n} 项）', { n: factOptions(ruleSet.facts).length }),
            children: <FactCatalogue {...{ ruleSet, files, onChange, readOnly }} />,
          },
        ]}
      />
    </div>
  );
}
