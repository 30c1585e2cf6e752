import { App } from 'antd';
import { useBegin } from '../api/session.ts';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { PasswordForm } from './PasswordForm.tsx';

export default function PasswordPage() {
  const t = useT();
  const begin = useBegin();
  const { message } = App.useApp();
  return (
    <PageFrame title={t('修改密码')}>
      <section className="jd-card" style={{ maxWidth: 440 }}>
        <PasswordForm
          onDone={(view) => {
            begin(view);
            message.success(t('密码已修改，其他设备上的登录已退出。'));
          }}
        />
      </section>
    </PageFrame>
  );
}
