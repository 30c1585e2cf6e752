import { Form, InputNumber, Select } from 'antd';
import type { WeightMean } from '../../../rules/weights/means.ts';
import type { DirectRule, PairwiseRule } from '../../../rules/weights/round.ts';
import { type Text, useText } from '../text.ts';

/** How the voters' points become one set. */
export function DirectFields({ by, onChange }: { by: DirectRule; onChange: (next: DirectRule) => void }) {
  const t = useText();
  const { mean } = by;
  const turn = (kind: WeightMean['kind']): WeightMean =>
    kind === 'trimmedMean' ? { kind, drop: 1 } : { kind };
  return (
    <>
      <Form.Item label={t('合并方式')} htmlFor="jd-weighting-mean">
        <Choice
          id="jd-weighting-mean"
          value={mean.kind}
          options={[
            ['mean', '平均数'],
            ['trimmedMean', '去掉最高和最低后平均'],
            ['median', '中位数'],
            ['geometricMean', '几何平均数'],
          ]}
          onChange={(kind) => onChange({ ...by, mean: turn(kind) })}
        />
      </Form.Item>
      {mean.kind === 'trimmedMean' && (
        <Form.Item label={t('最高、最低各去掉几个')} htmlFor="jd-weighting-drop">
          <InputNumber
            id="jd-weighting-drop"
            min={1}
            precision={0}
            value={mean.drop}
            onChange={(n) => onChange({ ...by, mean: { ...mean, drop: n ?? 1 } })}
          />
        </Form.Item>
      )}
    </>
  );
}

/** When comparisons contradict each other too much, what happens, and how a group of voters is joined. */
export function PairwiseFields({
  by,
  onChange,
}: {
  by: PairwiseRule;
  onChange: (next: PairwiseRule) => void;
}) {
  const t = useText();
  return (
    <>
      <Form.Item label={t('一致性比率上限')} htmlFor="jd-weighting-limit">
        <InputNumber
          id="jd-weighting-limit"
          min={0.01}
          max={1}
          step={0.01}
          value={by.limit}
          onChange={(n) => onChange({ ...by, limit: n ?? 0.1 })}
        />
      </Form.Item>
      <Form.Item label={t('超过上限的权重票')} htmlFor="jd-weighting-above">
        <Choice
          id="jd-weighting-above"
          value={by.above}
          options={[
            ['refuse', '请代表调整，调整前不能提交'],
            ['exclude', '可以提交，但不计入'],
            ['include', '照常计入'],
          ]}
          onChange={(above) => onChange({ ...by, above })}
        />
      </Form.Item>
      <Form.Item label={t('多人意见的合并')} htmlFor="jd-weighting-group">
        <Choice
          id="jd-weighting-group"
          value={by.group}
          options={[
            ['judgements', '合并判断（几何平均）'],
            ['priorities', '合并各人的权重（几何平均）'],
          ]}
          onChange={(group) => onChange({ ...by, group })}
        />
      </Form.Item>
      <Form.Item label={t('随机一致性指标表')} htmlFor="jd-weighting-index">
        <Select
          id="jd-weighting-index"
          value={by.randomIndex}
          options={[
            { value: 'saaty1980', label: 'Saaty 1980' },
            { value: 'saaty2005', label: 'Saaty 2005' },
          ]}
          onChange={(randomIndex: PairwiseRule['randomIndex']) => onChange({ ...by, randomIndex })}
        />
      </Form.Item>
    </>
  );
}

function Choice<T extends string>(props: {
  id: string;
  value: T;
  options: [T, Text][];
  onChange: (next: T) => void;
}) {
  const t = useText();
  return (
    <Select<T>
      id={props.id}
      value={props.value}
      options={props.options.map(([value, label]) => ({ value, label: t(label) }))}
      onChange={props.onChange}
    />
  );
}
