import { Button, Form, Input, InputNumber, Select } from 'antd';
import type { Condition } from '../../../rules/conditions/types.ts';
import type { IndicatorLeaf, MissingRule, Scale, Scheme, Source } from '../../../rules/scheme/types.ts';
import { ConditionEditor, newComparison } from '../conditions/ConditionEditor.tsx';
import { factOptions, keyOf } from '../conditions/fact-options.ts';

const MISSING: { value: MissingRule; label: string }[] = [
  { value: 'exclude', label: '不计入，权重分给同级其他指标' },
  { value: 'zero', label: '按 0 分计' },
  { value: 'lowest', label: '按各单位最低分计' },
  { value: 'mean', label: '按各单位平均分计' },
];
const SOURCES: { value: Source['kind']; label: string }[] = [
  { value: 'caseShare', label: '事项的占比（%）' },
  { value: 'caseMean', label: '事项某项数值的平均' },
  { value: 'caseCount', label: '事项的件数' },
  { value: 'given', label: '由外部提供' },
];
const SCALES: { value: Scale['kind']; label: string }[] = [
  { value: 'linear', label: '线性：上下限之间按比例' },
  { value: 'target', label: '目标：达到目标得满分' },
  { value: 'banded', label: '分档' },
  { value: 'zscore', label: '标准分：按与平均数的距离' },
  { value: 'rank', label: '名次：第一名满分，末名 0 分' },
];

function scaleOf(kind: Scale['kind'], direction: IndicatorLeaf['direction']): Scale {
  if (kind === 'linear') return { kind, min: 0, max: 100 };
  if (kind === 'target')
    return { kind, ...(direction === 'higher' ? { target: 90, limit: 0 } : { target: 0, limit: 10 }) };
  if (kind === 'zscore') return { kind, mean: 60, deviation: 20 };
  if (kind === 'rank') return { kind };
  const scores = direction === 'higher' ? [0, 60, 100] : [100, 60, 0];
  return {
    kind,
    bands: [
      { score: scores[0] ?? 0 },
      { from: 60, score: scores[1] ?? 60 },
      { from: 90, score: scores[2] ?? 100 },
    ],
  };
}

function sourceOf(kind: Source['kind'], scheme: Scheme, before: Source): Source {
  const base = before.kind !== 'given' && before.base ? { base: before.base } : {};
  if (kind === 'caseShare') return { kind, ...base, hit: { all: [newComparison(scheme.facts)] } };
  if (kind === 'caseCount') return { kind, ...base };
  if (kind === 'given') return { kind };
  const number = factOptions(scheme.facts).find((o) => o.definition.type === 'number');
  return { kind, ...base, of: { fact: number?.fact ?? '', ...(number?.path ? { path: number.path } : {}) } };
}

/** How an indicator is measured and becomes points: source, direction, scale, what happens without data. */
export function LeafDetails(props: {
  leaf: IndicatorLeaf;
  scheme: Scheme;
  onChange: (next: IndicatorLeaf) => void;
  readOnly: boolean;
}) {
  const { leaf, scheme, onChange, readOnly } = props;
  const { source, scale } = leaf;
  const id = (name: string) => `jd-leaf-${leaf.id}-${name}`;
  return (
    <div className="jd-rule-details">
      <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
        <Form.Item label="说明" htmlFor={id('description')}>
          <Input
            id={id('description')}
            value={leaf.description ?? ''}
            maxLength={500}
            onChange={(e) => onChange({ ...leaf, description: e.target.value })}
          />
        </Form.Item>
        <Form.Item label="方向" htmlFor={id('direction')}>
          <Select
            id={id('direction')}
            value={leaf.direction}
            options={[
              { value: 'higher', label: '越大越好' },
              { value: 'lower', label: '越小越好' },
            ]}
            onChange={(direction) => onChange({ ...leaf, direction })}
          />
        </Form.Item>
        <Form.Item label="单位" htmlFor={id('unit')}>
          <Input
            id={id('unit')}
            value={leaf.unit ?? ''}
            maxLength={20}
            onChange={(e) => onChange({ ...leaf, unit: e.target.value })}
          />
        </Form.Item>
        <Form.Item label="没有数据时" htmlFor={id('missing')}>
          <Select
            id={id('missing')}
            value={leaf.missing}
            options={MISSING}
            onChange={(missing: MissingRule) => onChange({ ...leaf, missing })}
          />
        </Form.Item>
        <Form.Item label="计分方式" htmlFor={id('scale')}>
          <Select
            id={id('scale')}
            value={scale.kind}
            options={SCALES}
            onChange={(kind: Scale['kind']) => onChange({ ...leaf, scale: scaleOf(kind, leaf.direction) })}
          />
        </Form.Item>
        <ScaleFields scale={scale} id={id} onChange={(next) => onChange({ ...leaf, scale: next })} />
        <Form.Item label="数据来源" htmlFor={id('source')}>
          <Select
            id={id('source')}
            value={source.kind}
            options={SOURCES}
            onChange={(kind: Source['kind']) => onChange({ ...leaf, source: sourceOf(kind, scheme, source) })}
          />
        </Form.Item>
        {source.kind === 'caseMean' && (
          <Form.Item label="求平均的数值" htmlFor={id('of')}>
            <Select
              id={id('of')}
              value={keyOf(source.of.fact, source.of.path)}
              options={factOptions(scheme.facts)
                .filter((o) => o.definition.type === 'number')
                .map((o) => ({ value: o.key, label: o.title }))}
              onChange={(key: string) => {
                const o = factOptions(scheme.facts).find((x) => x.key === key);
                if (o)
                  onChange({
                    ...leaf,
                    source: { ...source, of: { fact: o.fact, ...(o.path ? { path: o.path } : {}) } },
                  });
              }}
            />
          </Form.Item>
        )}
      </Form>
      {source.kind !== 'given' && (
        <Part
          title={source.kind === 'caseShare' ? '统计范围（分母）' : '统计范围'}
          condition={source.base}
          none="该单位的全部事项"
          {...{ scheme, readOnly }}
          onChange={(base) => {
            const { base: _old, ...rest } = source;
            onChange({ ...leaf, source: (base ? { ...rest, base } : rest) as Source });
          }}
        />
      )}
      {source.kind === 'caseShare' && (
        <Part
          title="计入的（分子）"
          condition={source.hit}
          {...{ scheme, readOnly }}
          onChange={(hit) => onChange({ ...leaf, source: { ...source, hit: hit ?? { all: [] } } })}
        />
      )}
    </div>
  );
}

function ScaleFields(props: { scale: Scale; id: (name: string) => string; onChange: (next: Scale) => void }) {
  const { scale, id, onChange } = props;
  const number = (
    label: string,
    name: string,
    value: number | undefined,
    set: (n: number | null) => void,
  ) => (
    <Form.Item key={name} label={label} htmlFor={id(name)}>
      <InputNumber id={id(name)} value={value ?? null} onChange={set} />
    </Form.Item>
  );
  if (scale.kind === 'linear') {
    const bound = (name: 'min' | 'max') => (n: number | null) => {
      const { [name]: _old, ...rest } = scale;
      onChange(n === null ? rest : { ...rest, [name]: n });
    };
    return (
      <>
        {number('下限（空：各单位最小值）', 'min', scale.min, bound('min'))}
        {number('上限（空：各单位最大值）', 'max', scale.max, bound('max'))}
      </>
    );
  }
  if (scale.kind === 'rank') return null;
  if (scale.kind === 'zscore')
    return (
      <>
        {number('平均水平的得分', 'mean', scale.mean, (n) => onChange({ ...scale, mean: n ?? 60 }))}
        {number('每高（低）一个标准差加（减）分', 'deviation', scale.deviation, (n) =>
          onChange({ ...scale, deviation: n ?? 20 }),
        )}
      </>
    );
  if (scale.kind === 'target')
    return (
      <>
        {number('目标值（满分）', 'target', scale.target, (n) => onChange({ ...scale, target: n ?? 0 }))}
        {number('零分值', 'limit', scale.limit, (n) => onChange({ ...scale, limit: n ?? 0 }))}
      </>
    );
  const set = (i: number, change: { from?: number; score?: number }) =>
    onChange({ ...scale, bands: scale.bands.map((b, j) => (j === i ? { ...b, ...change } : b)) });
  return (
    <fieldset className="jd-rule-bands">
      <legend>分档（数值达到起点得相应分）</legend>
      {scale.bands.map((band, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bands have no ids
        <div key={i} className="jd-rule-line">
          {i === 0 ? (
            <span>以下各档之外</span>
          ) : (
            <InputNumber
              aria-label={`第 ${i + 1} 档起点`}
              prefix="≥"
              value={band.from ?? 0}
              onChange={(n) => set(i, { from: n ?? 0 })}
            />
          )}
          <InputNumber
            aria-label={`第 ${i + 1} 档得分`}
            min={0}
            max={100}
            suffix="分"
            value={band.score}
            onChange={(n) => set(i, { score: n ?? 0 })}
          />
          {i > 0 && (
            <Button
              size="small"
              onClick={() => onChange({ ...scale, bands: scale.bands.filter((_, j) => j !== i) })}
            >
              删去
            </Button>
          )}
        </div>
      ))}
      <Button
        size="small"
        onClick={() =>
          onChange({
            ...scale,
            bands: [
              ...scale.bands,
              { from: (scale.bands.at(-1)?.from ?? 0) + 10, score: scale.bands.at(-1)?.score ?? 0 },
            ],
          })
        }
      >
        添加一档
      </Button>
    </fieldset>
  );
}

function Part(props: {
  title: string;
  condition: Condition | undefined;
  /** What no condition means; absent: there must be one. */
  none?: string;
  scheme: Scheme;
  readOnly: boolean;
  onChange: (next: Condition | undefined) => void;
}) {
  const { title, condition, none, scheme, readOnly, onChange } = props;
  return (
    <section>
      <h4>
        {title}
        {condition && none && !readOnly && (
          <Button type="link" size="small" onClick={() => onChange(undefined)}>
            改为{none}
          </Button>
        )}
      </h4>
      {condition ? (
        <ConditionEditor
          condition={condition}
          onChange={onChange}
          context={{ facts: scheme.facts, shared: scheme.conditions ?? [], readOnly }}
        />
      ) : (
        <p className="jd-muted">
          {none}{' '}
          {!readOnly && (
            <Button size="small" onClick={() => onChange({ all: [newComparison(scheme.facts)] })}>
              限定范围
            </Button>
          )}
        </p>
      )}
    </section>
  );
}
