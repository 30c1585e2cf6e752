import { Button, Select, Space, Switch } from 'antd';
import { extension, text } from '../../moddle.ts';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';
import { PROPERTIES, readEntry, writeEntry } from '../entries.ts';

const SEND_BACK = 'sendBack';

/** 表单: what the person fills in, and whether the task may be sent back. */
export function FormSection() {
  const { drawing, element, context, readOnly, t, onOpenForm, onNewForm } = useDesk();
  const formKey = text(extension(element.businessObject, 'zeebe:FormDefinition'), 'formKey');
  const known = context.forms.some(({ id }) => id === formKey);
  const options = context.forms.map(({ id, title }) => ({ value: id, label: `${title}（${id}）` }));
  if (formKey && !known) options.push({ value: formKey, label: t('{id}（配置包里没有）', { id: formKey }) });
  const write = (id: string | undefined) =>
    drawing.setExtension(
      element,
      'zeebe:FormDefinition',
      id ? { formKey: id, formId: undefined } : undefined,
    );

  return (
    <Section title={t('表单')}>
      <Row label={t('填写的表单')} help={formKey ? undefined : t('不选表单时，按图自动生成')}>
        <Select
          aria-label={t('填写的表单')}
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder={t('自动生成')}
          {...(formKey && { value: formKey })}
          {...(formKey && !known && { status: 'error' as const })}
          options={options}
          onChange={write}
        />
      </Row>
      <Space size="small" className="jd-plain-row">
        {onOpenForm && (
          <Button size="small" disabled={!known} onClick={() => onOpenForm(formKey)}>
            {t('打开表单')}
          </Button>
        )}
        {onNewForm && !readOnly && (
          <Button
            size="small"
            onClick={async () => {
              const title = text(element.businessObject, 'name');
              const id = await onNewForm({ elementId: element.id, title });
              if (id) write(id);
            }}
          >
            {t('新建表单')}
          </Button>
        )}
      </Space>
      <Row label={t('允许退回上一步')}>
        <Switch
          size="small"
          aria-label={t('允许退回上一步')}
          checked={readEntry(element, PROPERTIES, SEND_BACK) === 'true'}
          onChange={(on) => writeEntry(drawing, element, PROPERTIES, SEND_BACK, on ? 'true' : undefined)}
        />
      </Row>
    </Section>
  );
}
