import { Form, Select } from 'antd';
import { useState } from 'react';
import type { FormDocument } from '../../../forms/document.ts';
import { newForm, newRow, withRows } from '../../../forms/edit.ts';
import { toText, usePackageDesk } from '../desk.ts';
import { readForm } from '../drawing/context.ts';
import { filesOfKind, nameOfFile, titleOfFile } from '../file-kinds.ts';
import { NewPartDialog } from '../NewPartDialog.tsx';
import { useText } from '../text.ts';

/** A new form: empty with one field, or like another. Gives its id, or undefined when it was given up. */
export function NewFormDialog(props: {
  /** Suggested: the step's name. */
  title: string;
  /** To be copied. */
  original?: FormDocument;
  onDone: (id: string | undefined) => void;
}) {
  const t = useText();
  const { draft } = usePackageDesk();
  const forms = filesOfKind(draft.files, 'form');
  const fileOf = (id: string) => `forms/${id}.json`;
  const taken = (id: string) => draft.files[fileOf(id)] !== undefined;
  const free = () => {
    let n = forms.length + 1;
    while (taken(`form-${n}`)) n += 1;
    return `form-${n}`;
  };
  const [from, setFrom] = useState<string>();
  const create = (title: string, id: string) => {
    const original = props.original ?? readForm(from === undefined ? undefined : draft.files[from]);
    const opinion = { ...newRow([], 'textarea'), name: 'opinion', title: t('意见'), required: true };
    const made = original
      ? { ...structuredClone(original), id, title }
      : withRows(newForm(id, title), [opinion]);
    draft.set(fileOf(id), toText(made));
    props.onDone(id);
  };
  return (
    <NewPartDialog
      heading={props.original ? t('复制表单') : t('新建表单')}
      titleLabel={t('表单名称')}
      title={props.title}
      id={free()}
      taken={taken}
      onCreate={create}
      onCancel={() => props.onDone(undefined)}
      after={
        !props.original &&
        forms.length > 0 && (
          <Form.Item label={t('从哪里开始')} htmlFor="jd-pk-new-form-from">
            <Select
              id="jd-pk-new-form-from"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('只有一个“意见”字段的表单')}
              value={from ?? null}
              options={forms.map((path) => ({
                value: path,
                label: t('与“{title}”相同', {
                  title: `${titleOfFile(path, draft.files)}（${nameOfFile(path)}）`,
                }),
              }))}
              onChange={(path: string | null | undefined) => setFrom(path ?? undefined)}
            />
          </Form.Item>
        )
      }
    />
  );
}
