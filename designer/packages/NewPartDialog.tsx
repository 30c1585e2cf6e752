import { Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { ID } from './file-kinds.ts';
import { useText } from './text.ts';

/** Asks what a new part of a package is called: for people, and as a file. */
export function NewPartDialog(props: {
  heading: string;
  /** Suggested. */
  title?: string;
  id?: string;
  titleLabel?: string;
  idLabel?: string;
  /** Shown behind the identifier, such as `.bpmn`. */
  suffix?: string;
  taken: (id: string) => boolean;
  onCreate: (title: string, id: string) => void;
  onCancel: () => void;
  before?: ReactNode;
  after?: ReactNode;
}) {
  const t = useText();
  const [title, setTitle] = useState(props.title ?? '');
  const [id, setId] = useState(props.id ?? '');
  const [tried, setTried] = useState(false);
  const taken = props.taken(id);
  const wrong = !ID.test(id) || taken;
  const noTitle = title.trim() === '';
  const create = () => {
    setTried(true);
    if (!wrong && !noTitle) props.onCreate(title.trim(), id);
  };
  return (
    <Modal
      open
      title={props.heading}
      okText={t('建立')}
      cancelText={t('取消')}
      onOk={create}
      onCancel={props.onCancel}
    >
      <Form layout="vertical" className="jd-pk-dialog-form">
        {props.before}
        <Form.Item
          label={props.titleLabel ?? t('名称')}
          required
          htmlFor="jd-pk-new-title"
          validateStatus={tried && noTitle ? 'error' : ''}
          help={tried && noTitle ? t('请填写名称。') : undefined}
        >
          <Input
            id="jd-pk-new-title"
            value={title}
            maxLength={60}
            onChange={(e) => setTitle(e.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={props.idLabel ?? t('标识')}
          required
          htmlFor="jd-pk-new-id"
          validateStatus={wrong && (tried || id !== '') ? 'error' : ''}
          help={taken ? t('已有这个名字的文件，请换一个。') : t('小写字母、数字和连字符，以字母开头。')}
        >
          <Input
            id="jd-pk-new-id"
            suffix={props.suffix}
            value={id}
            maxLength={64}
            onChange={(e) => setId(e.target.value.toLowerCase().trim())}
          />
        </Form.Item>
        {props.after}
      </Form>
    </Modal>
  );
}
