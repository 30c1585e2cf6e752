import { InputNumber, Select, Space } from 'antd';
import type { ParameterInfo } from '../../context.ts';
import type { Amount } from '../deadline.ts';
import { useDesk } from '../desk.ts';

const NUMBER = '#number';
const PARAMS = 'params.';

interface AmountInputProps {
  label: string;
  value: Amount | undefined;
  min?: number;
  onChange(amount: Amount | undefined): void;
}

/** A whole number, or a parameter of the package instead of it. */
export function AmountInput({ label, value, min = 0, onChange }: AmountInputProps) {
  const { context, t } = useDesk();
  const numeric = context.parameters.filter(({ type }) => type === 'number' || type === 'integer');
  const ref = typeof value === 'object' ? value.ref : undefined;
  const options = [
    { value: NUMBER, label: t('固定数') },
    ...numeric.map((parameter: ParameterInfo) => ({
      value: PARAMS + parameter.name,
      label: t('参数：{title}', { title: parameter.title }),
    })),
    ...(ref && !numeric.some(({ name }) => PARAMS + name === ref) ? [{ value: ref, label: ref }] : []),
  ];
  return (
    <Space.Compact block>
      <Select
        aria-label={t('{label}的来源', { label })}
        className="jd-amount-kind"
        value={ref ?? NUMBER}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(chosen) => onChange(chosen === NUMBER ? Math.max(min, 1) : { ref: chosen })}
      />
      {ref === undefined && (
        <InputNumber
          aria-label={label}
          className="jd-amount-number"
          min={min}
          precision={0}
          value={typeof value === 'number' ? value : null}
          onChange={(number) => onChange(number ?? undefined)}
        />
      )}
    </Space.Compact>
  );
}
