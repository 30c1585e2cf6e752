import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { PackageProblem } from '../../../processes/format.ts';
import { describeCondition } from '../../../rules/conditions/describe.ts';
import { namesIn } from '../../../rules/conditions/references.ts';
import type { NamedCondition } from '../../../rules/conditions/types.ts';
import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { ConditionEditor, newComparison } from '../conditions/ConditionEditor.tsx';
import { Problems } from '../Problems.tsx';
import { useText } from '../text.ts';

/** Conditions that several rules refer to by name: changed once, they change everywhere. */
export function SharedConditions(props: {
  ruleSet: RuleSet;
  onChange: (next: RuleSet) => void;
  problemsOf: (place: string) => readonly PackageProblem[];
  readOnly: boolean;
}) {
  const { ruleSet, onChange, problemsOf, readOnly } = props;
  const t = useText();
  const shared = ruleSet.conditions ?? [];
  const write = (next: readonly NamedCondition[]) => {
    const { conditions: _old, ...rest } = ruleSet;
    onChange(next.length > 0 ? { ...rest, conditions: next } : rest);
  };
  const set = (i: number, next: NamedCondition) => write(shared.map((c, j) => (j === i ? next : c)));
  const add = () => {
    let n = shared.length + 1;
    while (shared.some((c) => c.name === `condition-${n}`)) n++;
    const conditions = { all: [newComparison(ruleSet.facts)] };
    write([...shared, { name: `condition-${n}`, title: t('共用条件 {n}', { n }), conditions }]);
  };
  const users = (name: string) =>
    [...ruleSet.rules, ...shared].filter((x) => namesIn(x.conditions).has(name)).length;
  if (readOnly && shared.length === 0) return null;
  return (
    <section className="jd-rule-card" aria-label={t('共用条件')}>
      <h3>{t('共用条件')}</h3>
      <p className="jd-muted">
        {t('几条规则都要用的条件，在这里写一次，规则里按名称引用；这里一改，处处生效。')}
      </p>
      {shared.map((c, i) => {
        const title = c.title ?? c.name;
        const used = users(c.name);
        return (
          <section
            key={c.name}
            className="jd-rule-shared"
            data-shared={c.name}
            aria-label={t('共用条件“{title}”', { title })}
          >
            <div className="jd-rule-card-head">
              <Input
                aria-label={t('共用条件的名称')}
                value={title}
                maxLength={200}
                disabled={readOnly}
                onChange={(e) => set(i, { ...c, title: e.target.value })}
              />
              <span className="jd-muted jd-nowrap">{t('{n} 处使用', { n: used })}</span>
              {!readOnly && (
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  disabled={used > 0}
                  title={used > 0 ? t('还有规则在用，先从规则里删去，再删这里。') : ''}
                  aria-label={t('删去共用条件“{title}”', { title })}
                  onClick={() => write(shared.filter((_, j) => j !== i))}
                />
              )}
            </div>
            <p className="jd-rule-sentence">
              {t('当{condition}', {
                condition: describeCondition(c.conditions, { facts: ruleSet.facts, shared }),
              })}
            </p>
            <Problems problems={problemsOf(`/conditions/${i}`)} />
            <ConditionEditor
              condition={c.conditions}
              // it cannot refer to itself, nor to what refers to it
              context={{
                facts: ruleSet.facts,
                shared: shared.filter((o) => !reaches(o, c.name, shared)),
                readOnly,
              }}
              onChange={(conditions) => set(i, { ...c, conditions })}
            />
          </section>
        );
      })}
      {!readOnly && (
        <div>
          <Button icon={<PlusOutlined />} onClick={add}>
            {t('添加共用条件')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Whether a shared condition is the named one, or comes to it through others; circles end. */
function reaches(from: NamedCondition, name: string, shared: readonly NamedCondition[]): boolean {
  const seen = new Set<string>();
  const open = [from.name];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === name) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    const found = shared.find((c) => c.name === at);
    if (found) open.push(...namesIn(found.conditions));
  }
  return false;
}
