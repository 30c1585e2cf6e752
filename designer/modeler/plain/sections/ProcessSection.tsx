import { Switch } from 'antd';
import { useState } from 'react';
import { processOf } from '../../drawing.ts';
import { children, is, text } from '../../moddle.ts';
import { CommitInput } from '../controls/CommitInput.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';
import { writeDocumentation } from '../documentation.ts';

/** XML's NCName in the plain letters that every engine takes. */
const ID = /^[A-Za-z_][\w.-]*$/;

/** The process itself, or the one in a pool: name, id, description, executable. */
export function ProcessSection() {
  const { drawing, element, t } = useDesk();
  const [refused, setRefused] = useState<string | undefined>();
  const process = processOf(element);
  if (!process) return null;
  const pool = is(element.businessObject, 'bpmn:Participant');
  const put = (properties: object) =>
    pool
      ? drawing.change((modeling) => modeling.updateModdleProperties(element, process, properties))
      : drawing.set(element, properties);
  const changeId = (id: string) => {
    if (id === process.id) return setRefused(undefined);
    if (!ID.test(id)) return setRefused(t('只能用字母、数字、下划线、点和连字符，以字母开头'));
    if (!drawing.isFreeId(id, process)) return setRefused(t('编号“{id}”已被使用', { id }));
    setRefused(undefined);
    put({ id });
  };
  return (
    <Section title={t('流程')}>
      <Row label={t('名称')} htmlFor="jd-process-name">
        <CommitInput
          key={`${process.id}-name`}
          id="jd-process-name"
          label={t('名称')}
          value={text(process, 'name')}
          onCommit={(name) => put({ name: name || undefined })}
        />
      </Row>
      <Row
        label={t('编号')}
        htmlFor="jd-process-id"
        help={refused ?? t('程序中使用，改动后请检查引用它的地方')}
      >
        <CommitInput
          key={`${process.id}-id`}
          id="jd-process-id"
          label={t('编号')}
          value={process.id ?? ''}
          status={refused ? 'error' : undefined}
          onCommit={changeId}
        />
      </Row>
      <Row label={t('说明')} htmlFor="jd-process-doc">
        <CommitInput
          key={`${process.id}-doc`}
          id="jd-process-doc"
          label={t('说明')}
          rows={3}
          value={text(children(process, 'documentation')[0], 'text')}
          onCommit={(value) => writeDocumentation(drawing, element, value, process)}
        />
      </Row>
      <Row label={t('可运行')} help={t('关闭后只作说明图，不参加发布')}>
        <Switch
          size="small"
          aria-label={t('可运行')}
          checked={process.get('isExecutable') === true}
          onChange={(isExecutable) => put({ isExecutable })}
        />
      </Row>
    </Section>
  );
}
