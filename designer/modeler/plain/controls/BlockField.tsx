import { InputNumber, Select, Switch } from 'antd';
import { conditionFields } from '../../context.ts';
import type { TemplateProperty } from '../block.ts';
import { readProperty, writeProperty } from '../block.ts';
import { useDesk } from '../desk.ts';
import { isPlainName, parseFeel } from '../feel.ts';
import { CommitInput } from './CommitInput.tsx';
import { CustomExpression } from './CustomExpression.tsx';
import { Row } from './Section.tsx';

const FIXED = '#fixed';

/** One input of a building block: a fixed value, or (where the template allows FEEL) taken from a field or parameter. */
export function BlockField({ property }: { property: TemplateProperty }) {
  const { drawing, element, context, t } = useDesk();
  const stored = readProperty(element, property);
  const label = property.label ?? property.binding.name ?? property.binding.key ?? '';
  const feel = property.feel === 'optional' || property.feel === 'required';
  const source = feel && stored?.startsWith('=') ? stored.slice(1).trim() : undefined;
  const literal = source === undefined ? undefined : parseFeel(source);
  const fixed = literal?.kind === 'string' || literal?.kind === 'number' || literal?.kind === 'boolean';
  const variable = source !== undefined && isPlainName(source) ? source : undefined;
  const custom = source !== undefined && !fixed && variable === undefined;
  const variables = feel ? sources() : [];
  const missing = property.constraints?.notEmpty === true && !stored;

  function sources() {
    const offered = conditionFields(context).filter(({ name }) => isPlainName(name));
    const known = [...offered, ...context.bodiesVariables, ...context.deputyVariables];
    const options = [...new Map(known.map(({ name, title }) => [name, title]))];
    if (variable && !known.some(({ name }) => name === variable)) options.push([variable, variable]);
    return options.map(([value, title]) => ({ value, label: t('取自：{title}', { title }) }));
  }
  const write = (value: string | undefined) => writeProperty(drawing, element, property, value);
  /** A fixed value of an input that is always FEEL is kept as a literal. */
  const writeFixed = (value: string | number | boolean | undefined) => {
    if (value === undefined || value === '') return write(property.optional ? undefined : '');
    const numeric = typeof value !== 'string';
    const asFeel = property.feel === 'required' || (numeric && property.binding.type === 'zeebe:input');
    write(asFeel ? `=${JSON.stringify(value)}` : String(value));
  };
  const shown = fixed ? literal.value : (stored ?? property.value ?? '');

  return (
    <Row label={label} help={missing ? t('必填') : property.description}>
      {variables.length > 0 && (
        <Select
          aria-label={t('{label}的来源', { label })}
          size="small"
          className="jd-source"
          showSearch
          optionFilterProp="label"
          value={variable ?? FIXED}
          options={[{ value: FIXED, label: custom ? t('自定义表达式') : t('固定内容') }, ...variables]}
          onChange={(chosen) => (chosen === FIXED ? writeFixed('') : write(`=${chosen}`))}
        />
      )}
      {custom && <CustomExpression expression={stored ?? ''} />}
      {!custom && variable === undefined && (
        <FixedValue property={property} label={label} value={shown} invalid={missing} onChange={writeFixed} />
      )}
    </Row>
  );
}

interface FixedValueProps {
  property: TemplateProperty;
  label: string;
  value: string | number | boolean;
  invalid: boolean;
  onChange(value: string | number | boolean | undefined): void;
}

function FixedValue({ property, label, value, invalid, onChange }: FixedValueProps) {
  const { t } = useDesk();
  const status = invalid ? ({ status: 'error' } as const) : {};
  if (property.type === 'Dropdown') {
    const options = (property.choices ?? []).map(({ name, value: id }) => ({ value: id, label: name }));
    const given = String(value);
    if (given && !options.some((option) => option.value === given))
      options.push({ value: given, label: given });
    return (
      <Select
        aria-label={label}
        allowClear={property.optional === true}
        placeholder={t('请选择')}
        {...status}
        {...(given && { value: given })}
        options={options}
        onChange={(chosen: string | undefined) => onChange(chosen)}
      />
    );
  }
  if (property.type === 'Boolean')
    return (
      <Switch
        size="small"
        aria-label={label}
        checked={String(value) === 'true'}
        onChange={(on) => onChange(on)}
      />
    );
  if (property.type === 'Number')
    return (
      <InputNumber
        aria-label={label}
        {...status}
        value={value === '' ? null : Number(value)}
        onChange={(number) => onChange(number ?? undefined)}
      />
    );
  return (
    <CommitInput
      label={label}
      value={String(value)}
      {...(property.type === 'Text' && { rows: 2 })}
      placeholder={property.placeholder}
      status={invalid ? 'error' : undefined}
      onCommit={onChange}
    />
  );
}
