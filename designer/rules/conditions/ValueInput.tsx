import { Input, InputNumber, Select } from 'antd';
import type { FactDefinition } from '../../../rules/conditions/types.ts';
import { useText } from '../text.ts';

/** A value of a fact, or of a comparison with it: by its type, its permitted values, one or a list. */
export function ValueInput(props: {
  label: string;
  definition: FactDefinition | undefined;
  type: FactDefinition['type'] | undefined;
  list?: boolean;
  value: unknown;
  onChange: (next: unknown) => void;
  readOnly: boolean;
}) {
  const { label, definition, type, list = false, value, onChange, readOnly } = props;
  const t = useText();
  const options = definition?.options?.map((o) => ({ value: o.value, label: o.title }));
  const common = { 'aria-label': label, disabled: readOnly, className: 'jd-rule-value' };
  if (list)
    return (
      <Select
        {...common}
        mode={options ? 'multiple' : 'tags'}
        value={Array.isArray(value) ? value : []}
        options={options ?? []}
        onChange={(next: unknown[]) =>
          onChange(type === 'number' ? next.map(Number).filter((n) => Number.isFinite(n)) : next)
        }
      />
    );
  if (options)
    return <Select {...common} value={value as string | number} options={options} onChange={onChange} />;
  if (type === 'boolean')
    return (
      <Select
        {...common}
        value={value === true ? 'true' : value === false ? 'false' : undefined}
        options={[
          { value: 'true', label: t('是') },
          { value: 'false', label: t('否') },
        ]}
        onChange={(v: string) => onChange(v === 'true')}
      />
    );
  if (type === 'number')
    return (
      <InputNumber
        {...common}
        value={typeof value === 'number' ? value : null}
        suffix={definition?.unit}
        onChange={(n) => onChange(n)}
      />
    );
  return (
    <Input
      {...common}
      value={typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value)}
      placeholder={type === 'date' ? t('如 2026-03-01') : ''}
      onChange={(e) => onChange(e.target.value)}
    />
  );
}
