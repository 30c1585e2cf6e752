import { describeValue } from '../../../rules/conditions/describe.ts';
import type { ConditionTrace } from '../../../rules/conditions/trace.ts';
import type { RuleSet, RuleSetResult } from '../../../rules/ruleset/types.ts';
import { factOptions, keyOf, operatorName } from '../conditions/fact-options.ts';
import { useText } from '../text.ts';

const MARK = (result: boolean | null) =>
  result === null ? 'jd-rule-skip' : result ? 'jd-rule-yes' : 'jd-rule-no';
const SAID = (result: boolean | null) => (result === null ? '未判断' : result ? '满足' : '不满足');
const GROUPS = { all: '全部满足', any: '任一满足', not: '并非' } as const;

/** Every condition with what it asked and what it found. */
export function TraceView({ result, ruleSet }: { result: RuleSetResult; ruleSet: Pick<RuleSet, 'facts'> }) {
  const t = useText();
  return (
    <ul className="jd-rule-trace" aria-label={t('判断过程')}>
      {result.trace.map((rule) => (
        <li key={rule.rule} data-traced={rule.rule}>
          <span className={MARK(rule.matched)}>
            <span className="jd-visually-hidden">{t(SAID(rule.matched))}</span>
            <strong>{rule.title}</strong>
            {rule.selected ? t('（采用）') : rule.matched ? t('（命中，优先级较低，未采用）') : ''}
          </span>
          <ul>
            <Node trace={rule.conditions} ruleSet={ruleSet} />
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Node({ trace, ruleSet }: { trace: ConditionTrace; ruleSet: Pick<RuleSet, 'facts'> }) {
  const t = useText();
  if (trace.kind === 'fact') return <Comparison trace={trace} ruleSet={ruleSet} />;
  const only = trace.children?.length === 1 && trace.kind !== 'not' ? trace.children[0] : undefined;
  if (only) return <Node trace={only} ruleSet={ruleSet} />;
  return (
    <li>
      <span className={MARK(trace.result)}>
        <span className="jd-visually-hidden">{t(SAID(trace.result))}</span>
        {t(GROUPS[trace.kind])}
      </span>
      <ul>
        {trace.children?.map((child, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the trace is replaced as a whole
          <Node key={i} trace={child} ruleSet={ruleSet} />
        ))}
      </ul>
    </li>
  );
}

function Comparison({ trace, ruleSet }: { trace: ConditionTrace; ruleSet: Pick<RuleSet, 'facts'> }) {
  const t = useText();
  const options = factOptions(ruleSet.facts);
  const of = (fact = '', path?: string) =>
    options.find(
      (o) => o.key === keyOf(fact, path) || (o.fact === fact && path && o.path?.endsWith(path.slice(1))),
    );
  const found = of(trace.fact, trace.path);
  const other = trace.expectedFact && of(trace.expectedFact.fact, trace.expectedFact.path);
  return (
    <li className={MARK(trace.result)}>
      <span className="jd-visually-hidden">{t(SAID(trace.result))}</span>
      {found?.title ?? trace.fact} {operatorName(trace.operator ?? '', t)}{' '}
      {other && t('“{title}”即 ', { title: other.title })}
      {describeValue(trace.expected, found?.definition)}
      <span className="jd-muted">
        {t('，实际：{value}', { value: describeValue(trace.actual, found?.definition) })}
      </span>
    </li>
  );
}
