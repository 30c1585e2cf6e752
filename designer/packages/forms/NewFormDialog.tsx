import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { FormDocument } from '../../../forms/document.ts';
import { newForm, newRow, withRows } from '../../../forms/edit.ts';
import { toText, usePackageDesk } from '../desk.ts';
import { readForm } from '../drawing/context.ts';
import { filesOfKind, nameOfFile, titleOfFile } from '../file-kinds.ts';
import { useText } from '../text.ts';

const ID = /^[a-z][a-z0-9-]{0,63}$/;

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
  const free = () => {
    let n = forms.length + 1;
    while (draft.files[`forms/form-${n}.json`] !== undefined) n += 1;
    return `form-${n}`;
  };
  const [title, setTitle] = useState(props.title);
  const [id, setId] = useState(free);
  const [from, setFrom] = useState<string>();
  const [tried, setTried] = useState(false);
  const taken = draft.files[`forms/${id}.json`] !== undefined;
  const wrong = !ID.test(id) || taken;
  const noTitle = title.trim() === '';

  const create = () => {
    setTried(true);
    if (wrong || noTitle) return;
    const original = props.original ?? readForm(from === undefined ? undefined : draft.files[from]);
    const opinion = { ...newRow([], 'textarea'), name: 'opinion', title: t('意见'), required: true };
    const made = original
      ? { ...structuredClone(original), id, title: title.trim() }
      : withRows(newForm(id, title.trim()), [opinion]);
    draft.set(`forms/${id}.json`, toText(made));
    props.onDone(id);
  };
  return (
    <Modal
      open
      title={props.original ? t('复制表单') : t('新建表单')}
      okText={t('建立')}
      cancelText={t('取消')}
      onOk={create}
      onCancel={() => props.onDone(undefined)}
    >
      <Form layout="vertical" className="jd-pk-dialog-form">
        <Form.Item
          label={t('表单名称')}
          required
          htmlFor="jd-pk-new-form-title"
          validateStatus={tried && noTitle ? 'error' : ''}
          help={tried && noTitle ? t('请填写名称。') : undefined}
        >
          <Input
            id="jd-pk-new-form-title"
            value={title}
            maxLength={60}
            onChange={(e) => setTitle(e.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={t('标识')}
          required
          htmlFor="jd-pk-new-form-id"
          validateStatus={wrong && (tried || id !== '') ? 'error' : ''}
          help={taken ? t('已有这个名字的文件，请换一个。') : t('小写字母、数字和连字符，以字母开头。')}
        >
          <Input
            id="jd-pk-new-form-id"
            value={id}
            maxLength={64}
            onChange={(e) => setId(e.target.value.toLowerCase().trim())}
          />
        </Form.Item>
        {!props.original && forms.length > 0 && (
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
        )}
      </Form>
    </Modal>
  );
}
