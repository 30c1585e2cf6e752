import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { toText, usePackageDesk } from '../desk.ts';
import type { FileKind } from '../file-kinds.ts';
import { useText } from '../text.ts';
import { KIND_NAMES } from './kind-names.ts';
import { STARTERS } from './new-file.ts';

const ID = /^[a-z][a-z0-9-]{0,63}$/;

export function NewFileDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { draft, go } = usePackageDesk();
  const kinds = Object.keys(STARTERS) as FileKind[];
  const [kind, setKind] = useState<FileKind>('ruleset');
  const [title, setTitle] = useState('');
  const [id, setId] = useState('');
  const [tried, setTried] = useState(false);
  const starter = STARTERS[kind];
  const file = `${starter?.folder}/${id}.json`;
  const taken = draft.files[file] !== undefined;
  const wrong = !ID.test(id) || taken;
  const noTitle = title.trim() === '';
  const create = () => {
    setTried(true);
    if (wrong || noTitle || !starter) return;
    draft.set(file, toText(starter.make(id, title.trim(), draft.packageId, draft.files)));
    go({ tab: 'files', file });
    onClose();
  };
  return (
    <Modal open title={t('新建')} okText={t('建立')} cancelText={t('取消')} onOk={create} onCancel={onClose}>
      <Form layout="vertical" className="jd-pk-dialog-form">
        <Form.Item label={t('种类')} htmlFor="jd-pk-file-kind">
          <Select
            id="jd-pk-file-kind"
            value={kind}
            options={kinds.map((value) => ({ value, label: t(KIND_NAMES[value]) }))}
            onChange={(next: FileKind) => setKind(next)}
          />
        </Form.Item>
        <Form.Item
          label={t('名称')}
          required
          htmlFor="jd-pk-file-title"
          validateStatus={tried && noTitle ? 'error' : ''}
          help={tried && noTitle ? t('请填写名称。') : undefined}
        >
          <Input
            id="jd-pk-file-title"
            value={title}
            maxLength={60}
            onChange={(e) => setTitle(e.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={t('标识')}
          required
          htmlFor="jd-pk-file-id"
          validateStatus={(tried && wrong) || taken ? 'error' : ''}
          help={taken ? t('已有这个名字的文件，请换一个。') : t('小写字母、数字和连字符，以字母开头。')}
        >
          <Input
            id="jd-pk-file-id"
            value={id}
            maxLength={64}
            onChange={(e) => setId(e.target.value.toLowerCase().trim())}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
