import { InputNumber } from 'antd';
import type { Fraction } from '../../../rules/common/rational.ts';
import { useText } from '../text.ts';

/** A share as people say it: two thirds is 2 of 3. Kept as a fraction, so that no vote is lost in rounding. */
export function FractionInput(props: {
  label: string;
  value: Fraction | undefined;
  onChange: (next: Fraction) => void;
  readOnly: boolean;
}) {
  const { label, value, onChange, readOnly } = props;
  const t = useText();
  const { numerator, denominator } = value ?? { numerator: 0, denominator: 1 };
  const part = (name: string, n: number, min: number, set: (n: number) => Fraction) => (
    <InputNumber
      aria-label={`${label}${name}`}
      className="jd-rule-short"
      min={min}
      max={10_000}
      precision={0}
      value={n}
      disabled={readOnly}
      onChange={(next) => onChange(set(next ?? min))}
    />
  );
  return (
    <span className="jd-rule-fraction">
      {part(t('分子'), numerator, 0, (n) => ({ numerator: n, denominator }))}
      <span aria-hidden="true">/</span>
      {part(t('分母'), denominator, 1, (n) => ({ numerator, denominator: n }))}
    </span>
  );
}
