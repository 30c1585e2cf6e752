import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { objectFacts } from '../../../rules/scheme/sources.ts';
import type { Adjustment, Scheme } from '../../../rules/scheme/types.ts';
import { ConditionPart } from './ConditionPart.tsx';
import { freeId } from './edit.ts';
import { SourceFields } from './SourceFields.tsx';
import { useText } from './text.ts';

export interface PartsProps {
  scheme: Scheme;
  packageId: string;
  files: Readonly<Record<string, string>>;
  onChange: (next: Scheme) => void;
  readOnly: boolean;
}

/** Bonuses and deductions beside the weighted total, each with its cap, and the caps in all. */
export function Adjustments(props: PartsProps) {
  const t = useText();
  const { scheme, onChange, readOnly } = props;
  const list = scheme.adjustments ?? [];
  const write = (adjustments: readonly Adjustment[], facts = scheme.facts) => {
    const { adjustments: _old, ...rest } = scheme;
    onChange({ ...rest, facts, ...(adjustments.length > 0 ? { adjustments } : {}) });
  };
  const add = (kind: Adjustment['kind']) =>
    write([
      ...list,
      {
        id: freeId(scheme, kind),
        title: kind === 'bonus' ? '新的加分项' : '新的扣分项',
        kind,
        points: { per: 1 },
        source: { kind: 'given' },
        cap: 5,
      },
    ]);
  const cap = (kind: Adjustment['kind'], label: string) => (
    <Form.Item label={label} htmlFor={`jd-cap-${kind}`}>
      <InputNumber
        id={`jd-cap-${kind}`}
        min={0}
        max={1000}
        suffix={t('分')}
        placeholder={t('不设')}
        value={scheme.adjustmentCaps?.[kind] ?? null}
        onChange={(n) => {
          const { [kind]: _old, ...others } = scheme.adjustmentCaps ?? {};
          const caps = n === null ? others : { ...others, [kind]: n };
          const { adjustmentCaps: _caps, ...rest } = scheme;
          onChange(Object.keys(caps).length > 0 ? { ...rest, adjustmentCaps: caps } : rest);
        }}
      />
    </Form.Item>
  );
  return (
    <div className="jd-rule-stack">
      <p className="jd-muted">
        {t('加分、扣分在加权总分之外计算，每项有上限；总分不低于 0 分，加分后可以超过 100 分。')}
      </p>
      {list.map((a, i) => (
        <AdjustmentCard
          key={a.id}
          {...props}
          adjustment={a}
          onOne={(next, facts) =>
            write(
              list.map((x, j) => (j === i ? next : x)),
              facts,
            )
          }
          onRemove={() => write(list.filter((_, j) => j !== i))}
        />
      ))}
      {list.length > 0 && (
        <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
          {cap('bonus', t('加分合计上限'))}
          {cap('deduction', t('扣分合计上限'))}
        </Form>
      )}
      {!readOnly && (
        <div className="jd-rule-adds">
          <Button icon={<PlusOutlined />} onClick={() => add('bonus')}>
            {t('添加加分项')}
          </Button>
          <Button icon={<PlusOutlined />} onClick={() => add('deduction')}>
            {t('添加扣分项')}
          </Button>
        </div>
      )}
    </div>
  );
}

function AdjustmentCard(
  props: PartsProps & {
    adjustment: Adjustment;
    onOne: (next: Adjustment, facts?: Scheme['facts']) => void;
    onRemove: () => void;
  },
) {
  const t = useText();
  const { adjustment: a, scheme, packageId, files, readOnly, onOne, onRemove } = props;
  const per = typeof a.points !== 'number';
  const points = typeof a.points === 'number' ? a.points : a.points.per;
  const id = (name: string) => `jd-adjustment-${a.id}-${name}`;
  const what = t(a.kind === 'bonus' ? '加分' : '扣分');
  return (
    <section
      className="jd-rule-card"
      data-adjustment={a.id}
      aria-label={t('{what}：{title}', { what, title: a.title })}
    >
      <Form layout="vertical" className="jd-rule-fields" disabled={readOnly}>
        <Form.Item label={t('{what}项名称', { what })} htmlFor={id('title')}>
          <Input
            id={id('title')}
            value={a.title}
            maxLength={200}
            onChange={(e) => onOne({ ...a, title: e.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('怎么计分')} htmlFor={id('how')}>
          <Select
            id={id('how')}
            value={per ? 'per' : 'flat'}
            options={[
              { value: 'per', label: t('按数量：每 1 个{what}', { what }) },
              { value: 'flat', label: t('符合条件就{what}', { what }) },
            ]}
            onChange={(how: string) => {
              const { source: _old, ...rest } = a;
              onOne(
                how === 'per'
                  ? { ...a, points: { per: points }, source: a.source ?? { kind: 'given' } }
                  : { ...rest, points },
              );
            }}
          />
        </Form.Item>
        <Form.Item label={t(per ? '每 1 个的分值' : '分值')} htmlFor={id('points')}>
          <InputNumber
            id={id('points')}
            min={0}
            max={1000}
            suffix={t('分')}
            value={points}
            onChange={(n) => onOne({ ...a, points: per ? { per: n ?? 0 } : (n ?? 0) })}
          />
        </Form.Item>
        <Form.Item label={t('本项上限')} htmlFor={id('cap')}>
          <InputNumber
            id={id('cap')}
            min={0}
            max={1000}
            suffix={t('分')}
            placeholder={t('不设')}
            value={a.cap ?? null}
            onChange={(n) => {
              const { cap: _old, ...rest } = a;
              onOne(n === null ? rest : { ...rest, cap: n });
            }}
          />
        </Form.Item>
        {!readOnly && (
          <Button
            className="jd-rule-card-remove"
            icon={<DeleteOutlined />}
            aria-label={t('删去{what}项“{title}”', { what, title: a.title })}
            onClick={onRemove}
          >
            {t('删去')}
          </Button>
        )}
      </Form>
      {a.source && (
        <SourceFields
          source={a.source}
          owner={a.id}
          {...{ scheme, packageId, files, readOnly }}
          onChange={(source) => onOne({ ...a, source })}
          onFacts={(source, facts) => onOne({ ...a, source }, facts)}
        />
      )}
      <ConditionPart
        title={t('什么情况下{what}', { what })}
        condition={a.when}
        none={t('任何情况')}
        facts={objectFacts(scheme)}
        readOnly={readOnly}
        onChange={(when) => {
          const { when: _old, ...rest } = a;
          onOne(when ? { ...rest, when } : rest);
        }}
      />
    </section>
  );
}
