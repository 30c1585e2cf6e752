import { Select } from 'antd';
import { extension, text } from '../../moddle.ts';
import { CommitInput } from '../controls/CommitInput.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';

const CALLED = 'zeebe:CalledDecision';
/** What the result is called until somebody calls it otherwise. */
const RESULT = 'decision';

/** 调用的决策: which of the package's decisions a business rule task evaluates, instead of a building block. */
export function DecisionSection() {
  const { drawing, element, context, t } = useDesk();
  const called = extension(element.businessObject, CALLED);
  const decisionId = text(called, 'decisionId');
  const options = context.decisions.map(({ id, title }) => ({ value: id, label: title }));
  if (options.length === 0 && !called) return null;
  if (decisionId && !options.some(({ value }) => value === decisionId))
    options.push({ value: decisionId, label: t('{id}（配置包里没有）', { id: decisionId }) });
  const choose = (id: string | undefined) =>
    drawing.change(() => {
      if (id === undefined) return drawing.setExtension(element, CALLED, undefined);
      // one of the two does it
      drawing.setExtension(element, 'zeebe:TaskDefinition', undefined);
      const resultVariable = text(called, 'resultVariable') || RESULT;
      drawing.setExtension(element, CALLED, { decisionId: id, resultVariable });
    });
  return (
    <Section title={t('调用的决策')}>
      <Row label={t('决策表')}>
        <Select
          aria-label={t('决策表')}
          allowClear
          placeholder={t('请选择')}
          {...(decisionId && { value: decisionId })}
          options={options}
          onChange={choose}
        />
      </Row>
      {called && (
        <Row label={t('结果存为变量')}>
          <CommitInput
            label={t('结果存为变量')}
            value={text(called, 'resultVariable')}
            onCommit={(resultVariable) => drawing.setExtension(element, CALLED, { resultVariable })}
          />
        </Row>
      )}
    </Section>
  );
}
