import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Select } from 'antd';
import type { Org } from '../api/types.ts';
import { useT } from '../i18n/index.ts';
import { useRoles } from './roles.ts';

/** Where the person belongs and as what; roles that do not fit the kind of organisation are not offered. */
export function Memberships({ orgs }: { orgs: Org[] }) {
  const t = useT();
  const form = Form.useFormInstance();
  const roles = useRoles();
  const must = [{ required: true, message: t('请填写') }];
  const rolesOf = (orgId: unknown) => {
    const kind = orgs.find((o) => o.id === orgId)?.kind;
    const fitting = (roles.data ?? []).filter((r) => !kind || r.scope === 'any' || r.scope === kind);
    return fitting.map((r) => ({ value: r.id, label: r.title }));
  };
  return (
    <Form.List name="memberships">
      {(rows, { add, remove }) => (
        <fieldset className="jd-fieldset">
          <legend>{t('单位与角色')}</legend>
          {rows.map((row) => (
            <div key={row.key} className="jd-membership">
              <Form.Item name={[row.name, 'orgId']} rules={must} label={t('单位')}>
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  options={orgs.filter((o) => o.active).map((o) => ({ value: o.id, label: o.name }))}
                />
              </Form.Item>
              <Form.Item noStyle dependencies={[['memberships', row.name, 'orgId']]}>
                {() => (
                  <Form.Item name={[row.name, 'roles']} rules={must} label={t('角色')}>
                    <Select
                      mode="multiple"
                      options={rolesOf(form.getFieldValue(['memberships', row.name, 'orgId']))}
                    />
                  </Form.Item>
                )}
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
  );
}
