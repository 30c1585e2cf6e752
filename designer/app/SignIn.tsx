import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../api/problem.ts';
import { useSignIn } from '../api/session.ts';
import { useI18n } from '../i18n/index.ts';
import { SignInHead } from './SignInHead.tsx';

interface Entered {
  userName: string;
  password: string;
}

export function SignIn() {
  const { t, language, setLanguage } = useI18n();
  const signIn = useSignIn();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${t('登录')} · ${t('人大监督')}`;
  }, [t]);
  useEffect(() => {
    if (error) alert.current?.focus();
  }, [error]);
  const submit = async (entered: Entered) => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await signIn(entered.userName.trim(), entered.password);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="jd-signin">
      <main className="jd-signin-card">
        <SignInHead />
        {error !== undefined && (
          <div ref={alert} tabIndex={-1} className="jd-signin-error">
            <Alert type="error" showIcon title={messageOf(error)} />
          </div>
        )}
        <Form<Entered> layout="vertical" onFinish={submit} requiredMark={false} disabled={busy}>
          <Form.Item
            name="userName"
            label={t('用户名')}
            rules={[{ required: true, message: t('请输入用户名') }]}
          >
            <Input
              size="large"
              prefix={<UserOutlined />}
              autoComplete="username"
              autoCapitalize="none"
              autoFocus
            />
          </Form.Item>
          <Form.Item name="password" label={t('密码')} rules={[{ required: true, message: t('请输入密码') }]}>
            <Input.Password size="large" prefix={<LockOutlined />} autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {t('登录')}
          </Button>
        </Form>
        <footer className="jd-signin-foot">
          <a href="/public">{t('公开页面')}</a>
          <button
            type="button"
            className="jd-link"
            onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
          >
            {language === 'en' ? '中文' : 'English'}
          </button>
        </footer>
      </main>
      <p className="jd-signin-note">{t('忘记密码请联系本单位管理员重置。')}</p>
    </div>
  );
}
