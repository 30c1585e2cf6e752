import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { ConditionRow } from '../condition.ts';
import type { ConditionField } from '../condition-values.ts';
import { isRef, valueKind } from '../condition-values.ts';
import { useDesk } from '../desk.ts';
import { CommitInput } from './CommitInput.tsx';

interface ConditionValueProps {
  row: ConditionRow;
  field: ConditionField | undefined;
  parameters: { name: string; title: string }[];
  onChange(value: ConditionRow['value']): void;
}

/** The value of one comparison, by the field's type: choices as a select, numbers also from a parameter. */
export function ConditionValue({ row, field, parameters, onChange }: ConditionValueProps) {
  const { t } = useDesk();
  const label = t('值');
  const kind = valueKind(field, row.op);
  const options = (field?.options ?? []).map(({ value, title }) => ({
    value: JSON.stringify(value),
    label: title,
  }));
  const value = row.value;
  if (kind === 'none') return null;
  if (isRef(value)) {
    const title = parameters.find(({ name }) => name === value.ref)?.title ?? value.ref;
    return (
      <Select
        aria-label={label}
        allowClear
        value={value.ref}
        options={[{ value: value.ref, label: t('参数：{title}', { title }) }]}
        onClear={() => onChange(undefined)}
      />
    );
  }
  switch (kind) {
    case 'yesNo':
      return (
        <Select
          aria-label={label}
          placeholder={t('请选择')}
          {...(typeof value === 'boolean' && { value: String(value) })}
          options={[
            { value: 'true', label: t('是') },
            { value: 'false', label: t('否') },
          ]}
          onChange={(chosen) => onChange(chosen === 'true')}
        />
      );
    case 'choice':
      return (
        <Select
          aria-label={label}
          placeholder={t('请选择')}
          {...(value !== undefined && { value: JSON.stringify(value) })}
          options={options}
          onChange={(chosen) => onChange(JSON.parse(chosen) as string)}
        />
      );
    case 'choices':
      return (
        <Select
          mode="multiple"
          aria-label={label}
          placeholder={t('请选择')}
          value={(Array.isArray(value) ? value : []).map((one) => JSON.stringify(one))}
          options={options}
          onChange={(chosen) => onChange(chosen.map((one) => JSON.parse(one) as string))}
        />
      );
    case 'texts':
      return (
        <Select
          mode="tags"
          aria-label={label}
          placeholder={t('输入后回车')}
          value={(Array.isArray(value) ? value : []).map(String)}
          onChange={(chosen) => onChange(chosen)}
        />
      );
    case 'number':
      return <NumberOrParameter value={value} parameters={parameters} onChange={onChange} />;
    case 'date':
      return (
        <DatePicker
          aria-label={label}
          value={typeof value === 'string' && value ? dayjs(value) : null}
          onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
        />
      );
    case 'text':
      return (
        <CommitInput label={label} value={value === undefined ? '' : String(value)} onCommit={onChange} />
      );
  }
}

function NumberOrParameter({
  value,
  parameters,
  onChange,
}: Pick<ConditionValueProps, 'parameters' | 'onChange'> & { value: ConditionRow['value'] }) {
  const { t } = useDesk();
  return (
    <div className="jd-inline">
      <InputNumber
        aria-label={t('值')}
        value={typeof value === 'number' ? value : null}
        onChange={(number) => onChange(number ?? undefined)}
      />
      {parameters.length > 0 && (
        <Select
          aria-label={t('或取参数')}
          placeholder={t('或取参数')}
          value={null}
          options={parameters.map(({ name, title }) => ({ value: name, label: title }))}
          onChange={(ref) => ref && onChange({ ref })}
        />
      )}
    </div>
  );
}
