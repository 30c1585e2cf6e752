import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { readManifest, usePackageDesk } from '../desk.ts';
import { newDrawing } from '../list/new-drawing.ts';
import { useText } from '../text.ts';

const NAME = /^[a-z][a-z0-9-]{0,40}$/;

/** Another drawing of the package, to be called by a step of the main one. */
export function NewDrawingDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { draft, go } = usePackageDesk();
  const [title, setTitle] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const manifest = readManifest(draft.files);
  const file = `${name}.bpmn`;
  const taken = draft.files[file] !== undefined;
  const wrong = !NAME.test(name) || taken;
  const noTitle = title.trim() === '';
  const create = () => {
    setTried(true);
    if (wrong || noTitle) return;
    const role = manifest.roles?.[0]?.id ?? 'clerk';
    const processId = `${draft.packageId}-${name}`;
    draft.set(file, newDrawing({ processId, title: title.trim(), step: t('办理'), role }));
    go({ tab: 'drawing', file });
    onClose();
  };
  return (
    <Modal
      open
      title={t('新建流程图')}
      okText={t('建立')}
      cancelText={t('取消')}
      onOk={create}
      onCancel={onClose}
    >
      <p className="jd-muted">{t('一个流程可以有几张图。新图由主流程里的“调用流程”步骤使用。')}</p>
      <Form layout="vertical" className="jd-pk-dialog-form">
        <Form.Item
          label={t('名称')}
          required
          htmlFor="jd-pk-drawing-title"
          validateStatus={tried && noTitle ? 'error' : ''}
          help={tried && noTitle ? t('请填写名称。') : undefined}
        >
          <Input
            id="jd-pk-drawing-title"
            value={title}
            maxLength={60}
            onChange={(e) => setTitle(e.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={t('文件名')}
          required
          htmlFor="jd-pk-drawing-name"
          validateStatus={(tried && wrong) || taken ? 'error' : ''}
          help={taken ? t('已有这个名字的文件，请换一个。') : t('小写字母、数字和连字符，以字母开头。')}
        >
          <Input
            id="jd-pk-drawing-name"
            suffix=".bpmn"
            value={name}
            maxLength={41}
            onChange={(e) => setName(e.target.value.toLowerCase().trim())}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
