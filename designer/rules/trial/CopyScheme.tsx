import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { messageOf } from '../../api/problem.ts';
import { useOnce } from '../../shared/use-once.ts';
import { useCatalogue } from '../api.ts';
import { freeRuleId, useAddRule } from '../use-add-rule.ts';
import { useText } from './text.ts';

/** 复制: the scheme as a new one of another title, in this or another procedure's draft. Ids of indicators are kept. */
export function CopyScheme({ packageId, scheme }: { packageId: string; scheme: Scheme }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('复制')}</Button>
      {open && <CopyDialog {...{ packageId, scheme }} onClose={() => setOpen(false)} />}
    </>
  );
}

function CopyDialog(props: { packageId: string; scheme: Scheme; onClose: () => void }) {
  const { packageId, scheme, onClose } = props;
  const t = useText();
  const add = useAddRule();
  const { data } = useCatalogue();
  const [title, setTitle] = useState(t('{title}（副本）', { title: scheme.title }));
  const [objectKind, setObjectKind] = useState(scheme.objectKind);
  const [target, setTarget] = useState(packageId);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const copy = useOnce(async () => {
    setBusy(true);
    try {
      await add(target, (files) => {
        const id = freeRuleId(scheme.id.replace(/-\d+$/, ''), files);
        return copyOf(scheme, { id, title: title.trim(), objectKind, files });
      });
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  });
  return (
    <Modal
      open
      title={t('复制“{title}”', { title: scheme.title })}
      okText={t('复制为新的指标体系')}
      cancelText={t('取消')}
      confirmLoading={busy}
      okButtonProps={{ disabled: title.trim() === '' || objectKind.trim() === '' }}
      onOk={() => void copy()}
      onCancel={onClose}
    >
      {error !== undefined && <Alert role="alert" type="error" showIcon title={messageOf(error)} />}
      <p className="jd-muted">{t('指标、权重和编号照搬，存为草稿，发布后生效。赋权轮次不随之复制。')}</p>
      <Form layout="vertical">
        <Form.Item label={t('新名称')} htmlFor="jd-copy-title" required>
          <Input
            id="jd-copy-title"
            value={title}
            maxLength={200}
            onChange={(e) => setTitle(e.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('评价对象')} htmlFor="jd-copy-object" required>
          <Input
            id="jd-copy-object"
            value={objectKind}
            maxLength={200}
            onChange={(e) => setObjectKind(e.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('放入哪个流程')} htmlFor="jd-copy-package">
          <Select
            id="jd-copy-package"
            value={target}
            options={(data?.packages ?? []).map((p) => ({ value: p.id, label: p.title }))}
            onChange={setTarget}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Of no round, and graded by a rule set only where the other procedure has it. */
function copyOf(
  scheme: Scheme,
  o: { id: string; title: string; objectKind: string; files: Readonly<Record<string, string>> },
): Scheme {
  const { weightsFrom: _, gradeRules, ...rest } = scheme;
  const graded = gradeRules !== undefined && o.files[`rules/${gradeRules}.json`] !== undefined;
  return {
    ...rest,
    ...{ id: o.id, title: o.title, objectKind: o.objectKind.trim() },
    ...(graded ? { gradeRules } : {}),
  };
}
