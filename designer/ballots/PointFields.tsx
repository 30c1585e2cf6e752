import { Button, InputNumber } from 'antd';
import type { CriteriaGroup } from '../../rules/weighting/types.ts';
import { checkWeightSet, roundWeights } from '../../rules/weights/sets.ts';
import { useText } from './text.ts';

/** 100 points shared out among the indicators of a group. */
export function PointFields(props: {
  group: CriteriaGroup;
  values: readonly number[];
  onChange: (next: number[]) => void;
}) {
  const { group, values, onChange } = props;
  const t = useText();
  const check = checkWeightSet(values);
  return (
    <fieldset className="jd-question">
      <legend>{group.title}</legend>
      <ul className="jd-weights">
        {group.criteria.map((c, i) => (
          <li key={c.id}>
            <span>
              {c.title}
              {c.description && <span className="jd-list-sub">{c.description}</span>}
            </span>
            <span className="jd-tally-bar" aria-hidden>
              <i style={{ width: `${Math.min(100, values[i] ?? 0)}%` }} />
            </span>
            <InputNumber
              size="large"
              aria-label={t('“{title}”的权重', { title: c.title })}
              min={0}
              max={100}
              step={5}
              precision={1}
              inputMode="decimal"
              value={values[i] ?? null}
              onChange={(n) => onChange(values.map((v, j) => (j === i ? (n ?? 0) : v)))}
            />
          </li>
        ))}
      </ul>
      <p role="status" className={check.ok ? 'jd-muted' : 'jd-error-text'}>
        {check.message ?? t('合计 100 分。')}
        {!check.ok && check.sum > 0 && (
          <Button type="link" size="small" onClick={() => onChange(roundWeights(values, 1))}>
            {t('按比例调整为 100')}
          </Button>
        )}
      </p>
    </fieldset>
  );
}
