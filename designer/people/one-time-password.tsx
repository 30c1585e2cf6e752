import { App } from 'antd';
import { useT } from '../i18n/index.ts';

/** Shows a one-time password, once. */
export function useOneTimePassword() {
  const t = useT();
  const { modal } = App.useApp();
  return (name: string, password: string): void => {
    modal.success({
      title: t('{name} 的一次性密码', { name }),
      content: (
        <>
          <p>{t('请当面或电话告知本人，只显示这一次。首次登录须修改。')}</p>
          <p className="jd-secret">{password}</p>
        </>
      ),
      okText: t('已记下'),
    });
  };
}
