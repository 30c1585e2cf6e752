import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Collapse, Input, Select } from 'antd';
import type { RuleEvent, RuleSet, RuleSetTest } from '../../../rules/ruleset/types.ts';
import { useText } from '../text.ts';
import { FactInputs } from './FactInputs.tsx';
import { saidOutcome } from './kind-title.ts';
import { useTests } from './use-tests.ts';

/** The outcome without its title: a test asks for what is said, not for how it is called. */
const bare = ({ type, params = {} }: RuleEvent): RuleEvent => {
  const { title, ...rest } = params;
  // an outcome that has nothing but a title is known by it
  return { type, params: Object.keys(rest).length > 0 || title === undefined ? rest : { title } };
};
const keyOf = (e: RuleEvent): string =>
  JSON.stringify([e.type, Object.entries(e.params ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** Cases that the rule set must get right: facts, expected outcomes, and whether it does, shown as one edits. */
export function TestsEditor(props: {
  ruleSet: RuleSet;
  onChange: (next: RuleSet) => void;
  readOnly: boolean;
}) {
  const { ruleSet, onChange, readOnly } = props;
  const t = useText();
  const tests = ruleSet.tests ?? [];
  const { reports, problem, pending } = useTests(ruleSet);
  const write = (next: readonly RuleSetTest[]) => {
    const { tests: _old, ...rest } = ruleSet;
    onChange(next.length > 0 ? { ...rest, tests: next } : rest);
  };
  const set = (i: number, next: RuleSetTest) => write(tests.map((x, j) => (j === i ? next : x)));
  const { rules, defaultOutcome } = ruleSet;
  const events = [...rules.map((r) => r.event), ...(defaultOutcome ? [defaultOutcome] : [])].map(bare);
  const known = new Map([...events, ...tests.flatMap((x) => x.expect.outcomes)].map((e) => [keyOf(e), e]));
  const options = [...known].map(([value, e]) => ({
    value,
    label: saidOutcome(ruleSet, e, t),
  }));
  const failed = reports.filter((r) => !r.passed).length;
  return (
    <section className="jd-rule-card" aria-label={t('测试')}>
      <h3>{t('测试')}</h3>
      <p className="jd-muted">{t('写下典型的情形和应有的结果；规则一改就全部重新运行，发布前也会核对。')}</p>
      {problem ? (
        <p className="jd-rule-wrong" role="status">
          {t('规则还有错误，更正后才能运行测试：{problem}', { problem })}
        </p>
      ) : (
        tests.length > 0 && (
          <p role="status" className={failed > 0 ? 'jd-rule-no' : 'jd-rule-yes'} aria-busy={pending}>
            {failed > 0
              ? t('{n} 项测试中有 {failed} 项不符', { n: tests.length, failed })
              : t('{n} 项测试全部通过', { n: tests.length })}
          </p>
        )
      )}
      <Collapse
        size="small"
        items={tests.map((test, i) => {
          const report = reports[i];
          return {
            key: i,
            label: (
              <span
                data-test={test.title}
                className={report ? (report.passed ? 'jd-rule-yes' : 'jd-rule-no') : 'jd-rule-skip'}
              >
                {test.title}
                {report?.message && <span className="jd-muted">：{report.message}</span>}
              </span>
            ),
            children: (
              <div className="jd-rule-stack">
                <div className="jd-rule-line">
                  <Input
                    aria-label={t('测试名称')}
                    className="jd-rule-fact"
                    value={test.title}
                    maxLength={200}
                    disabled={readOnly}
                    onChange={(e) => set(i, { ...test, title: e.target.value })}
                  />
                  {!readOnly && (
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t('删去测试“{title}”', { title: test.title })}
                      onClick={() => write(tests.filter((_, j) => j !== i))}
                    />
                  )}
                </div>
                <FactInputs
                  ruleSet={ruleSet}
                  facts={test.facts}
                  of={t('测试')}
                  readOnly={readOnly}
                  onChange={(facts) => set(i, { ...test, facts })}
                />
                <div className="jd-rule-line">
                  <span>{t('应有的结果')}</span>
                  <Select
                    // of a set that stops at its first rule there is one outcome
                    {...(ruleSet.combine === 'first' ? {} : { mode: 'multiple' as const })}
                    allowClear
                    aria-label={t('“{title}”应有的结果', { title: test.title })}
                    className="jd-rule-fact"
                    placeholder={t('没有结果')}
                    value={test.expect.outcomes.map(keyOf)}
                    disabled={readOnly}
                    options={options}
                    onChange={(keys: string[] | string | undefined) =>
                      set(i, {
                        ...test,
                        expect: { outcomes: [keys ?? []].flat().flatMap((k) => known.get(k) ?? []) },
                      })
                    }
                  />
                </div>
              </div>
            ),
          };
        })}
      />
      {!readOnly && (
        <div>
          <Button
            icon={<PlusOutlined />}
            onClick={() =>
              write([
                ...tests,
                {
                  title: t('新测试 {n}', { n: tests.length + 1 }),
                  facts: {},
                  expect: { outcomes: defaultOutcome ? [bare(defaultOutcome)] : [] },
                },
              ])
            }
          >
            {t('添加测试')}
          </Button>
        </div>
      )}
    </section>
  );
}
