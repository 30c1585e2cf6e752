import { Alert, Form, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { zipPackage } from '../../../processes/zip.ts';
import { messageOf } from '../../api/problem.ts';
import { useRoles } from '../../people/roles.ts';
import { type PackageSummary, packageDeeds, useStale } from '../api.ts';
import { useText } from '../text.ts';
import { idProblem, NamingFields } from './NamingFields.tsx';
import { copyFiles, type Naming, templateFiles } from './new-package.ts';

/** A new package, from a small template or as a copy of another. It begins as a draft. */
export function NewPackageDialog(props: { packages: PackageSummary[]; onClose: () => void }) {
  const { packages, onClose } = props;
  const t = useText();
  const navigate = useNavigate();
  const stale = useStale();
  const roles = useRoles();
  const [naming, setNaming] = useState<Naming>({ id: '', title: '', description: '' });
  const [from, setFrom] = useState<'template' | 'copy'>('template');
  const published = packages.filter((p) => p.release);
  const [original, setOriginal] = useState(published[0]?.id);
  const [starter, setStarter] = useState('clerk');
  const [worker, setWorker] = useState('clerk');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const taken = packages.map((p) => p.id);
  const roleOptions = (roles.data ?? []).map((r) => ({ value: r.id, label: r.title }));
  const role = (id: string) => ({ id, title: roles.data?.find((r) => r.id === id)?.title ?? id });

  const make = async () => {
    if (from === 'template') return templateFiles(naming, { start: role(starter), work: role(worker) });
    const release = published.find((p) => p.id === original)?.release?.id;
    if (!original || !release) throw new Error('no package to copy');
    return copyFiles(await packageDeeds.files(original, release), naming);
  };
  const create = async () => {
    setTried(true);
    if (naming.title.trim() === '' || idProblem(naming.id, taken)) return;
    setBusy(true);
    setError(undefined);
    try {
      const { packageId } = await packageDeeds.importZip(zipPackage(await make()), 0);
      stale(packageId);
      void navigate(`/packages/${packageId}`);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('新建流程')}
      okText={t('建立')}
      cancelText={t('取消')}
      confirmLoading={busy}
      onOk={() => void create()}
      onCancel={onClose}
      width={560}
    >
      {error !== undefined && <Alert role="alert" type="error" showIcon title={messageOf(error)} />}
      <Form layout="vertical" className="jd-pk-dialog-form">
        <Form.Item label={t('从哪里开始')}>
          <Radio.Group
            value={from}
            onChange={(e) => setFrom(e.target.value as typeof from)}
            options={[
              { value: 'template', label: t('最简单的流程（提出、办理、办结）') },
              { value: 'copy', label: t('复制已有流程'), disabled: published.length === 0 },
            ]}
          />
        </Form.Item>
        {from === 'copy' && (
          <Form.Item
            label={t('复制哪个流程')}
            help={t('复制它生效的版本：流程图、表单、参数和规则都在内。')}
            htmlFor="jd-pk-original"
          >
            <Select
              id="jd-pk-original"
              value={original ?? null}
              onChange={(id: string | null) => setOriginal(id ?? undefined)}
              options={published.map((p) => ({ value: p.id, label: p.title }))}
            />
          </Form.Item>
        )}
        <NamingFields value={naming} onChange={setNaming} taken={taken} tried={tried} />
        {from === 'template' && (
          <div className="jd-pk-two">
            <Form.Item label={t('由谁提出')} htmlFor="jd-pk-starter">
              <Select id="jd-pk-starter" value={starter} onChange={setStarter} options={roleOptions} />
            </Form.Item>
            <Form.Item label={t('由谁办理')} htmlFor="jd-pk-worker">
              <Select id="jd-pk-worker" value={worker} onChange={setWorker} options={roleOptions} />
            </Form.Item>
          </div>
        )}
      </Form>
    </Modal>
  );
}
