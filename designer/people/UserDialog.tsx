import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import type { Org, User } from '../api/types.ts';
import { useT } from '../i18n/index.ts';
import { useRoles } from './roles.ts';
import type { StoredUser } from './types.ts';

type Entered = Pick<User, 'username' | 'name' | 'phone' | 'active' | 'memberships'>;

/** Makes or changes an account. A new one gets a one-time password, shown once. */
export function UserDialog(props: {
  user: StoredUser | undefined;
  orgId: string | undefined;
  orgs: Org[];
  onClose: () => void;
}) {
  const { user, orgs, onClose } = props;
  const t = useT();
  const [form] = Form.useForm<Entered>();
  const client = useQueryClient();
  const { modal, message } = App.useApp();
  const roles = useRoles();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const initial: Partial<Entered> = user ?? {
    active: true,
    memberships: [{ orgId: props.orgId ?? '', roles: [] }],
  };
  const submit = async (entered: Entered) => {
    setBusy(true);
    setError(undefined);
    const { phone, ...rest } = entered;
    const body = { ...rest, ...(phone ? { phone } : {}), ...(user?.deputy ? { deputy: user.deputy } : {}) };
    try {
      if (user) {
        await api.put(`/api/directory/users/${encodeURIComponent(user.id)}`, { ...body, rev: user.rev });
        message.success(t('已保存。'));
      } else {
        const made = await api.post<{ oneTimePassword: string }>('/api/directory/users', body);
        modal.success({
          title: t('一次性密码'),
          content: (
            <>
              <p>{t('请当面或电话告知本人,只显示这一次。首次登录须修改。')}</p>
              <p className="jd-secret">{made.oneTimePassword}</p>
            </>
          ),
        });
      }
      await client.invalidateQueries({ queryKey: ['users'] });
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const must = [{ required: true, message: t('请填写') }];
  return (
    <Modal
      open
      title={user ? t('编辑人员') : t('新增人员')}
      okText={t('保存')}
      cancelText={t('取消')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={620}
      destroyOnHidden
    >
      {error !== undefined && (
        <Alert role="alert" type="error" showIcon title={messageOf(error)} style={{ marginBottom: 12 }} />
      )}
      <Form<Entered> form={form} layout="vertical" initialValues={initial} onFinish={submit} disabled={busy}>
        <Form.Item name="name" label={t('姓名')} rules={must}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="username" label={t('用户名')} rules={must}>
          <Input maxLength={40} autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="phone" label={t('电话')}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.List name="memberships">
          {(rows, { add, remove }) => (
            <fieldset className="jd-fieldset">
              <legend>{t('单位与角色')}</legend>
              {rows.map((row) => (
                <div key={row.key} className="jd-membership">
                  <Form.Item name={[row.name, 'orgId']} rules={must} label={t('单位')}>
                    <Select
                      showSearch={{ optionFilterProp: 'label' }}
                      options={orgs.map((o) => ({ value: o.id, label: o.name }))}
                    />
                  </Form.Item>
                  <Form.Item name={[row.name, 'roles']} rules={must} label={t('角色')}>
                    <Select
                      mode="multiple"
                      options={(roles.data ?? []).map((r) => ({ value: r.id, label: r.title }))}
                    />
                  </Form.Item>
                  <Button
                    icon={<DeleteOutlined />}
                    aria-label={t('移除这个单位')}
                    disabled={rows.length === 1}
                    onClick={() => remove(row.name)}
                  />
                </div>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ orgId: undefined, roles: [] })}>
                {t('再加一个单位')}
              </Button>
            </fieldset>
          )}
        </Form.List>
        <Form.Item name="active" label={t('账号可用')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
