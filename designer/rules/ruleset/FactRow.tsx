import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { FACT_TYPE_TITLE } from '../../../rules/conditions/facts.ts';
import type { FactDefinition, FactType } from '../../../rules/conditions/types.ts';
import { type Text, useText } from '../text.ts';

const TYPES = Object.keys(FACT_TYPE_TITLE) as FactType[];

/** One fact of the catalogue. Its source is written when the field is left, so that what refers to it follows once. */
export function FactRow(props: {
  fact: FactDefinition;
  /** Names of the facts beside it, its own too. */
  taken: readonly string[];
  onChange: (next: FactDefinition) => void;
  onRemove: () => void;
  readOnly: boolean;
}) {
  const { fact, taken, onChange, onRemove, readOnly } = props;
  const t = useText();
  const [name, setName] = useState(fact.name);
  const wrong = name !== fact.name && (taken.includes(name) || !/^[A-Za-z_][\w-]*$/.test(name));
  const { options = [] } = fact;
  const setOptions = (next: NonNullable<FactDefinition['options']>) => {
    const { options: _old, ...rest } = fact;
    onChange(next.length > 0 ? { ...rest, options: next } : rest);
  };
  const turn = (type: FactType) => {
    const { name: own, title, description } = fact;
    const kept = { name: own, title, type, ...(description ? { description } : {}) };
    onChange(type === 'array' ? { ...kept, itemType: 'string' } : kept);
  };
  const listed = fact.type === 'string' || fact.type === 'number' || fact.type === 'array';
  const numeric = (fact.itemType ?? fact.type) === 'number';
  return (
    <div className="jd-rule-factrow" data-fact={fact.name}>
      <div className="jd-rule-line">
        <Input
          aria-label={t('事实名称')}
          className="jd-rule-fact"
          value={fact.title}
          maxLength={200}
          disabled={readOnly}
          onChange={(e) => onChange({ ...fact, title: e.target.value })}
        />
        <Select
          aria-label={t('“{title}”的类型', { title: fact.title })}
          className="jd-rule-operator"
          value={fact.type}
          disabled={readOnly}
          options={TYPES.map((type) => ({ value: type, label: t(FACT_TYPE_TITLE[type] as Text) }))}
          onChange={turn}
        />
        <Input
          aria-label={t('“{title}”的来源', { title: fact.title })}
          prefix={<span className="jd-muted">{t('来源')}</span>}
          className="jd-rule-source"
          value={name}
          status={wrong ? 'error' : ''}
          title={wrong ? t('来源须以字母开头，只含字母、数字、下划线，且不与别的事实重复。') : ''}
          disabled={readOnly}
          onChange={(e) => setName(e.target.value)}
          onBlur={() => (wrong ? setName(fact.name) : name !== fact.name && onChange({ ...fact, name }))}
        />
        {fact.type === 'number' && (
          <Input
            aria-label={t('“{title}”的单位', { title: fact.title })}
            className="jd-rule-short"
            placeholder={t('单位')}
            value={fact.unit ?? ''}
            maxLength={20}
            disabled={readOnly}
            onChange={(e) => {
              const { unit: _old, ...rest } = fact;
              onChange(e.target.value ? { ...rest, unit: e.target.value } : rest);
            }}
          />
        )}
        {!readOnly && (
          <span>
            {listed && (
              <Button
                type="text"
                size="small"
                icon={<PlusOutlined />}
                aria-label={t('给“{title}”添加可选值', { title: fact.title })}
                onClick={() => {
                  const n = options.length + 1;
                  setOptions([...options, { value: numeric ? n : `value${n}`, title: t('选项 {n}', { n }) }]);
                }}
              >
                {t('可选值')}
              </Button>
            )}
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('删去事实“{title}”', { title: fact.title })}
              onClick={onRemove}
            />
          </span>
        )}
      </div>
      {options.length > 0 && (
        <div className="jd-rule-line">
          <span className="jd-muted">{t('可选值')}</span>
          {options.map((o, i) => {
            const put = (change: Partial<typeof o>) =>
              setOptions(options.map((x, j) => (j === i ? { ...x, ...change } : x)));
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the value, which is what an option is known by, is edited
              <span key={i} className="jd-rule-choice">
                <Input
                  aria-label={t('可选值的名称')}
                  value={o.title}
                  maxLength={200}
                  disabled={readOnly}
                  onChange={(e) => put({ title: e.target.value })}
                />
                {numeric ? (
                  <InputNumber
                    aria-label={t('可选值')}
                    className="jd-rule-short"
                    value={o.value as number}
                    disabled={readOnly}
                    onChange={(n) => put({ value: n ?? 0 })}
                  />
                ) : (
                  <Input
                    aria-label={t('可选值')}
                    value={String(o.value)}
                    disabled={readOnly}
                    onChange={(e) => put({ value: e.target.value })}
                  />
                )}
                {!readOnly && (
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('删去可选值“{title}”', { title: o.title })}
                    onClick={() => setOptions(options.filter((_, j) => j !== i))}
                  />
                )}
              </span>
            );
          })}
        </div>
      )}
    </div>
  );
}
