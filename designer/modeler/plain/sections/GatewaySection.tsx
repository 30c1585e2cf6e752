import { Select } from 'antd';
import { conditionFields } from '../../context.ts';
import { child, children, text } from '../../moddle.ts';
import type { ConditionRow } from '../condition.ts';
import { readCondition } from '../condition.ts';
import { opTitle } from '../condition-values.ts';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';

/** 分支: which arrow is the default, and an overview of what the others ask. */
export function GatewaySection() {
  const { drawing, element, context, t } = useDesk();
  const outgoing = children(element.businessObject, 'outgoing');
  const fallback = child(element.businessObject, 'default');
  const titleOf = (flow: (typeof outgoing)[number]) =>
    text(flow, 'name') || t('到“{name}”', { name: text(child(flow, 'targetRef'), 'name') || t('未命名') });
  const fields = conditionFields(context);

  const say = ({ field, op, value }: ConditionRow) => {
    const known = fields.find(({ name }) => name === field);
    const one = (given: unknown): string => {
      if (given && typeof given === 'object') {
        const { ref } = given as { ref: string };
        return fields.find(({ name }) => name === ref)?.title ?? ref;
      }
      if (typeof given === 'boolean') return given ? t('是') : t('否');
      return known?.options?.find((option) => option.value === given)?.title ?? String(given);
    };
    const values = value === undefined ? '' : (Array.isArray(value) ? value : [value]).map(one).join('、');
    return `${known?.title ?? field} ${t(opTitle(op))} ${values}`.trim();
  };
  const explain = (flow: (typeof outgoing)[number]) => {
    if (flow === fallback) return t('默认走向');
    const expression = text(child(flow, 'conditionExpression'), 'body');
    if (!expression) return t('还没有条件');
    const condition = readCondition(expression);
    return condition
      ? condition.rows.map(say).join(condition.join === 'and' ? t(' 并且 ') : t(' 或者 '))
      : expression;
  };
  const conditionals = (flow: (typeof outgoing)[number]) =>
    flow !== fallback && text(child(flow, 'conditionExpression'), 'body') !== '';

  return (
    <Section title={t('走向')}>
      <Row label={t('默认走向')} help={t('条件都不满足时走这一条；不设时，事项会停在这里')}>
        <Select
          aria-label={t('默认走向')}
          allowClear
          placeholder={t('没有默认走向')}
          {...(fallback?.id && { value: fallback.id })}
          options={outgoing.map((flow) => ({ value: flow.id ?? '', label: titleOf(flow) }))}
          onChange={(id: string | undefined) => {
            const flow = outgoing.find((one) => one.id === id);
            const drawn = flow?.id ? drawing.element(flow.id) : undefined;
            drawing.change((modeling) => {
              modeling.updateProperties(element, { default: flow });
              if (flow && drawn && conditionals(flow))
                modeling.updateProperties(drawn, { conditionExpression: undefined });
            });
          }}
        />
      </Row>
      <ul className="jd-flows">
        {outgoing.map((flow) => (
          <li key={flow.id}>
            <button
              type="button"
              onClick={() => {
                const drawn = flow.id && drawing.element(flow.id);
                if (drawn) drawing.service<{ select(element: unknown): void }>('selection').select(drawn);
              }}
            >
              <strong>{titleOf(flow)}</strong>
              <span>{explain(flow)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
