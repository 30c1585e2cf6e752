import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { useBegin } from '../api/session.ts';
import type { SessionView } from '../api/types.ts';
import { useT } from '../i18n/index.ts';
import { SignInHead } from './SignInHead.tsx';

interface Entered {
  token: string;
  congressId: string;
  congressName: string;
  level: string;
  username: string;
  name: string;
  password: string;
}

/** The first congress and its administrator, on an empty installation; the token is in the link that the console shows. */
export function SetUp() {
  const t = useT();
  const begin = useBegin();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const submit = async (e: Entered) => {
    setBusy(true);
    setError(undefined);
    try {
      const congress = {
        id: e.congressId,
        name: e.congressName,
        shortName: e.congressName.slice(0, 30),
        level: e.level,
      };
      const { username, name, password } = e;
      const view = await api.post<SessionView>('/api/setup', {
        token: e.token,
        congress,
        username,
        name,
        password,
      });
      history.replaceState(null, '', '/');
      begin(view);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const must = [{ required: true, message: t('请填写') }];
  return (
    <div className="jd-signin">
      <main className="jd-signin-card">
        <SignInHead />
        <p className="jd-signin-intro">
          {t('首次使用：请建立第一个人大机构和管理员账号。口令在启动窗口显示的链接里。')}
        </p>
        {error !== undefined && (
          <Alert type="error" showIcon title={messageOf(error)} className="jd-signin-error" />
        )}
        <Form<Entered>
          layout="vertical"
          initialValues={{ token, level: 'district' }}
          onFinish={submit}
          disabled={busy}
        >
          <Form.Item name="token" label={t('一次性口令')} rules={must}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="congressName" label={t('机构名称')} rules={must}>
            <Input />
          </Form.Item>
          <Form.Item name="congressId" label={t('机构编号（小写字母、数字、连字符）')} rules={must}>
            <Input autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="level" label={t('层级')} rules={must}>
            <Select
              options={[
                { value: 'province', label: t('省级') },
                { value: 'city', label: t('市级') },
                { value: 'district', label: t('区县级') },
                { value: 'town', label: t('乡镇') },
              ]}
            />
          </Form.Item>
          <Form.Item name="name" label={t('管理员姓名')} rules={must}>
            <Input autoComplete="name" />
          </Form.Item>
          <Form.Item name="username" label={t('用户名')} rules={must}>
            <Input autoComplete="username" autoCapitalize="none" />
          </Form.Item>
          <Form.Item name="password" label={t('密码（至少 10 个字符）')} rules={must}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t('建立并登录')}
          </Button>
        </Form>
      </main>
    </div>
  );
}
