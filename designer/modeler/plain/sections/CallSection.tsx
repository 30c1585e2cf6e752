import { Select, Switch } from 'antd';
import { extension, text } from '../../moddle.ts';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';

/** 调用流程: which of the package's processes a call activity runs. */
export function CallSection() {
  const { drawing, element, context, t } = useDesk();
  const called = extension(element.businessObject, 'zeebe:CalledElement');
  const processId = text(called, 'processId');
  const options = context.processes.map(({ id, title }) => ({ value: id, label: title }));
  if (processId && !options.some(({ value }) => value === processId))
    options.push({ value: processId, label: t('{id}（配置包里没有）', { id: processId }) });
  return (
    <Section title={t('调用的流程')}>
      <Row label={t('流程')}>
        <Select
          aria-label={t('流程')}
          placeholder={t('请选择')}
          {...(processId && { value: processId })}
          options={options}
          onChange={(id) => drawing.setExtension(element, 'zeebe:CalledElement', { processId: id })}
        />
      </Row>
      <Row label={t('办完后带回全部结果')}>
        <Switch
          size="small"
          aria-label={t('办完后带回全部结果')}
          checked={called?.get('propagateAllChildVariables') !== false}
          onChange={(on) =>
            drawing.setExtension(element, 'zeebe:CalledElement', { propagateAllChildVariables: on })
          }
        />
      </Row>
    </Section>
  );
}
