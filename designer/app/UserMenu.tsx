import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { messageOf } from '../api/problem.ts';
import { useSession, useSignOut } from '../api/session.ts';
import { useI18n } from '../i18n/index.ts';

export function UserMenu() {
  const { t, language, setLanguage } = useI18n();
  const { user } = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      message.error(messageOf(error));
    }
  };
  const items = [
    { key: 'help', label: t('帮助'), onClick: () => void navigate('/help') },
    { key: 'password', label: t('修改密码'), onClick: () => void navigate('/account/password') },
    {
      key: 'language',
      label: language === 'en' ? '中文' : 'English',
      onClick: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
    },
    { type: 'divider' as const },
    { key: 'out', label: t('退出登录'), onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" className="jd-user" aria-label={t('用户菜单：{name}', { name: user.name })}>
        <UserOutlined />
        <span className="jd-user-name">{user.name}</span>
        <DownOutlined className="jd-user-arrow" />
      </Button>
    </Dropdown>
  );
}
