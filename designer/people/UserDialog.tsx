import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import type { Org, User } from '../api/types.ts';
import { useT } from '../i18n/index.ts';
import { DeputyFields, useTerms } from './DeputyFields.tsx';
import { Memberships } from './Memberships.tsx';
import { useOneTimePassword } from './one-time-password.tsx';
import type { StoredUser } from './types.ts';

type Entered = Pick<User, 'username' | 'name' | 'phone' | 'active' | 'memberships' | 'deputy'>;

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
  const { message } = App.useApp();
  const tell = useOneTimePassword();
  const terms = useTerms();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const memberships = Form.useWatch('memberships', form) ?? [];
  const seats = memberships.filter((m) => m?.roles?.includes('deputy')).map((m) => m.orgId);
  const initial: Partial<Entered> = user ?? {
    active: true,
    memberships: [{ orgId: props.orgId ?? orgs[0]?.id ?? '', roles: [] }],
  };
  const submit = async ({ phone, deputy, ...rest }: Entered) => {
    setBusy(true);
    setError(undefined);
    const congressId = terms?.find((x) => x.id === deputy?.termId)?.congressId;
    const seat =
      seats.length > 0 && deputy && congressId ? { ...user?.deputy, ...deputy, congressId } : undefined;
    const body = { ...rest, ...(phone ? { phone } : {}), ...(seat ? { deputy: seat } : {}) };
    try {
      if (user) {
        await api.put(`/api/directory/users/${encodeURIComponent(user.id)}`, { ...body, rev: user.rev });
        message.success(t('已保存。'));
      } else {
        const made = await api.post<{ oneTimePassword: string }>('/api/directory/users', body);
        tell(rest.name, made.oneTimePassword);
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
        <div className="jd-two">
          <Form.Item name="name" label={t('姓名')} rules={must}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item
            name="username"
            label={t('用户名')}
            rules={[
              ...must,
              {
                pattern: /^[a-z][a-z0-9._-]{1,39}$/,
                message: t('用小写字母和数字，以字母开头，至少 2 个字符'),
              },
            ]}
          >
            <Input maxLength={40} autoCapitalize="none" autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item name="phone" label={t('电话')}>
          <Input maxLength={30} />
        </Form.Item>
        <Memberships orgs={orgs} />
        {seats.length > 0 && <DeputyFields congressIds={seats} />}
        <Form.Item
          name="active"
          label={t('账号可用')}
          valuePropName="checked"
          extra={t('停用后不能登录，已登录的立即退出；办理记录仍然保留。')}
        >
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
