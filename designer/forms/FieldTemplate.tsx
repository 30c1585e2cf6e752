import { errorId, type FieldTemplateProps, getUiOptions, helpId } from '@rjsf/utils';
import { Form } from 'antd';

/** Label, input, help, errors. The theme's own shows either help or errors; people need both. */
export function FieldTemplate(props: FieldTemplateProps) {
  const {
    id,
    children,
    label,
    displayLabel,
    required,
    hidden,
    rawErrors,
    rawHelp,
    rawDescription,
    uiSchema,
    schema,
  } = props;
  if (hidden) return <div hidden>{children}</div>;
  const group = schema.type === 'object' || (schema.type === 'array' && !uiSchema?.['ui:widget']);
  const checkbox = getUiOptions(uiSchema).widget === 'checkbox' || schema.type === 'boolean';
  const hint = rawHelp ?? (group ? undefined : rawDescription);
  return (
    <Form.Item
      layout="vertical"
      htmlFor={id}
      label={displayLabel && !checkbox ? label : undefined}
      required={required ?? false}
      {...(rawErrors?.length ? { validateStatus: 'error' as const } : {})}
      help={rawErrors?.length ? <span id={errorId(id)}>{rawErrors.join(' ')}</span> : undefined}
      extra={hint ? <span id={helpId(id)}>{hint}</span> : undefined}
    >
      {children}
    </Form.Item>
  );
}
