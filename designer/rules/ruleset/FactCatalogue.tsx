import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { FactDefinition } from '../../../rules/conditions/types.ts';
import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { isScheme, readJson } from '../documents.ts';
import { useText } from '../text.ts';
import { FactRow } from './FactRow.tsx';
import { freeName, renameFact, renamePart, withOffered } from './facts.ts';

/** What the rules may ask about: title, where it comes from, type, permitted values. */
export function FactCatalogue(props: {
  ruleSet: RuleSet;
  files: Readonly<Record<string, string>>;
  onChange: (next: RuleSet) => void;
  readOnly: boolean;
}) {
  const { ruleSet, files, onChange, readOnly } = props;
  const t = useText();
  const [adding, setAdding] = useState(false);
  const facts = ruleSet.facts;
  const write = (next: readonly FactDefinition[]) => onChange({ ...ruleSet, facts: next });
  const set = (i: number, next: FactDefinition) => {
    const was = facts[i];
    if (was && was.name !== next.name) onChange(renameFact(ruleSet, was.name, next.name));
    else write(facts.map((f, j) => (j === i ? next : f)));
  };
  const schemes = Object.values(files)
    .map(readJson)
    .filter(isScheme)
    .filter((s) => s.gradeRules === ruleSet.id);
  const offer = async () => {
    setAdding(true);
    const { gradeFacts } = await import('../../../rules/scheme/grade-rules.ts');
    write(schemes.reduce<readonly FactDefinition[]>((all, s) => withOffered(all, gradeFacts(s)), facts));
    setAdding(false);
  };
  return (
    <div className="jd-rule-stack">
      <p className="jd-muted">
        {t('规则只能判断列在这里的数据。“来源”是数据在系统里的名称，须与表单字段、事项数据或评价结果一致。')}
      </p>
      <div className="jd-rule-facts">
        {facts.map((fact, i) => (
          <div key={fact.name} className="jd-rule-stack">
            <FactRow
              fact={fact}
              {...{ readOnly }}
              taken={facts.map((f) => f.name)}
              onChange={(next) => set(i, next)}
              onRemove={() => write(facts.filter((_, j) => j !== i))}
            />
            {fact.type === 'object' && (
              <div className="jd-rule-parts">
                {(fact.properties ?? []).map((part, k, parts) => (
                  <FactRow
                    key={part.name}
                    fact={part}
                    {...{ readOnly }}
                    taken={parts.map((p) => p.name)}
                    onChange={(next) =>
                      next.name === part.name
                        ? set(i, { ...fact, properties: parts.map((p, j) => (j === k ? next : p)) })
                        : onChange(renamePart(ruleSet, fact.name, part.name, next.name))
                    }
                    onRemove={() => set(i, { ...fact, properties: parts.filter((_, j) => j !== k) })}
                  />
                ))}
                {!readOnly && (
                  <Button
                    size="small"
                    icon={<PlusOutlined />}
                    onClick={() => {
                      const parts = fact.properties ?? [];
                      const part = { name: freeName(parts), title: t('新事实'), type: 'number' as const };
                      set(i, { ...fact, properties: [...parts, part] });
                    }}
                  >
                    {t('在“{title}”中添加', { title: fact.title })}
                  </Button>
                )}
              </div>
            )}
          </div>
        ))}
      </div>
      {!readOnly && (
        <div className="jd-rule-line">
          <Button
            icon={<PlusOutlined />}
            onClick={() => write([...facts, { name: freeName(facts), title: t('新事实'), type: 'string' }])}
          >
            {t('添加事实')}
          </Button>
          {schemes.length > 0 && (
            <Button loading={adding} onClick={() => void offer()}>
              {t('按指标体系补齐')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
