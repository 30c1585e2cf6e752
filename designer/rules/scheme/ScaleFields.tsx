import { Button, Form, InputNumber, Select } from 'antd';
import type { BandedScale, IndicatorLeaf, Scale } from '../../../rules/scheme/types.ts';
import { RubricFields } from './RubricFields.tsx';
import { type Text, useText } from './text.ts';

const SCALES: { value: Scale['kind']; label: Text }[] = [
  { value: 'linear', label: '线性：上下限之间按比例' },
  { value: 'target', label: '目标：达到目标得满分' },
  { value: 'banded', label: '分档' },
  { value: 'zscore', label: '标准分：按与平均数的距离' },
  { value: 'rank', label: '名次：第一名满分，末名 0 分' },
  { value: 'rubric', label: '定性：按等级给分' },
];

function scaleOf(kind: Scale['kind'], direction: IndicatorLeaf['direction']): Scale {
  if (kind === 'linear') return { kind, min: 0, max: 100 };
  if (kind === 'target')
    return { kind, ...(direction === 'higher' ? { target: 90, limit: 0 } : { target: 0, limit: 10 }) };
  if (kind === 'zscore') return { kind, mean: 60, deviation: 20 };
  if (kind === 'rank') return { kind };
  if (kind === 'rubric')
    return {
      kind,
      levels: [
        { id: 'good', title: '好', score: 100 },
        { id: 'fair', title: '较好', score: 80 },
        { id: 'plain', title: '一般', score: 60 },
        { id: 'poor', title: '差', score: 0 },
      ],
    };
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

/** The numbers of a way of scoring. */
function ScaleNumbers(props: {
  scale: Scale;
  id: (name: string) => string;
  onChange: (next: Scale) => void;
}) {
  const t = useText();
  const { scale, id, onChange } = props;
  const number = (label: Text, name: string, value: number | undefined, set: (n: number | null) => void) => (
    <Form.Item key={name} label={t(label)} htmlFor={id(name)}>
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
  if (scale.kind === 'rubric') return <RubricFields scale={scale} onChange={onChange} />;
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
  return <Bands {...{ scale, onChange }} />;
}

function Bands({ scale, onChange }: { scale: BandedScale; onChange: (next: Scale) => void }) {
  const t = useText();
  const set = (i: number, change: { from?: number; score?: number }) =>
    onChange({ ...scale, bands: scale.bands.map((b, j) => (j === i ? { ...b, ...change } : b)) });
  return (
    <fieldset className="jd-rule-bands">
      <legend>{t('分档（数值达到起点得相应分）')}</legend>
      {scale.bands.map((band, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bands have no ids
        <div key={i} className="jd-rule-line">
          {i === 0 ? (
            <span>{t('以下各档之外')}</span>
          ) : (
            <InputNumber
              aria-label={t('第 {n} 档起点', { n: i + 1 })}
              prefix="≥"
              value={band.from ?? 0}
              onChange={(n) => set(i, { from: n ?? 0 })}
            />
          )}
          <InputNumber
            aria-label={t('第 {n} 档得分', { n: i + 1 })}
            min={0}
            max={100}
            suffix={t('分')}
            value={band.score}
            onChange={(n) => set(i, { score: n ?? 0 })}
          />
          {i > 0 && (
            <Button
              size="small"
              onClick={() => onChange({ ...scale, bands: scale.bands.filter((_, j) => j !== i) })}
            >
              {t('删去')}
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
        {t('添加一档')}
      </Button>
    </fieldset>
  );
}

/** How a raw value becomes points, and its numbers. */
export function ScaleFields(props: {
  leaf: IndicatorLeaf;
  id: (name: string) => string;
  onChange: (next: IndicatorLeaf) => void;
}) {
  const t = useText();
  const { leaf, id, onChange } = props;
  return (
    <>
      <Form.Item label={t('计分方式')} htmlFor={id('scale')}>
        <Select
          id={id('scale')}
          value={leaf.scale.kind}
          options={SCALES.map((o) => ({ ...o, label: t(o.label) }))}
          onChange={(kind: Scale['kind']) =>
            onChange({
              ...leaf,
              scale: scaleOf(kind, leaf.direction),
              // levels are points: more is better
              ...(kind === 'rubric' ? { direction: 'higher' as const, unit: '' } : {}),
            })
          }
        />
      </Form.Item>
      <ScaleNumbers scale={leaf.scale} id={id} onChange={(scale) => onChange({ ...leaf, scale })} />
    </>
  );
}
