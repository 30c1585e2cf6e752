/** 决策表: the decisions of a package that business rule tasks of its drawings call, edited as tables and expressions. */
import { Alert, Tabs } from 'antd';
import { useEffect } from 'react';
import { useI18n } from '../i18n/index.ts';
import { usePackageDesk } from '../packages/desk.ts';
import type { EditorProps } from '../packages/editors.ts';
import type { View } from './create-modeler.ts';
import { useText } from './text.ts';
import { useModeler } from './use-modeler.ts';

export default function DecisionEditor({ value, onChange, problems, file }: EditorProps<string>) {
  const t = useText();
  const { language } = useI18n();
  const { draft } = usePackageDesk();
  const { canvasRef, views, view, open, failure, flush } = useModeler({
    xml: value,
    fileName: file,
    language: language === 'en' ? 'en' : 'zh',
    onChange,
  });
  const { onFlush } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `flush` only hands on to what is latest
  useEffect(() => onFlush(flush), [onFlush]);

  const nameOf = ({ type, element }: View) => (type === 'drd' ? t('决策关系图') : element.name || element.id);
  const key = (v: View) => v.element.id;
  return (
    <div className="jd-decisions">
      {failure && (
        <Alert
          type="error"
          showIcon
          title={t('“{name}”无法打开：{reason}', { name: file, reason: failure })}
        />
      )}
      {problems.map((p) => (
        <Alert
          key={`${p.elementId} ${p.message}`}
          type={p.severity === 'error' ? 'error' : 'warning'}
          showIcon
          title={p.message}
        />
      ))}
      {view && (
        <Tabs
          size="small"
          activeKey={key(view)}
          onChange={(to) => {
            const next = views.find((v) => key(v) === to);
            if (next) open(next);
          }}
          items={views.map((v) => ({ key: key(v), label: nameOf(v) }))}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: decisions are no form group */}
      <div ref={canvasRef} className="jd-decisions-canvas" role="group" aria-label={t('决策')} />
    </div>
  );
}
