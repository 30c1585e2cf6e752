import { ariaDescribedByIds, type WidgetProps } from '@rjsf/utils';
import { DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';

const status = (props: WidgetProps) => (props.rawErrors?.length ? ('error' as const) : ('' as const));
const text = (value: unknown): string | undefined => (value === '' ? undefined : String(value));

/** A calendar day, kept as `2026-03-01`. */
export function DateInput(props: WidgetProps) {
  const { id, value, onChange, onBlur, disabled, readonly } = props;
  const day = typeof value === 'string' && value !== '' ? dayjs(value, 'YYYY-MM-DD') : null;
  return (
    <DatePicker
      id={id}
      value={day?.isValid() ? day : null}
      format={['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/M/D', 'YYYYMMDD']}
      onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : undefined)}
      onBlur={() => onBlur(id, value)}
      disabled={disabled || readonly}
      status={status(props)}
      aria-describedby={ariaDescribedByIds(id)}
      style={{ width: '100%', maxWidth: 240 }}
    />
  );
}

export function TextArea(props: WidgetProps) {
  const { id, value, onChange, onBlur, disabled, readonly, placeholder, schema, options } = props;
  const rows = typeof options.rows === 'number' ? options.rows : 4;
  return (
    <Input.TextArea
      id={id}
      value={typeof value === 'string' ? value : ''}
      onChange={(e) => onChange(text(e.target.value))}
      onBlur={(e) => onBlur(id, e.target.value)}
      disabled={disabled || readonly}
      placeholder={placeholder}
      autoSize={{ minRows: rows, maxRows: 24 }}
      showCount={
        typeof schema.maxLength === 'number'
          ? { formatter: ({ count }) => `${count} / ${schema.maxLength}` }
          : false
      }
      status={status(props)}
      aria-describedby={ariaDescribedByIds(id)}
    />
  );
}

/** An amount in yuan, two decimals. */
export function Money(props: WidgetProps) {
  const { id, value, onChange, onBlur, disabled, readonly, placeholder, options } = props;
  return (
    <InputNumber<number>
      id={id}
      value={typeof value === 'number' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
      onBlur={() => onBlur(id, value)}
      disabled={disabled || readonly}
      placeholder={placeholder}
      precision={2}
      controls={false}
      formatter={(v) => (v === undefined ? '' : String(v).replace(/\B(?=(\d{3})+(?!\d))/g, ','))}
      parser={(v) => Number((v ?? '').replace(/,/g, ''))}
      suffix={typeof options.unit === 'string' ? options.unit : '元'}
      status={status(props)}
      aria-describedby={ariaDescribedByIds(id)}
      style={{ width: '100%', maxWidth: 240 }}
    />
  );
}
