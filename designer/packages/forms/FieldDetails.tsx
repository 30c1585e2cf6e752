import { Input, Switch } from 'antd';
import type { ReactNode } from 'react';
import type { FormDocument } from '../../../forms/document.ts';
import type { FieldRow } from '../../../forms/edit.ts';
import { type Text, type Translate, useText } from '../text.ts';
import { keptOf } from './edit-form.ts';
import { OptionsEditor } from './OptionsEditor.tsx';
import { ShowWhenEditor } from './ShowWhenEditor.tsx';

const LIMIT_NAMES: Record<string, Text> = {
  minLength: '至少 {n} 个字',
  maxLength: '最多 {n} 个字',
  minimum: '不小于 {n}',
  maximum: '不大于 {n}',
  minItems: '至少 {n} 项',
  maxItems: '最多 {n} 项',
  pattern: '格式 {n}',
  default: '初始值 {n}',
};

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="jd-pk-part">
      <h4>{title}</h4>
      {children}
    </div>
  );
}

/** What a field has besides its row: options, help, when it is shown, whether it goes on with the case. */
export function FieldDetails(props: {
  doc: FormDocument;
  row: FieldRow;
  rows: FieldRow[];
  onChange: (change: Partial<FieldRow>) => void;
}) {
  const { doc, row, rows, onChange } = props;
  const t = useText();
  return (
    <div className="jd-pk-details">
      {(row.kind === 'choice' || row.kind === 'choices') && (
        <Part title={t('选项')}>
          <OptionsEditor options={row.options} onChange={(options) => onChange({ options })} />
        </Part>
      )}
      <Part title={t('显示条件')}>
        <ShowWhenEditor row={row} rows={rows} onChange={(showWhen) => onChange({ showWhen })} />
      </Part>
      <Part title={t('填写说明')}>
        <Input
          aria-label={t('填写说明')}
          value={row.help}
          maxLength={200}
          placeholder={t('显示在字段下方')}
          onChange={(e) => onChange({ help: e.target.value })}
        />
      </Part>
      <Part title={t('随流程流转')}>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
        <label className="jd-pk-row">
          <Switch
            size="small"
            checked={row.routes}
            aria-label={t('随流程流转')}
            onChange={(routes) => onChange({ routes })}
          />
          <span className="jd-muted">{t('流程图的箭头条件、办理人可以用到这个字段。')}</span>
        </label>
      </Part>
      <KeptNote doc={doc} row={row} t={t} />
    </div>
  );
}

function KeptNote({ doc, row, t }: { doc: FormDocument; row: FieldRow; t: Translate }) {
  const { limits, others } = keptOf(doc, row);
  if (limits.length === 0 && others.length === 0) return null;
  const known = limits.map(([key, value]) => {
    const name = LIMIT_NAMES[key];
    return name ? t(name, { n: typeof value === 'object' ? JSON.stringify(value) : String(value) }) : key;
  });
  return (
    <p className="jd-pk-kept jd-muted">
      {t('另有设置，表格不改动，在 JSON 中修改：{list}', { list: [...known, ...others].join('、') })}
    </p>
  );
}
