import { Form, Select } from 'antd';
import { isCaseSource } from '../../../rules/scheme/measure-cases.ts';
import type { Scheme, Source } from '../../../rules/scheme/types.ts';
import { newComparison } from '../conditions/ConditionEditor.tsx';
import { factOptions, keyOf } from '../conditions/fact-options.ts';
import { BallotFields } from './BallotFields.tsx';
import { ConditionPart } from './ConditionPart.tsx';
import { caseFacts } from './edit.ts';
import { FormulaField } from './FormulaField.tsx';
import { RegisterFields } from './RegisterFields.tsx';
import { usePackages } from './surroundings.ts';
import { type Text, useText } from './text.ts';

const SOURCES: { value: Source['kind']; label: Text }[] = [
  { value: 'caseShare', label: '事项的占比（%）' },
  { value: 'caseMean', label: '事项某项数值的平均' },
  { value: 'caseCount', label: '事项的件数' },
  { value: 'ballot', label: '测评的得分或得票率' },
  { value: 'register', label: '台账的条数、合计或平均' },
  { value: 'formula', label: '公式：由其他指标计算' },
  { value: 'given', label: '上传表格或填报' },
];

export function sourceOf(kind: Source['kind'], scheme: Scheme, before: Source): Source {
  const base = isCaseSource(before) && before.base ? { base: before.base } : {};
  const other = 'package' in before && before.package ? { package: before.package } : {};
  switch (kind) {
    case 'caseShare':
      return { kind, ...other, ...base, hit: { all: [newComparison(caseFacts(scheme.facts))] } };
    case 'caseCount':
      return { kind, ...other, ...base };
    case 'caseMean': {
      const number = factOptions(caseFacts(scheme.facts)).find((o) => o.definition.type === 'number');
      const of = { fact: number?.fact ?? '', ...(number?.path ? { path: number.path } : {}) };
      return { kind, ...other, ...base, of };
    }
    case 'ballot':
      return { kind, ballot: '' };
    case 'register':
      return { kind, ...other, register: '', take: 'count' };
    case 'formula':
      return { kind, expression: '' };
    case 'given':
      return { kind };
  }
}

export interface SourceProps<S extends Source = Source> {
  source: S;
  /** Of what it measures, for ids of fields. */
  owner: string;
  scheme: Scheme;
  packageId: string;
  files: Readonly<Record<string, string>>;
  onChange: (next: S) => void;
  readOnly: boolean;
  /** Changes the source and the scheme's facts together. */
  onFacts: (next: S, facts: Scheme['facts']) => void;
}

/** Where a value comes from, with what each kind of source needs. */
export function SourceFields(props: SourceProps) {
  const t = useText();
  const { source, owner, scheme, packageId, onChange, readOnly } = props;
  const id = (name: string) => `jd-source-${owner}-${name}`;
  const packages = usePackages(packageId);
  const ofCases = caseFacts(scheme.facts);
  return (
    <>
      <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
        <Form.Item label={t('数据来源')} htmlFor={id('kind')}>
          <Select
            id={id('kind')}
            value={source.kind}
            options={SOURCES.map((o) => ({ ...o, label: t(o.label) }))}
            onChange={(kind: Source['kind']) => onChange(sourceOf(kind, scheme, source))}
          />
        </Form.Item>
        {'package' in source || isCaseSource(source) || source.kind === 'register' ? (
          <Form.Item label={t('哪个流程的')} htmlFor={id('package')}>
            <Select
              id={id('package')}
              value={source.package ?? ''}
              options={[{ value: '', label: t('本流程') }, ...packages]}
              onChange={(next: string) => {
                const { package: _old, ...rest } = source;
                onChange((next ? { ...rest, package: next } : rest) as Source);
              }}
            />
          </Form.Item>
        ) : null}
        {source.kind === 'caseMean' && (
          <Form.Item label={t('求平均的数值')} htmlFor={id('of')}>
            <Select
              id={id('of')}
              value={keyOf(source.of.fact, source.of.path)}
              options={factOptions(ofCases)
                .filter((o) => o.definition.type === 'number')
                .map((o) => ({ value: o.key, label: o.title }))}
              onChange={(key: string) => {
                const o = factOptions(ofCases).find((x) => x.key === key);
                if (o) onChange({ ...source, of: { fact: o.fact, ...(o.path ? { path: o.path } : {}) } });
              }}
            />
          </Form.Item>
        )}
        {source.kind === 'ballot' && <BallotFields {...props} source={source} onChange={onChange} />}
        {source.kind === 'register' && <RegisterFields {...props} source={source} />}
        {source.kind === 'formula' && <FormulaField {...props} source={source} onChange={onChange} />}
      </Form>
      {source.kind === 'given' && (
        <p className="jd-muted">
          {t('数值在“评价数据”中按年度和单位上传（.xlsx、.csv）或手工填报，每次保存都留版本。')}
        </p>
      )}
      {isCaseSource(source) && (
        <ConditionPart
          title={t(source.kind === 'caseShare' ? '统计范围（分母）' : '统计范围')}
          condition={source.base}
          scope
          none={t('该单位的全部事项')}
          facts={ofCases}
          shared={scheme.conditions ?? []}
          readOnly={readOnly}
          onChange={(base) => {
            const { base: _old, ...rest } = source;
            onChange((base ? { ...rest, base } : rest) as Source);
          }}
        />
      )}
      {source.kind === 'caseShare' && (
        <ConditionPart
          title={t('计入的（分子）')}
          condition={source.hit}
          facts={ofCases}
          shared={scheme.conditions ?? []}
          readOnly={readOnly}
          onChange={(hit) => onChange({ ...source, hit: hit ?? { all: [] } })}
        />
      )}
      {source.kind === 'register' && (
        <ConditionPart
          title={t('只算哪些记录')}
          condition={source.where}
          scope
          none={t('该单位的全部记录')}
          facts={scheme.facts.filter((f) => f.name.startsWith('entry.'))}
          shared={[]}
          readOnly={readOnly}
          onChange={(where) => {
            const { where: _old, ...rest } = source;
            onChange(where ? { ...rest, where } : rest);
          }}
        />
      )}
    </>
  );
}
