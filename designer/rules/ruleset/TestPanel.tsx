import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Select, Tabs } from 'antd';
import { useState } from 'react';
import { outcomeTitle } from '../../../rules/ruleset/titles.ts';
import type { RuleSet, RuleSetTest } from '../../../rules/ruleset/types.ts';
import { ApiProblem, messageOf } from '../../api/problem.ts';
import { ruleDeeds, type TestRunBody, type TestRunView } from '../api.ts';
import { PlaceFields } from '../PlaceFields.tsx';
import { useText } from '../text.ts';
import { usePlace } from '../use-place.ts';
import { FactInputs } from './FactInputs.tsx';
import { TraceView } from './TraceView.tsx';

type Subject = 'body' | 'case' | 'typed';

/** A test run of the rule set as it stands in the editor, with the trace of each condition. */
export function TestPanel(props: {
  packageId: string;
  ruleSet: RuleSet;
  /** Keeps what was run, with its outcome, as a test of the rule set. */
  onKeep?: (test: RuleSetTest) => void;
}) {
  const { packageId, ruleSet, onKeep } = props;
  const t = useText();
  const choice = usePlace(packageId);
  const graded = ruleSet.facts.some((f) => f.name === 'total' || f.name === 'values');
  const [subject, setSubject] = useState<Subject>(graded ? 'body' : 'case');
  const [body, setBody] = useState<string>();
  const [caseId, setCaseId] = useState<string>();
  const [search, setSearch] = useState('');
  const [typed, setTyped] = useState<Record<string, unknown>>({});
  const { place, boardScheme } = choice;
  const bodies = useQuery({
    queryKey: ['evaluations', packageId, 'bodies', boardScheme, place],
    queryFn: () =>
      ruleDeeds.run(packageId, { scheme: boardScheme ?? '', year: place?.year ?? 0, org: place?.org ?? '' }),
    enabled: subject === 'body' && boardScheme !== undefined && place !== undefined,
  });
  const cases = useQuery({
    queryKey: ['cases', 'for-test', packageId, search],
    queryFn: () => ruleDeeds.cases(packageId, search),
    enabled: subject === 'case',
  });
  const run = useMutation({ mutationFn: (request: TestRunBody) => ruleDeeds.testRun(request) });
  const of = (): TestRunBody['of'] => {
    if (subject === 'body' && body && place && boardScheme)
      return { packageId, scheme: boardScheme, body, ...place };
    return subject === 'case' && caseId ? { caseId } : undefined;
  };
  const ready = subject === 'typed' || of() !== undefined;
  const start = () => {
    const real = of();
    run.mutate(
      {
        ruleset: ruleSet as unknown as Record<string, unknown>,
        ...(real ? { of: real } : {}),
        ...(subject === 'typed' ? { facts: known(typed) } : {}),
      },
      // the facts found are there to be changed by hand
      { onSuccess: (done) => setTyped(done.facts) },
    );
  };
  return (
    <section className="jd-rule-side" aria-label={t('试运行')}>
      <h2>{t('试运行')}</h2>
      <Tabs
        size="small"
        activeKey={subject}
        onChange={(next) => setSubject(next as Subject)}
        items={[
          ...(graded && boardScheme ? [{ key: 'body', label: t('用单位的真实数据') }] : []),
          { key: 'case', label: t('用真实事项') },
          { key: 'typed', label: t('自己填写') },
        ]}
      />
      {subject === 'body' && (
        <>
          <PlaceFields choice={choice} />
          <Select
            aria-label={t('承办单位')}
            placeholder={t('请选择承办单位')}
            value={body ?? null}
            loading={bodies.isFetching}
            options={(bodies.data?.objects ?? []).map((o) => ({
              value: o.id,
              label: t('{title}（{cases} 件）', { title: o.title, cases: o.cases }),
            }))}
            onChange={setBody}
            notFoundContent={t('这个年度和地区没有由单位承办的事项')}
          />
        </>
      )}
      {subject === 'case' && (
        <Select
          aria-label={t('事项')}
          placeholder={t('按编号或标题查找事项')}
          value={caseId ?? null}
          showSearch={{ filterOption: false, onSearch: setSearch }}
          loading={cases.isFetching}
          options={(cases.data?.items ?? []).map((c) => ({ value: c.id, label: `${c.number} ${c.title}` }))}
          onChange={setCaseId}
          notFoundContent={t('没有符合条件的事项')}
        />
      )}
      {subject === 'typed' && (
        <FactInputs ruleSet={ruleSet} facts={typed} of={t('试用的')} onChange={setTyped} />
      )}
      <div>
        <Button type="primary" disabled={!ready} loading={run.isPending} onClick={start}>
          {t('试运行')}
        </Button>
      </div>
      {run.error && (
        <div role="alert" className="jd-rule-wrong">
          <p>{messageOf(run.error)}</p>
          {run.error instanceof ApiProblem && (
            <ul>
              {run.error.places.map((p) => (
                <li key={p.place + p.message}>{p.message}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      {run.data && (
        <>
          <p className="jd-rule-outcome" role="status">
            {t('结果：')}
            {run.data.result.outcomes
              .map((o) => `${outcomeTitle(ran(run.variables), o)}（${o.title}）`)
              .join('、') || t('没有结果')}
          </p>
          {judged(ran(run.variables)) !== judged(ruleSet) && (
            <p className="jd-muted">{t('规则在这次试运行之后又有修改，这里显示的是修改前的结果。')}</p>
          )}
          <TraceView result={run.data.result} ruleSet={ran(run.variables)} />
          {onKeep && (
            <div>
              <Button size="small" onClick={() => onKeep(testOf(run.data))}>
                {t('存为测试')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** The rule set that was run: names may have changed since. */
const ran = (request: TestRunBody) => request.ruleset as unknown as RuleSet;

/** What a run depends on; tests and their names are no part of it. */
const judged = ({ tests: _tests, ...rest }: RuleSet) => JSON.stringify(rest);

/** A field that was emptied is not known. */
const known = (facts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(facts).filter(([, v]) => v !== null && v !== '' && v !== undefined));

const testOf = ({ facts, result }: TestRunView): RuleSetTest => ({
  title: `试运行：${result.outcomes.map((o) => o.title).join('、') || '没有结果'}`,
  facts,
  expect: {
    outcomes: result.outcomes.map(({ type, params: { title, ...params } }) => ({
      type,
      params: Object.keys(params).length > 0 || title === undefined ? params : { title },
    })),
  },
});
