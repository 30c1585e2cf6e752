import { Alert, Form, Input } from 'antd';
import { useDeferredValue, useEffect, useState } from 'react';
import { checkStructure, type FormProblem } from '../../../forms/check.ts';
import type { FormDocument } from '../../../forms/document.ts';
import { ErrorBoundary } from '../../app/ErrorBoundary.tsx';
import { FormPreview } from '../../forms/FormPreview.tsx';
import { fieldOf } from '../place.ts';
import { useText } from '../text.ts';
import { FieldTable } from './FieldTable.tsx';

/** Typing pauses this long before the preview is drawn anew. */
const PAUSE_MS = 350;

export interface FormBuilderProps {
  doc: FormDocument;
  /** Problems that only the server's check finds. */
  problems: FormProblem[];
  focus: string | undefined;
  onChange: (next: FormDocument) => void;
}

/** A form as a table of fields, with the form itself beside it as clerks will see it. */
export function FormBuilder({ doc, problems, focus, onChange }: FormBuilderProps) {
  const t = useText();
  const live = checkStructure(doc);
  const all = [...live, ...problems.filter((p) => !live.some((l) => l.message === p.message))];
  const others = all.filter((p) => fieldOf(p.place) === undefined);
  const put = (change: Partial<FormDocument>) => onChange({ ...doc, ...change });
  const optional = (key: 'description' | 'submitLabel', value: string) => {
    const { [key]: _, ...rest } = doc;
    onChange(value === '' ? rest : { ...rest, [key]: value });
  };
  return (
    <div className="jd-pk-builder">
      <section aria-label={t('字段')}>
        {others.length > 0 && (
          <Alert type="error" showIcon className="jd-pk-gap" title={others.map((p) => p.message).join(' ')} />
        )}
        <Form layout="vertical" className="jd-pk-form-head">
          <Form.Item label={t('表单名称')} htmlFor="jd-pk-form-title">
            <Input
              id="jd-pk-form-title"
              value={doc.title}
              maxLength={60}
              onChange={(e) => put({ title: e.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('提交按钮的文字')} htmlFor="jd-pk-form-submit">
            <Input
              id="jd-pk-form-submit"
              value={doc.submitLabel ?? ''}
              placeholder={t('提交')}
              maxLength={12}
              onChange={(e) => optional('submitLabel', e.target.value)}
            />
          </Form.Item>
          <Form.Item label={t('办理提示')} htmlFor="jd-pk-form-description" className="jd-pk-wide">
            <Input.TextArea
              id="jd-pk-form-description"
              autoSize={{ minRows: 1, maxRows: 4 }}
              value={doc.description ?? ''}
              placeholder={t('显示在表单上方，说明要做什么')}
              maxLength={500}
              onChange={(e) => optional('description', e.target.value)}
            />
          </Form.Item>
        </Form>
        <FieldTable doc={doc} problems={all} focus={focus} onChange={onChange} />
      </section>
      <Preview doc={doc} broken={live.length > 0} />
    </div>
  );
}

function Preview({ doc, broken }: { doc: FormDocument; broken: boolean }) {
  const t = useText();
  const [shown, setShown] = useState(doc);
  const latest = useDeferredValue(doc);
  useEffect(() => {
    if (broken) return;
    const timer = setTimeout(() => setShown(latest), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [latest, broken]);
  return (
    <aside className="jd-pk-preview" aria-label={t('预览')}>
      <header>
        <h3>{t('预览')}</h3>
        <span className="jd-muted">
          {broken ? t('有问题待解决，暂显示之前的样子') : t('办理人看到的样子，可以试填')}
        </span>
      </header>
      <ErrorBoundary resetKey={JSON.stringify(shown)}>
        <FormPreview doc={shown} />
      </ErrorBoundary>
    </aside>
  );
}
