import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { parseOperator } from '../../../rules/conditions/operators.ts';
import {
  type Condition,
  type FactCondition,
  type FactDefinition,
  isFactReference,
  type NamedCondition,
  viewCondition,
} from '../../../rules/conditions/types.ts';
import { useText } from '../text.ts';
import { factOptions, firstValue, keyOfCondition, operatorName, operatorsFor } from './fact-options.ts';
import { ValueInput } from './ValueInput.tsx';

export interface ConditionContext {
  facts: readonly FactDefinition[];
  shared: readonly NamedCondition[];
  readOnly: boolean;
}

interface Props {
  condition: Condition;
  onChange: (next: Condition) => void;
  /** Absent at the root, which cannot be taken away. */
  onRemove?: () => void;
  context: ConditionContext;
}

/** A comparison to begin with. */
export function newComparison(facts: readonly FactDefinition[]): FactCondition {
  const first = factOptions(facts)[0];
  const operator = operatorsFor(first?.definition)[0];
  return {
    fact: first?.fact ?? '',
    ...(first?.path ? { path: first.path } : {}),
    operator: operator?.name ?? 'equal',
    value: firstValue(first?.definition, operator?.operand ?? 'same'),
  };
}

/** A condition as nested boxes: 全部满足 / 任一满足 / 并非 around comparisons. */
export function ConditionEditor(props: Props) {
  const t = useText();
  const view = viewCondition(props.condition);
  switch (view?.kind) {
    case 'all':
    case 'any':
      return <Group {...props} kind={view.kind} parts={view.parts} />;
    case 'not':
      return <Not {...props} part={view.part} />;
    case 'condition':
      return <Shared {...props} name={view.name} />;
    case 'fact':
      return <Comparison {...props} comparison={view.comparison} />;
    default:
      return <p className="jd-rule-wrong">{t('这里不是有效的条件，请在 JSON 中更正。')}</p>;
  }
}

function Remove({
  onRemove,
  what,
  context,
}: {
  onRemove: Props['onRemove'];
  what: string;
  context: ConditionContext;
}) {
  const t = useText();
  if (!onRemove || context.readOnly) return null;
  return (
    <Button
      type="text"
      size="small"
      icon={<DeleteOutlined />}
      aria-label={t('删去{what}', { what })}
      onClick={onRemove}
    />
  );
}

function Group(props: Props & { kind: 'all' | 'any'; parts: readonly Condition[] }) {
  const { kind, parts, onChange, onRemove, context } = props;
  const t = useText();
  const make = (k: 'all' | 'any', next: readonly Condition[]): Condition =>
    k === 'all' ? { all: next } : { any: next };
  const set = (i: number, next: Condition) =>
    onChange(
      make(
        kind,
        parts.map((p, j) => (j === i ? next : p)),
      ),
    );
  const add = (next: Condition) => onChange(make(kind, [...parts, next]));
  const comparison = () => newComparison(context.facts);
  return (
    <fieldset className="jd-rule-group">
      <legend className="jd-visually-hidden">{kind === 'all' ? t('全部满足') : t('任一满足')}</legend>
      <div className="jd-rule-group-head">
        <Select
          size="small"
          aria-label={t('组合方式')}
          value={kind}
          disabled={context.readOnly}
          options={[
            { value: 'all', label: t('以下全部满足') },
            { value: 'any', label: t('以下任一满足') },
          ]}
          onChange={(k: 'all' | 'any') => onChange(make(k, parts))}
        />
        <Remove onRemove={onRemove} what={t('这组条件')} context={context} />
      </div>
      {parts.map((part, i) => (
        <ConditionEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no ids, and their fields hold no state
          key={i}
          condition={part}
          context={context}
          onChange={(next) => set(i, next)}
          onRemove={() =>
            onChange(
              make(
                kind,
                parts.filter((_, j) => j !== i),
              ),
            )
          }
        />
      ))}
      {parts.length === 0 && <p className="jd-muted">{t('还没有条件。')}</p>}
      {!context.readOnly && (
        <div className="jd-rule-adds">
          <Button size="small" icon={<PlusOutlined />} onClick={() => add(comparison())}>
            {t('条件')}
          </Button>
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({ any: [comparison()] })}>
            {t('条件组')}
          </Button>
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({ not: { all: [comparison()] } })}>
            {t('并非')}
          </Button>
          {context.shared.length > 0 && (
            <Button
              size="small"
              icon={<PlusOutlined />}
              onClick={() => add({ condition: context.shared[0]?.name ?? '' })}
            >
              {t('共用条件')}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

function Not({ part, onChange, onRemove, context }: Props & { part: Condition }) {
  const t = useText();
  return (
    <fieldset className="jd-rule-group jd-rule-not">
      <legend className="jd-visually-hidden">{t('并非')}</legend>
      <div className="jd-rule-group-head">
        <strong>{t('并非')}</strong>
        <Remove onRemove={onRemove} what={t('这组条件')} context={context} />
      </div>
      <ConditionEditor condition={part} context={context} onChange={(next) => onChange({ not: next })} />
    </fieldset>
  );
}

function Shared({ name, onChange, onRemove, context }: Props & { name: string }) {
  const t = useText();
  return (
    <div className="jd-rule-line">
      <span>{t('符合')}</span>
      <Select
        aria-label={t('共用条件')}
        value={name}
        disabled={context.readOnly}
        options={context.shared.map((s) => ({ value: s.name, label: s.title ?? s.name }))}
        onChange={(next: string) => onChange({ condition: next })}
      />
      <Remove onRemove={onRemove} what={t('这个条件')} context={context} />
    </div>
  );
}

function Comparison({ comparison: c, onChange, onRemove, context }: Props & { comparison: FactCondition }) {
  const t = useText();
  const options = factOptions(context.facts);
  const key = keyOfCondition(c).replace(/ \/(.+)$/, (_, p: string) => ` $.${p.replaceAll('/', '.')}`);
  const chosen = options.find((o) => o.key === key);
  const definition = chosen?.definition;
  const parsed = parseOperator(c.operator);
  const operators = operatorsFor(definition).map((o) => ({ value: o.name, label: operatorName(o.name, t) }));
  if (!operators.some((o) => o.value === c.operator))
    operators.push({ value: c.operator, label: operatorName(c.operator, t) });
  const choose = (next: string) => {
    const option = options.find((o) => o.key === next);
    if (!option) return;
    const fitting = operatorsFor(option.definition);
    const operator = fitting.find((o) => o.name === c.operator) ?? fitting[0];
    const { path: _path, ...rest } = c;
    onChange({
      ...rest,
      fact: option.fact,
      ...(option.path ? { path: option.path } : {}),
      operator: operator?.name ?? 'equal',
      value: firstValue(option.definition, operator?.operand ?? 'same'),
    });
  };
  const operate = (next: string) => {
    const [was, now] = [parsed?.base.operand, parseOperator(next)?.base.operand];
    const value = was === now ? c.value : firstValue(definition, now ?? 'same');
    onChange({ ...c, operator: next, value });
  };
  const operand = parsed?.base.operand ?? 'same';
  return (
    <div className="jd-rule-line">
      <Select
        aria-label={t('事实')}
        className="jd-rule-fact"
        value={chosen ? key : keyOfCondition(c)}
        disabled={context.readOnly}
        status={chosen ? '' : 'error'}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          ...options.map((o) => ({ value: o.key, label: o.title })),
          ...(chosen ? [] : [{ value: keyOfCondition(c), label: c.fact || t('请选择') }]),
        ]}
        onChange={choose}
      />
      <Select
        aria-label={t('比较方式')}
        className="jd-rule-operator"
        value={c.operator}
        disabled={context.readOnly}
        options={operators}
        onChange={operate}
      />
      {isFactReference(c.value) ? (
        <Select
          aria-label={t('另一项事实')}
          className="jd-rule-value"
          value={keyOfCondition(c.value)}
          disabled={context.readOnly}
          options={options.map((o) => ({ value: o.key, label: o.title }))}
          onChange={(next: string) => {
            const option = options.find((o) => o.key === next);
            if (option)
              onChange({ ...c, value: { fact: option.fact, ...(option.path ? { path: option.path } : {}) } });
          }}
        />
      ) : (
        <ValueInput
          label={t('值')}
          definition={definition}
          type={operand === 'item' ? definition?.itemType : definition?.type}
          list={operand === 'list'}
          value={c.value}
          readOnly={context.readOnly}
          onChange={(value) => onChange({ ...c, value })}
        />
      )}
      <Remove onRemove={onRemove} what={t('这个条件')} context={context} />
    </div>
  );
}
