import { useBegin, useSignOut } from '../api/session.ts';
import { SignInHead } from '../app/SignInHead.tsx';
import { useT } from '../i18n/index.ts';
import { PasswordForm } from './PasswordForm.tsx';

/** After signing in with a one-time password nothing else can be done first. */
export function OneTimePassword() {
  const t = useT();
  const begin = useBegin();
  const signOut = useSignOut();
  return (
    <div className="jd-signin">
      <main className="jd-signin-card">
        <SignInHead />
        <p className="jd-signin-intro">{t('您使用的是一次性密码，请先设置自己的密码。')}</p>
        <PasswordForm onDone={begin} />
        <footer className="jd-signin-foot">
          <button type="button" className="jd-link" onClick={() => void signOut()}>
            {t('退出登录')}
          </button>
        </footer>
      </main>
    </div>
  );
}
