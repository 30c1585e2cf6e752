import { Switch } from 'antd';
import { useState } from 'react';
import { child, is, text } from '../../moddle.ts';
import type { Condition } from '../condition.ts';
import { isComplete, readCondition, writeCondition } from '../condition.ts';
import { ConditionRows } from '../controls/ConditionRows.tsx';
import { CustomExpression } from '../controls/CustomExpression.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';

/** 走向: when a case takes this arrow. Rows not yet filled in live here; complete ones are in the drawing. */
export function ConditionSection() {
  const { drawing, element, t } = useDesk();
  const flow = element.businessObject;
  const source = child(flow, 'sourceRef');
  const isDefault = child(source, 'default') === flow;
  const expression = text(child(flow, 'conditionExpression'), 'body');
  const stored = readCondition(expression);
  const [draft, setDraft] = useState<{ condition: Condition; expression: string } | undefined>();
  // a draft belongs to the expression that it was made from or wrote; undo or another editor makes it stale
  const shown = draft && draft.expression === expression ? draft.condition : stored;

  const write = (condition: Condition) => {
    const next = writeCondition(condition);
    setDraft({ condition, expression: next ?? '' });
    if ((next ?? '') === expression) return;
    const body = next && drawing.create('bpmn:FormalExpression', { body: next }, flow);
    drawing.set(element, { conditionExpression: body || undefined });
  };
  const setDefault = (on: boolean) => {
    const holder = source?.id ? drawing.element(source.id) : undefined;
    if (!holder) return;
    drawing.change((modeling) => {
      modeling.updateProperties(holder, { default: on ? flow : undefined });
      if (on && expression) modeling.updateProperties(element, { conditionExpression: undefined });
    });
  };

  return (
    <Section title={t('走向')}>
      <Row label={t('默认走向')} help={t('其他箭头的条件都不满足时，走这一条')}>
        <Switch size="small" aria-label={t('默认走向')} checked={isDefault} onChange={setDefault} />
      </Row>
      {!isDefault && (
        <Row label={t('满足以下条件时走这一条')}>
          {shown ? (
            <ConditionRows condition={shown} onChange={write} />
          ) : (
            <CustomExpression expression={expression} />
          )}
          {shown && shown.rows.length > 0 && !shown.rows.every(isComplete) && (
            <p className="jd-plain-help">{t('没有填完的行暂不写入')}</p>
          )}
          {is(source, 'bpmn:InclusiveGateway') && (
            <p className="jd-plain-help">{t('多选分支：几条箭头的条件都满足时，同时走')}</p>
          )}
        </Row>
      )}
    </Section>
  );
}
