import { Select } from 'antd';
import { extension, text } from '../../moddle.ts';
import type { Template } from '../block.ts';
import { applicableTemplates, templateOf, visibleProperties } from '../block.ts';
import { resolveTemplates } from '../choices.ts';
import { BlockField } from '../controls/BlockField.tsx';
import { Row, Section } from '../controls/Section.tsx';
import { useDesk } from '../desk.ts';

interface ElementTemplates {
  getLatest(element: unknown): Template[];
  applyTemplate(element: unknown, template: Template): unknown;
}

/** 业务模块: what an automatic step does, with its inputs as the block's template declares them. */
export function BlockSection() {
  const { drawing, element, context, t } = useDesk();
  const templates = resolveTemplates(context);
  const offered = applicableTemplates(element, templates);
  const current = templateOf(element, templates);
  const jobType = text(extension(element.businessObject, 'zeebe:TaskDefinition'), 'type');
  if (!current && !offered.length && !jobType) return null;
  return (
    <Section title={t('业务模块')}>
      <Row label={t('自动完成什么')} help={current?.description}>
        <Select
          aria-label={t('自动完成什么')}
          showSearch
          optionFilterProp="label"
          placeholder={t('请选择业务模块')}
          {...(current ? { value: current.id } : jobType && { value: jobType })}
          options={[
            ...offered.map(({ id, name }) => ({ value: id, label: name })),
            ...(!current && jobType
              ? [{ value: jobType, label: t('自定义作业：{type}', { type: jobType }) }]
              : []),
          ]}
          onChange={(id) => {
            const service = drawing.service<ElementTemplates>('elementTemplates');
            const template = service.getLatest(element).find((one) => one.id === id);
            if (template) service.applyTemplate(element, template);
          }}
        />
      </Row>
      {current &&
        visibleProperties(element, current).map((property, index) => (
          <BlockField
            // biome-ignore lint/suspicious/noArrayIndexKey: a template's properties keep their order
            key={`${element.id}-${current.id}-${index}`}
            property={property}
          />
        ))}
    </Section>
  );
}
