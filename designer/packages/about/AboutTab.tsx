import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { rowsOf } from '../../../forms/edit.ts';
import type { HELPERS_ARE, Manifest } from '../../../processes/format.ts';
import { useRoles } from '../../people/roles.ts';
import { readManifest, toText, usePackageDesk } from '../desk.ts';
import { readForms } from '../drawing/context.ts';
import { JsonEditor } from '../files/JsonEditor.tsx';
import { useText } from '../text.ts';
import { ResultsFields } from './ResultsFields.tsx';

type HelpersAre = (typeof HELPERS_ARE)[number];

/** 基本信息: the manifest as a form (name, how a case starts, parties, roles), or as JSON. */
export default function AboutTab() {
  const t = useText();
  const { draft, place, problems } = usePackageDesk();
  const file = 'manifest.json';
  const manifest = readManifest(draft.files);
  const readable = manifest.id !== undefined && manifest.start !== undefined;
  const [mode, setMode] = useState<'form' | 'json'>(readable ? 'form' : 'json');
  const found = (problems ?? []).filter((p) => p.file === file && !p.place?.startsWith('/parameters'));
  return (
    <>
      <div className="jd-pk-strip">
        <Segmented
          aria-label={t('编辑方式')}
          value={readable ? mode : 'json'}
          options={[
            { value: 'form', label: t('填写'), disabled: !readable },
            { value: 'json', label: t('JSON（专家）') },
          ]}
          onChange={(next) => setMode(next as typeof mode)}
        />
      </div>
      {readable && mode === 'form' ? (
        <>
          {found.map((p) => (
            <p key={`${p.place}${p.message}`} className="jd-pk-error">
              {p.message}
            </p>
          ))}
          <AboutForm manifest={manifest as Manifest} onChange={(next) => draft.set(file, toText(next))} />
        </>
      ) : (
        <JsonEditor
          label={t('基本信息')}
          text={draft.files[file] ?? ''}
          problems={found}
          focus={place.at}
          onText={(text) => draft.set(file, text)}
        />
      )}
    </>
  );
}

function AboutForm({ manifest, onChange }: { manifest: Manifest; onChange: (next: Manifest) => void }) {
  const t = useText();
  const { draft } = usePackageDesk();
  const installed = useRoles().data ?? [];
  const forms = readForms(draft.files);
  const put = (change: Partial<Manifest>) => onChange({ ...manifest, ...change });
  const start = (change: Partial<Manifest['start']>) => put({ start: { ...manifest.start, ...change } });
  const fieldsOf = (id: string) => (forms.get(id) ? rowsOf(forms.get(id)!) : []);
  const routed = [...forms.values()].flatMap((doc) => rowsOf(doc)).filter((r) => r.routes);
  const routedOf = (kind: 'body' | 'bodies') => [
    ...new Map(
      routed
        .filter((r) => r.kind === kind)
        .map((r) => [r.name, { value: r.name, label: `${r.title || r.name}（${r.name}）` }]),
    ).values(),
  ];
  const party = (key: 'lead' | 'helpers', value: string | undefined) => {
    const { [key]: _, ...rest } = manifest.parties ?? { deputies: [] };
    const { helpersAre: __, ...without } = rest;
    const cleared = key === 'helpers' ? without : rest;
    put({ parties: value === undefined ? cleared : { ...rest, [key]: value } });
  };
  const roles = manifest.roles ?? [];
  const addable = installed.filter((r) => !roles.some((known) => known.id === r.id));
  return (
    <Form layout="vertical" className="jd-pk-about-form">
      <section className="jd-card">
        <h2>{t('名称和说明')}</h2>
        <div className="jd-pk-two">
          <Form.Item label={t('名称')} htmlFor="jd-pk-about-title" required>
            <Input
              id="jd-pk-about-title"
              value={manifest.title}
              maxLength={60}
              onChange={(e) => put({ title: e.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('在列表中的次序（小的在前）')} htmlFor="jd-pk-about-order">
            <InputNumber
              id="jd-pk-about-order"
              value={manifest.order ?? 100}
              precision={0}
              onChange={(order) => order !== null && put({ order })}
            />
          </Form.Item>
        </div>
        <Form.Item label={t('说明')} htmlFor="jd-pk-about-description">
          <Input.TextArea
            id="jd-pk-about-description"
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={manifest.description}
            maxLength={500}
            onChange={(e) => put({ description: e.target.value })}
          />
        </Form.Item>
      </section>
      <section className="jd-card">
        <h2>{t('怎样提出')}</h2>
        <div className="jd-pk-two">
          <Form.Item label={t('提出时填写的表单')} htmlFor="jd-pk-about-form">
            <Select
              id="jd-pk-about-form"
              value={manifest.start.form}
              options={[...forms].map(([id, doc]) => ({ value: id, label: `${doc.title}（${id}）` }))}
              onChange={(form: string) => start({ form })}
            />
          </Form.Item>
          <Form.Item label={t('作为事项标题的字段')} htmlFor="jd-pk-about-field">
            <Select
              id="jd-pk-about-field"
              value={manifest.start.titleField}
              options={fieldsOf(manifest.start.form).map((r) => ({
                value: r.name,
                label: `${r.title || r.name}（${r.name}）`,
              }))}
              onChange={(titleField: string) => start({ titleField })}
            />
          </Form.Item>
          <Form.Item label={t('谁可以提出')} htmlFor="jd-pk-about-roles">
            <Select
              id="jd-pk-about-roles"
              mode="multiple"
              value={manifest.start.roles}
              options={roles.map((r) => ({ value: r.id, label: r.title }))}
              onChange={(next: string[]) => start({ roles: next })}
            />
          </Form.Item>
          <Form.Item label={t('事项的叫法（如：建议、项目）')} htmlFor="jd-pk-about-noun">
            <Input
              id="jd-pk-about-noun"
              value={manifest.start.noun}
              maxLength={20}
              onChange={(e) => start({ noun: e.target.value })}
            />
          </Form.Item>
          <Form.Item
            label={t('编号格式')}
            htmlFor="jd-pk-about-number"
            help={t('{year} 年度，{org} 单位，{seq:4} 四位顺序号')}
          >
            <Input
              id="jd-pk-about-number"
              value={manifest.start.number ?? ''}
              maxLength={60}
              onChange={(e) => start({ number: e.target.value })}
            />
          </Form.Item>
        </div>
      </section>
      <section className="jd-card">
        <h2>{t('承办单位')}</h2>
        <p className="jd-muted jd-pk-gap">
          {t('哪个字段是主办、会办单位或评议对象，列表、权限和统计据此归类。只能选随流程流转的字段。')}
        </p>
        <div className="jd-pk-two">
          <Form.Item label={t('主办单位的字段')} htmlFor="jd-pk-about-lead">
            <Select
              id="jd-pk-about-lead"
              allowClear
              placeholder={t('没有')}
              value={manifest.parties?.lead ?? null}
              options={routedOf('body')}
              onChange={(name: string | null | undefined) => party('lead', name ?? undefined)}
            />
          </Form.Item>
          <Form.Item label={t('会办单位或评议对象的字段')} htmlFor="jd-pk-about-helpers">
            <Select
              id="jd-pk-about-helpers"
              allowClear
              placeholder={t('没有')}
              value={manifest.parties?.helpers ?? null}
              options={routedOf('bodies')}
              onChange={(name: string | null | undefined) => party('helpers', name ?? undefined)}
            />
          </Form.Item>
          {manifest.parties?.helpers !== undefined && (
            <Form.Item
              label={t('这些单位是')}
              htmlFor="jd-pk-about-helpers-are"
              help={t('会办单位可以查看事项的全部内容；评议对象只看公开的和与本单位有关的内容。')}
            >
              <Select
                id="jd-pk-about-helpers-are"
                value={manifest.parties.helpersAre ?? 'co-handlers'}
                options={[
                  { value: 'co-handlers', label: t('会办单位') },
                  { value: 'evaluated', label: t('评议对象') },
                ]}
                onChange={(helpersAre: HelpersAre) => put({ parties: { ...manifest.parties, helpersAre } })}
              />
            </Form.Item>
          )}
        </div>
      </section>
      <ResultsFields manifest={manifest} forms={forms} onChange={(results) => put({ results })} />
      <section className="jd-card">
        <h2>{t('参与的角色')}</h2>
        <p className="jd-muted jd-pk-gap">{t('在流程图里选用的角色会自动列入；名称可按本流程的叫法改。')}</p>
        <ul className="jd-pk-roles">
          {roles.map((role, index) => (
            <li key={role.id}>
              <Input
                aria-label={t('角色名称')}
                value={role.title}
                maxLength={40}
                onChange={(e) =>
                  put({ roles: roles.map((r, i) => (i === index ? { ...r, title: e.target.value } : r)) })
                }
              />
              <span className="jd-muted">{role.id}</span>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('删除“{title}”', { title: role.title })}
                onClick={() => put({ roles: roles.filter((_, i) => i !== index) })}
              />
            </li>
          ))}
        </ul>
        {addable.length > 0 && (
          <Select
            aria-label={t('添加角色')}
            className="jd-pk-wide-choice"
            placeholder={t('添加角色')}
            suffixIcon={<PlusOutlined />}
            value={null}
            options={addable.map((r) => ({ value: r.id, label: r.title }))}
            onChange={(id: string | null) => {
              const role = installed.find((r) => r.id === id);
              if (role) put({ roles: [...roles, { id: role.id, title: role.title }] });
            }}
          />
        )}
      </section>
    </Form>
  );
}
