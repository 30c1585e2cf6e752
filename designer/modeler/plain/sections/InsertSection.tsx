import { Button, Space } from 'antd';
import { type Connection, insertStep } from '../../features/insert-step.ts';
import { Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';

/** On an arrow: a new step between the two that it joins. */
export function InsertSection() {
  const { drawing, element, readOnly, t } = useDesk();
  if (readOnly) return null;
  const insert = (type: string) => insertStep(drawing, element as Connection, type);
  return (
    <Section title={t('在此插入步骤')}>
      <Space size="small">
        <Button size="small" onClick={() => insert('bpmn:UserTask')}>
          {t('人工办理')}
        </Button>
        <Button size="small" onClick={() => insert('bpmn:ServiceTask')}>
          {t('自动办理')}
        </Button>
      </Space>
      <p className="jd-plain-help">{t('地方不够时，后面的部分自动让出位置')}</p>
    </Section>
  );
}
