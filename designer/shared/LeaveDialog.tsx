import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import { useT } from '../i18n/index.ts';

/** Unsaved changes are not lost on leaving: save, drop or stay; the browser asks when the window is closed. */
export function LeaveDialog(props: {
  dirty: boolean;
  /** Resolves to something when it was saved. What went wrong is told by whoever saves. */
  save: () => Promise<unknown>;
  /** What would be lost. */
  children: string;
}) {
  const { dirty, save, children } = props;
  const t = useT();
  const [saving, setSaving] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
  if (blocker.state !== 'blocked') return null;
  const saveAndGo = async () => {
    setSaving(true);
    const saved = await save().catch(() => undefined);
    setSaving(false);
    if (saved) blocker.proceed();
    else blocker.reset();
  };
  return (
    <Modal
      open
      title={t('有修改尚未保存')}
      onCancel={() => blocker.reset()}
      footer={[
        <Button key="stay" onClick={() => blocker.reset()}>
          {t('留在此页')}
        </Button>,
        <Button key="drop" danger onClick={() => blocker.proceed()}>
          {t('不保存，离开')}
        </Button>,
        <Button key="save" type="primary" loading={saving} onClick={() => void saveAndGo()}>
          {t('保存后离开')}
        </Button>,
      ]}
    >
      {children}
    </Modal>
  );
}
