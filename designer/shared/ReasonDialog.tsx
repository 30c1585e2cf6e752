import { Alert, Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { messageOf } from '../api/problem.ts';
import { useT } from '../i18n/index.ts';
import { useOnce } from './use-once.ts';

/** A deed that wants a reason. `act` throws to keep the dialog open and say why. */
export function ReasonDialog(props: {
  title: string;
  explanation: string;
  label: string;
  okText: string;
  required?: boolean;
  danger?: boolean;
  /** More fields above the reason. */
  children?: ReactNode;
  ready?: boolean;
  act: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { required = true, ready = true, act, onClose } = props;
  const t = useT();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = useOnce(async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act(reason.trim());
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  });
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      cancelText={t('取消')}
      onOk={() => void submit()}
      onCancel={onClose}
      confirmLoading={busy}
      okButtonProps={{
        disabled: !ready || (required && reason.trim() === ''),
        danger: props.danger ?? false,
      }}
      destroyOnHidden
    >
      <p style={{ marginBottom: 12 }}>{props.explanation}</p>
      {error !== undefined && (
        <Alert role="alert" type="error" showIcon title={messageOf(error)} style={{ marginBottom: 12 }} />
      )}
      <Form layout="vertical">
        {props.children}
        <Form.Item label={props.label} required={required} htmlFor="jd-reason">
          <Input.TextArea
            id="jd-reason"
            rows={3}
            maxLength={500}
            showCount
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
