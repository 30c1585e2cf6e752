import { App, Button } from 'antd';
import { api } from '../api/client.ts';
import { useOrgNames } from '../api/names.ts';
import { messageOf } from '../api/problem.ts';
import { useT } from '../i18n/index.ts';
import { TableHead } from '../shared/TableHead.tsx';
import { useOneTimePassword } from './one-time-password.tsx';
import { useRoles } from './roles.ts';
import type { StoredUser } from './types.ts';

export function UserTable(props: { users: StoredUser[]; onEdit: ((user: StoredUser) => void) | undefined }) {
  const { users, onEdit } = props;
  const t = useT();
  const orgs = useOrgNames();
  const roles = useRoles();
  const { modal, message } = App.useApp();
  const tell = useOneTimePassword();
  const roleTitle = (id: string) => roles.data?.find((r) => r.id === id)?.title ?? id;
  const reset = (user: StoredUser) =>
    modal.confirm({
      title: t('重置 {name} 的密码？', { name: user.name }),
      content: t('原密码立即失效，此人的登录全部退出。'),
      okText: t('重置密码'),
      cancelText: t('取消'),
      onOk: async () => {
        try {
          const path = `/api/directory/users/${encodeURIComponent(user.id)}/reset-password`;
          const { oneTimePassword } = await api.post<{ oneTimePassword: string }>(path);
          tell(user.name, oneTimePassword);
        } catch (error) {
          message.error(messageOf(error));
        }
      },
    });
  return (
    <table className="jd-list-table">
      <TableHead columns={[t('姓名'), t('用户名'), t('单位与角色'), t('选区与专长')]} deeds={t('操作')} />
      <tbody>
        {users.map((u) => (
          <tr key={u.id}>
            <td className="jd-nowrap">
              <span className="jd-list-title">{u.name}</span>{' '}
              {!u.active && <span className="jd-badge">{t('已停用')}</span>}
            </td>
            <td data-label={t('用户名')}>{u.username}</td>
            <td>
              {u.memberships.map((m) => (
                <div key={m.orgId}>
                  {orgs[m.orgId] ?? m.orgId}
                  <span className="jd-muted"> · {m.roles.map(roleTitle).join('、')}</span>
                </div>
              ))}
            </td>
            <td>
              {u.deputy && (
                <>
                  {u.deputy.district}
                  <div className="jd-list-sub">{u.deputy.expertise.join('、')}</div>
                </>
              )}
            </td>
            <td className="jd-nowrap">
              {onEdit && (
                <>
                  <Button size="small" onClick={() => onEdit(u)}>
                    {t('编辑')}
                  </Button>{' '}
                  <Button size="small" onClick={() => reset(u)}>
                    {t('重置密码')}
                  </Button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
