import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { Choice, OutcomeName, OutcomeRule } from '../../../rules/ballot/types.ts';
import { useText } from '../text.ts';
import { HALF, newOutcome, removeAt, replaceAt, swapUp } from './edit.ts';
import { FractionInput } from './FractionInput.tsx';

/** Thresholds in their order: the first that is reached is the outcome; what holds when none is. */
export function OutcomeRows(props: {
  outcomes: readonly OutcomeRule[];
  choices: readonly Choice[];
  onChange: (next: readonly OutcomeRule[]) => void;
  fallback?: OutcomeName | undefined;
  /** Absent: the rule's own default stands. */
  onFallback?: (next: OutcomeName | undefined) => void;
  readOnly: boolean;
}) {
  const { outcomes, choices, onChange, fallback, onFallback, readOnly } = props;
  const t = useText();
  const set = (i: number, next: OutcomeRule) => onChange(replaceAt(outcomes, i, next));
  return (
    <>
      <ol className="jd-rule-outcomes">
        {outcomes.map((o, i) => {
          const strict = o.when.moreThan !== undefined;
          const share = o.when.moreThan ?? o.when.atLeast ?? HALF;
          const limit = (more: boolean, of = share) => ({
            ...o,
            when: { sumOf: o.when.sumOf, ...(more ? { moreThan: of } : { atLeast: of }) },
          });
          return (
            <li key={o.id} className="jd-rule-line" data-outcome={o.id}>
              <Select
                mode="multiple"
                aria-label={t('“{title}”相加的选项', { title: o.title })}
                className="jd-rule-sum"
                value={[...o.when.sumOf]}
                disabled={readOnly}
                options={choices.map((c) => ({ value: c.id, label: c.title }))}
                onChange={(sumOf: string[]) => set(i, { ...o, when: { ...o.when, sumOf } })}
              />
              <Select
                aria-label={t('“{title}”的门槛', { title: o.title })}
                className="jd-rule-operator"
                value={strict ? 'moreThan' : 'atLeast'}
                disabled={readOnly}
                options={[
                  { value: 'atLeast', label: t('达到') },
                  { value: 'moreThan', label: t('超过') },
                ]}
                onChange={(kind: string) => set(i, limit(kind === 'moreThan'))}
              />
              <FractionInput
                label={`“${o.title}”`}
                value={share}
                readOnly={readOnly}
                onChange={(of) => set(i, limit(strict, of))}
              />
              <span>{t('，结果为')}</span>
              <Input
                aria-label={t('结果名称')}
                className="jd-rule-name"
                value={o.title}
                maxLength={200}
                disabled={readOnly}
                onChange={(e) => set(i, { ...o, title: e.target.value })}
              />
              {!readOnly && (
                <span>
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUpOutlined />}
                    disabled={i === 0}
                    aria-label={t('先判断“{title}”', { title: o.title })}
                    onClick={() => onChange(swapUp(outcomes, i))}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('删去结果“{title}”', { title: o.title })}
                    onClick={() => onChange(removeAt(outcomes, i))}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {onFallback && (
        <div className="jd-rule-line">
          <span>{t('都没有达到，结果为')}</span>
          <Input
            aria-label={t('都没有达到时的结果')}
            className="jd-rule-name"
            value={fallback?.title ?? ''}
            placeholder={t('没有结果')}
            maxLength={200}
            disabled={readOnly}
            onChange={(e) =>
              onFallback(
                e.target.value === '' ? undefined : { id: fallback?.id ?? 'none', title: e.target.value },
              )
            }
          />
        </div>
      )}
      {!readOnly && (
        <div>
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => onChange([...outcomes, newOutcome(outcomes, choices[0]?.id ?? '')])}
          >
            {t('添加门槛')}
          </Button>
        </div>
      )}
    </>
  );
}
