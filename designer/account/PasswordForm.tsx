import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import type { SessionView } from '../api/types.ts';
import { useT } from '../i18n/index.ts';

interface Entered {
  current: string;
  next: string;
  again: string;
}

export function PasswordForm({ onDone }: { onDone: (view: SessionView) => void }) {
  const t = useT();
  const [form] = Form.useForm<Entered>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const submit = async ({ current, next }: Entered) => {
    setBusy(true);
    setError(undefined);
    try {
      const view = await api.post<SessionView>('/api/session/password', { current, next });
      form.resetFields();
      onDone(view);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<Entered> form={form} layout="vertical" onFinish={submit} disabled={busy} requiredMark={false}>
      {error !== undefined && (
        <Alert role="alert" type="error" showIcon title={messageOf(error)} style={{ marginBottom: 16 }} />
      )}
      <Form.Item
        name="current"
        label={t('当前密码')}
        rules={[{ required: true, message: t('请输入当前密码') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('新密码（至少 10 个字符）')}
        rules={[{ required: true, min: 10, message: t('密码至少 10 个字符') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('再次输入新密码')}
        dependencies={['next']}
        rules={[
          { required: true, message: t('请再次输入新密码') },
          {
            validator: (_, value) =>
              !value || value === form.getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('两次输入的密码不一致'))),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('修改密码')}
      </Button>
    </Form>
  );
}
