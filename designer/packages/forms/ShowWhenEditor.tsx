import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { ShowCondition } from '../../../forms/document.ts';
import type { FieldRow } from '../../../forms/edit.ts';
import { type Text, useText } from '../text.ts';
import { conditionTargets, fitted } from './edit-form.ts';

type Op = ShowCondition['op'];

/** The same words as on the arrows of a drawing. */
export const OPS: Record<Op, Text> = {
  eq: '等于',
  ne: '不等于',
  in: '属于',
  notIn: '不属于',
  filled: '不为空',
  empty: '为空',
};

/** Comparisons that make sense for a field. */
function opsFor(target: FieldRow | undefined): Op[] {
  switch (target?.kind) {
    case 'choice':
      return ['eq', 'ne', 'in', 'notIn', 'filled', 'empty'];
    case 'choices':
      return ['in', 'notIn', 'filled', 'empty'];
    case 'yesNo':
    case 'integer':
    case 'number':
    case 'money':
    case 'date':
    case 'text':
      return ['eq', 'ne', 'filled', 'empty'];
    default:
      return ['filled', 'empty'];
  }
}

/** 显示条件: rows of field, comparison and value; all must hold. */
export function ShowWhenEditor(props: {
  row: FieldRow;
  rows: FieldRow[];
  onChange: (next: ShowCondition[]) => void;
}) {
  const { row, rows, onChange } = props;
  const t = useText();
  const targets = conditionTargets(rows, row.name);
  const conditions = row.showWhen;
  const put = (index: number, next: ShowCondition) =>
    onChange(conditions.map((c, i) => (i === index ? next : c)));
  const begin = (target: FieldRow): ShowCondition =>
    fitted({ field: target.name, op: opsFor(target)[0] ?? 'filled' }, target);
  return (
    <div className="jd-pk-conditions">
      {conditions.length === 0 && <p className="jd-muted">{t('总是显示。')}</p>}
      {conditions.map((condition, index) => {
        const target = rows.find((r) => r.name === condition.field);
        const options = targets.map((r) => ({ value: r.name, label: r.title || r.name }));
        if (!target) options.push({ value: condition.field, label: condition.field });
        const ops = [...new Set([...opsFor(target), condition.op])];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          <div key={index} className="jd-pk-condition">
            <span className="jd-muted">{index === 0 ? t('当') : t('并且')}</span>
            <Select
              aria-label={t('条件字段')}
              className="jd-pk-condition-field"
              popupMatchSelectWidth={false}
              value={condition.field}
              {...(target ? {} : { status: 'error' as const })}
              options={options}
              onChange={(name: string) => {
                const next = rows.find((r) => r.name === name);
                if (next) put(index, begin(next));
              }}
            />
            <Select
              aria-label={t('比较')}
              value={condition.op}
              options={ops.map((op) => ({ value: op, label: t(OPS[op]) }))}
              onChange={(op: Op) => put(index, fitted({ ...condition, op }, target))}
            />
            <ConditionValue
              condition={condition}
              target={target}
              onChange={(value) => put(index, { ...condition, value })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('删除这个条件')}
              onClick={() => onChange(conditions.filter((_, i) => i !== index))}
            />
          </div>
        );
      })}
      {targets[0] && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => targets[0] && onChange([...conditions, begin(targets[0])])}
        >
          {conditions.length > 0 ? t('再加一个条件') : t('添加条件')}
        </Button>
      )}
    </div>
  );
}

function ConditionValue(props: {
  condition: ShowCondition;
  target: FieldRow | undefined;
  onChange: (value: unknown) => void;
}) {
  const { condition, target, onChange } = props;
  const t = useText();
  const { op, value } = condition;
  if (op === 'filled' || op === 'empty') return null;
  const label = t('值');
  const className = 'jd-pk-condition-value';
  const choices = target?.options.map((o) => ({ value: o.value, label: o.title || o.value }));
  if (op === 'in' || op === 'notIn')
    return (
      <Select
        mode={choices?.length ? 'multiple' : 'tags'}
        aria-label={label}
        className={className}
        placeholder={t('请选择')}
        value={(Array.isArray(value) ? value : []).map(String)}
        options={choices ?? []}
        onChange={(next: string[]) => onChange(next)}
      />
    );
  if (target?.kind === 'yesNo')
    return (
      <Select
        aria-label={label}
        className={className}
        value={String(value)}
        options={[
          { value: 'true', label: t('是') },
          { value: 'false', label: t('否') },
        ]}
        onChange={(next: string) => onChange(next === 'true')}
      />
    );
  if (choices?.length)
    return (
      <Select
        aria-label={label}
        className={className}
        value={String(value)}
        options={choices}
        onChange={(next: string) => onChange(next)}
      />
    );
  if (target && ['integer', 'number', 'money'].includes(target.kind))
    return (
      <InputNumber
        aria-label={label}
        className={className}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? 0)}
      />
    );
  if (target?.kind === 'date')
    return (
      <DatePicker
        aria-label={label}
        className={className}
        value={typeof value === 'string' && value ? dayjs(value) : null}
        onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : '')}
      />
    );
  return (
    <Input
      aria-label={label}
      className={className}
      value={String(value ?? '')}
      onChange={(e) => onChange(e.target.value)}
    />
  );
}
