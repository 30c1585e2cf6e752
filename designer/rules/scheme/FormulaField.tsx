import { Button, Form, Input } from 'antd';
import { useMemo } from 'react';
import { feelFormulas } from '../../../processes/formulas.ts';
import { formulaName, planFormulas } from '../../../rules/scheme/formulas.ts';
import { measurables } from '../../../rules/scheme/sources.ts';
import type { FormulaSource } from '../../../rules/scheme/types.ts';
import { usePlace } from '../use-place.ts';
import type { SourceProps } from './SourceFields.tsx';
import { useText } from './text.ts';
import { useMeasures } from './use-measures.ts';

/** Objects whose values are shown beside the formula. */
const SHOWN = 6;

/** A FEEL formula with the indicators that it may use, what is wrong with it, and what it comes to. */
export function FormulaField(props: SourceProps<FormulaSource>) {
  const t = useText();
  const { source, owner, scheme, onChange, readOnly, packageId } = props;
  const id = `jd-source-${owner}-formula`;
  const usable = measurables(scheme).filter((m) => m.id !== owner);
  const wrong = useMemo(() => {
    if (source.expression.trim() === '') return [t('请填写公式，点下面的指标可以填入。')];
    const own = measurables(scheme).find((m) => m.id === owner)?.pointer;
    return planFormulas(scheme, feelFormulas)
      .problems.filter((p) => p.pointer.startsWith(`${own}/`) || p.code === 'formula-cycle')
      .map((p) => p.message);
  }, [scheme, source.expression, owner, t]);
  return (
    <div className="jd-rule-formula">
      <Form.Item
        label={t('公式（FEEL）')}
        htmlFor={id}
        {...(wrong.length > 0 ? { validateStatus: 'error' as const, help: wrong.join(' ') } : {})}
      >
        <Input.TextArea
          id={id}
          value={source.expression}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          spellCheck={false}
          placeholder={t('例如：完成数 / 计划数 * 100')}
          onChange={(e) => onChange({ ...source, expression: e.target.value })}
        />
      </Form.Item>
      {!readOnly && (
        <div className="jd-rule-adds">
          <span className="jd-muted">{t('可用的指标：')}</span>
          {usable.map((m) => (
            <Button
              key={m.id}
              size="small"
              title={`${m.title}（${formulaName(m.id)}）`}
              onClick={() =>
                onChange({
                  ...source,
                  expression: `${source.expression}${source.expression && !/\s$/.test(source.expression) ? ' ' : ''}${formulaName(m.id)}`,
                })
              }
            >
              {m.title}
              <code>{formulaName(m.id)}</code>
            </Button>
          ))}
        </div>
      )}
      {wrong.length === 0 && <LiveValues {...{ owner, scheme, packageId }} />}
      <p className="jd-muted">
        {t('缺少任何一个数值、除数为 0 或结果不是数值的，按“没有数据”处理，不会当作 0。')}
      </p>
    </div>
  );
}

/** What the formula comes to for real objects: by the same measuring that the what-if uses. */
function LiveValues(props: Pick<SourceProps, 'owner' | 'scheme' | 'packageId'>) {
  const t = useText();
  const { owner, scheme, packageId } = props;
  const { place } = usePlace(packageId);
  const { data, error, pending } = useMeasures(packageId, scheme, place);
  if (!place || error) return null;
  const rows = (data?.objects ?? []).slice(0, SHOWN);
  if (rows.length === 0) return null;
  return (
    <p className="jd-rule-live" aria-live="polite">
      {pending ? t('正在计算…') : t('{year} 年：', { year: place.year })}
      {!pending &&
        rows.map((o) => {
          const value = o.values[owner]?.value;
          return (
            <span key={o.id}>
              {o.title} <b>{typeof value === 'number' ? Number(value.toFixed(4)) : t('没有数据')}</b>
            </span>
          );
        })}
    </p>
  );
}
