import { child, children, is, text } from '../../moddle.ts';
import { CommitInput } from '../controls/CommitInput.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';
import { writeDocumentation } from '../documentation.ts';
import { PROPERTIES, readEntry, writeEntry } from '../entries.ts';

/** Name and description of any element; on an arrow the name is what stands beside it. */
export function BasicSection() {
  const { drawing, element, t } = useDesk();
  const object = element.businessObject;
  const flow = is(object, 'bpmn:SequenceFlow');
  const staged =
    is(object, 'bpmn:UserTask') || is(object, 'bpmn:CatchEvent') || is(object, 'bpmn:ReceiveTask');
  const annotation = is(object, 'bpmn:TextAnnotation');
  const nameProperty = annotation ? 'text' : 'name';
  const documentation = children(object, 'documentation')[0];
  return (
    <Section title={t('基本')}>
      <Row
        label={annotation ? t('文字') : t('名称')}
        htmlFor="jd-name"
        help={flow ? t('写在箭头旁边，如“同意”') : undefined}
      >
        <CommitInput
          key={`${element.id}-name`}
          id="jd-name"
          label={t('名称')}
          value={
            is(object, 'bpmn:Group')
              ? text(child(object, 'categoryValueRef'), 'value')
              : text(object, nameProperty)
          }
          rows={1}
          onCommit={(name) =>
            drawing
              .service<{ updateLabel(element: unknown, label: string): void }>('modeling')
              .updateLabel(element, name)
          }
        />
      </Row>
      {staged && !is(object, 'bpmn:StartEvent') && (
        <Row label={t('阶段')} htmlFor="jd-stage" help={t('办到这一步时，事项对外显示的状态，如“审查”')}>
          <CommitInput
            key={`${element.id}-stage`}
            id="jd-stage"
            label={t('阶段')}
            value={readEntry(element, PROPERTIES, 'stage') ?? ''}
            onCommit={(stage) => writeEntry(drawing, element, PROPERTIES, 'stage', stage.trim() || undefined)}
          />
        </Row>
      )}
      <Row label={t('说明')} htmlFor="jd-documentation">
        <CommitInput
          key={`${element.id}-doc`}
          id="jd-documentation"
          label={t('说明')}
          rows={2}
          value={text(documentation, 'text')}
          onCommit={(value) => writeDocumentation(drawing, element, value)}
        />
      </Row>
    </Section>
  );
}
