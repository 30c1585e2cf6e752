import { AutoComplete, Select } from 'antd';
import { useEffect, useState } from 'react';
import { children, is, text } from '../../moddle.ts';
import { CommitInput } from '../controls/CommitInput.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';
import { CASE_KEY, readMessage, writeMessage } from '../message.ts';

/** 消息: what an event waits for, and how the message finds the case. */
export function MessageSection() {
  const { drawing, element, context, t } = useDesk();
  const message = readMessage(element);
  const object = element.businessObject;
  const starts = is(object, 'bpmn:StartEvent') && object.$parent?.get('triggeredByEvent') !== true;
  const [typed, setTyped] = useState(message.name);
  useEffect(() => setTyped(message.name), [message.name]);

  const offered = new Map((context.messages ?? []).map(({ name, title }) => [name, title]));
  for (const root of children(drawing.definitions, 'rootElements'))
    if (is(root, 'bpmn:Message')) {
      const name = text(root, 'name');
      if (name && !offered.has(name)) offered.set(name, name);
    }
  const write = (name: string) => {
    if (name === message.name) return;
    const correlationKey = starts ? message.correlationKey : message.correlationKey || CASE_KEY;
    writeMessage(drawing, element, { name, correlationKey });
  };

  return (
    <Section title={t('消息')}>
      <Row
        label={t('等待的消息')}
        help={offered.get(message.name) === message.name ? undefined : offered.get(message.name)}
      >
        <AutoComplete
          aria-label={t('等待的消息')}
          value={typed}
          placeholder={t('选择或输入消息名')}
          options={[...offered].map(([value, title]) => ({
            value,
            label: title === value ? value : `${title}（${value}）`,
          }))}
          showSearch={{ filterOption: (input, option) => String(option?.label ?? '').includes(input) }}
          onChange={(value: string) => setTyped(value ?? '')}
          onSelect={(value: string) => write(value)}
          onBlur={() => write(typed.trim())}
        />
      </Row>
      {!starts && (
        <Row label={t('怎样找到事项')} htmlFor="jd-correlation" help={t('一般按事项编号（=caseId）')}>
          <CommitInput
            key={`${element.id}-correlation`}
            id="jd-correlation"
            label={t('怎样找到事项')}
            value={message.correlationKey}
            placeholder={CASE_KEY}
            onCommit={(correlationKey) =>
              message.name && writeMessage(drawing, element, { name: message.name, correlationKey })
            }
          />
        </Row>
      )}
    </Section>
  );
}

/** 中断: whether a boundary event (or the start of an event sub-process) ends what it sits on. */
export function InterruptingSection() {
  const { drawing, element, t } = useDesk();
  const object = element.businessObject;
  const property = is(object, 'bpmn:BoundaryEvent') ? 'cancelActivity' : 'isInterrupting';
  return (
    <Section title={t('发生时')}>
      <Row label={t('对正在办理的步骤')}>
        <Select
          aria-label={t('对正在办理的步骤')}
          value={object.get(property) === false ? 'continue' : 'interrupt'}
          options={[
            { value: 'interrupt', label: t('中断：撤下原步骤，转走这一支') },
            { value: 'continue', label: t('不中断：原步骤继续，另走这一支') },
          ]}
          onChange={(chosen) => drawing.set(element, { [property]: chosen === 'interrupt' })}
        />
      </Row>
    </Section>
  );
}
