import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { messageOf } from '../api/problem.ts';
import { useResume, useSessionEnded } from '../api/session.ts';
import type { Session } from '../api/types.ts';
import { useT } from '../i18n/index.ts';

/** Over the page when the session has ended, so that what was typed into the page is not lost. */
export function SignInAgain({ user }: { user: Session['user'] }) {
  return useSessionEnded() ? <Dialog user={user} /> : null;
}

function Dialog({ user }: { user: Session['user'] }) {
  const t = useT();
  const resume = useResume();
  const [form] = Form.useForm<{ password: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async ({ password }: { password: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      await resume(user.username, password);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('登录已失效，请重新登录')}
      okText={t('登录')}
      cancelText={t('换个账号')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => location.assign('/')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={400}
    >
      <p style={{ marginBottom: 12 }}>{t('登录后回到当前页面，已填写的内容仍在。')}</p>
      {error !== undefined && (
        <Alert role="alert" type="error" showIcon title={messageOf(error)} style={{ marginBottom: 12 }} />
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
        <Form.Item label={t('用户名')}>
          <Input value={user.username} disabled autoComplete="username" />
        </Form.Item>
        <Form.Item name="password" label={t('密码')} rules={[{ required: true, message: t('请输入密码') }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
