import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { FormDocument } from '../../../forms/document.ts';
import { Nothing } from '../../app/Nothing.tsx';
import { readManifest, toText, usePackageDesk } from '../desk.ts';
import { readForm } from '../drawing/context.ts';
import { useReferences } from '../drawing/use-references.ts';
import { filesOfKind, nameOfFile, titleOfFile } from '../file-kinds.ts';
import { JsonEditor } from '../files/JsonEditor.tsx';
import { useText } from '../text.ts';
import { FormBuilder } from './FormBuilder.tsx';
import { NewFormDialog } from './NewFormDialog.tsx';

/** 表单: the package's forms, one at a time, as a table of fields or as JSON. */
export default function FormsTab() {
  const t = useText();
  const { modal } = App.useApp();
  const { draft, place, go, problems } = usePackageDesk();
  const [mode, setMode] = useState<'table' | 'json'>('table');
  const [creating, setCreating] = useState<'new' | FormDocument>();
  const references = useReferences(draft.files);
  const files = filesOfKind(draft.files, 'form');
  const file = place.file !== undefined && files.includes(place.file) ? place.file : files[0];
  const doc = readForm(file === undefined ? undefined : draft.files[file]);
  const id = file === undefined ? '' : nameOfFile(file);
  const users = Object.entries(references).flatMap(([drawing, r]) =>
    r.userTasks.filter((task) => task.formKey === id).map((task) => ({ drawing, ...task })),
  );
  const starts = readManifest(draft.files).start?.form === id;
  const found = (problems ?? []).filter((p) => p.file === file);

  const remove = () =>
    modal.confirm({
      title: t('删除表单“{title}”？', { title: doc?.title ?? id }),
      content:
        users.length > 0 || starts
          ? t('它正被使用，删除后相应的步骤需要另选表单：{list}', {
              list: [...(starts ? [t('提出事项')] : []), ...users.map((u) => u.name || u.elementId)].join(
                '、',
              ),
            })
          : t('没有步骤使用它。'),
      okText: t('删除'),
      okButtonProps: { danger: true },
      cancelText: t('取消'),
      onOk: () => {
        if (file !== undefined) draft.set(file, undefined);
        go({ tab: 'forms' });
      },
    });
  const dialog = creating !== undefined && (
    <NewFormDialog
      title={creating === 'new' ? '' : t('{title}（副本）', { title: creating.title })}
      {...(creating === 'new' ? {} : { original: creating })}
      onDone={(made) => {
        setCreating(undefined);
        if (made) go({ tab: 'forms', file: `forms/${made}.json` });
      }}
    />
  );
  if (file === undefined)
    return (
      <>
        <Nothing
          title={t('还没有表单')}
          action={
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating('new')}>
              {t('新建表单')}
            </Button>
          }
        >
          {t('表单是办理人在每个步骤填写的内容。')}
        </Nothing>
        {dialog}
      </>
    );
  return (
    <>
      <div className="jd-pk-strip">
        <label htmlFor="jd-pk-form-choice">{t('表单')}</label>
        <Select
          id="jd-pk-form-choice"
          className="jd-pk-wide-choice"
          showSearch={{ optionFilterProp: 'label' }}
          value={file}
          options={files.map((path) => ({
            value: path,
            label: `${titleOfFile(path, draft.files)}（${nameOfFile(path)}）`,
          }))}
          onChange={(path: string) => go({ tab: 'forms', file: path })}
        />
        <Button icon={<PlusOutlined />} onClick={() => setCreating('new')}>
          {t('新建表单')}
        </Button>
        <Button icon={<CopyOutlined />} disabled={!doc} onClick={() => doc && setCreating(doc)}>
          {t('复制')}
        </Button>
        <Button icon={<DeleteOutlined />} onClick={remove}>
          {t('删除')}
        </Button>
        <span className="jd-grow" />
        <Segmented
          aria-label={t('编辑方式')}
          value={mode}
          options={[
            { value: 'table', label: t('字段表格') },
            { value: 'json', label: t('JSON（专家）') },
          ]}
          onChange={(next) => setMode(next as typeof mode)}
        />
      </div>
      <p className="jd-pk-used jd-muted">
        {t('用于：')}
        {starts && <span>{t('提出事项')}</span>}
        {users.map((u) => (
          <button
            key={`${u.drawing}${u.elementId}`}
            type="button"
            className="jd-link"
            onClick={() => go({ tab: 'drawing', file: u.drawing, at: u.elementId })}
          >
            {u.name || u.elementId}
          </button>
        ))}
        {!starts && users.length === 0 && t('还没有步骤使用')}
      </p>
      {!doc && (
        <Alert
          type="error"
          showIcon
          className="jd-pk-gap"
          title={t('这个文件不是一个完整的表单，请在下面的 JSON 中改正后再用字段表格。')}
        />
      )}
      {doc && mode === 'table' ? (
        <FormBuilder
          key={file}
          doc={doc}
          problems={found.map((p) => ({ place: p.place ?? '', message: p.message }))}
          focus={place.file === file ? place.at : undefined}
          onChange={(next) => draft.set(file, toText(next))}
        />
      ) : (
        <JsonEditor
          key={file}
          label={titleOfFile(file, draft.files)}
          text={draft.files[file] ?? ''}
          problems={found}
          onText={(text) => draft.set(file, text)}
        />
      )}
      {dialog}
    </>
  );
}
