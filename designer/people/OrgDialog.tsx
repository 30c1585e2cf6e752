import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import type { Org } from '../api/types.ts';
import { useT } from '../i18n/index.ts';

type StoredOrg = Org & { rev: number };
type Entered = Pick<Org, 'name' | 'shortName' | 'bodyKind' | 'order' | 'active' | 'kind'>;

const BELOW: Record<Org['level'], Org['level']> = {
  province: 'city',
  city: 'district',
  district: 'town',
  town: 'town',
};

/** Ids of organisations go into keys and paths; people never see them. */
const newId = (): string => `o${crypto.randomUUID().slice(0, 8)}`;

/** Changes an organisation, or makes one below a congress. */
export function OrgDialog(props: {
  org: StoredOrg | undefined;
  parent: Org | undefined;
  onClose: () => void;
}) {
  const { org, parent, onClose } = props;
  const t = useT();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entered>();
  const kind = Form.useWatch('kind', form) ?? org?.kind ?? 'body';
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async ({ bodyKind, ...e }: Entered) => {
    setBusy(true);
    setError(undefined);
    const level = org?.level ?? (parent && e.kind === 'congress' ? BELOW[parent.level] : parent?.level);
    const parentId = org ? org.parentId : parent?.id;
    const id = org?.id ?? newId();
    try {
      await api.put(`/api/directory/orgs/${encodeURIComponent(id)}`, {
        ...e,
        id,
        level,
        rev: org?.rev ?? 0,
        ...(parentId ? { parentId } : {}),
        ...(e.kind === 'body' ? { bodyKind: bodyKind ?? 'other' } : {}),
      });
      message.success(t('已保存。'));
      await client.invalidateQueries({ queryKey: ['orgs'] });
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
      title={org ? t('编辑组织') : t('在{name}下新增', { name: parent?.shortName ?? '' })}
      okText={t('保存')}
      cancelText={t('取消')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {error !== undefined && (
        <Alert role="alert" type="error" showIcon title={messageOf(error)} style={{ marginBottom: 12 }} />
      )}
      <Form<Entered>
        form={form}
        layout="vertical"
        initialValues={org ?? { kind: 'body', bodyKind: 'government', order: 100, active: true }}
        onFinish={submit}
        disabled={busy}
      >
        <Form.Item name="kind" label={t('类别')} rules={must}>
          <Select
            disabled={org !== undefined}
            options={[
              { value: 'body', label: t('承办单位') },
              { value: 'congress', label: t('人大机构') },
            ]}
          />
        </Form.Item>
        <Form.Item name="name" label={t('名称')} rules={[...must, { min: 2, message: t('请填写') }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="shortName" label={t('简称')} rules={must}>
          <Input maxLength={30} />
        </Form.Item>
        {kind === 'body' && (
          <Form.Item name="bodyKind" label={t('单位性质')}>
            <Select
              options={[
                { value: 'government', label: t('政府部门') },
                { value: 'supervision', label: t('监察委员会') },
                { value: 'court', label: t('人民法院') },
                { value: 'procuratorate', label: t('人民检察院') },
                { value: 'party', label: t('党委部门') },
                { value: 'other', label: t('其他') },
              ]}
            />
          </Form.Item>
        )}
        <Form.Item name="order" label={t('排列次序')} rules={must}>
          <InputNumber min={0} max={9999} />
        </Form.Item>
        <Form.Item name="active" label={t('使用中')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
