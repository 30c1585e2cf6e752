import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { usePackageDesk } from '../desk.ts';
import { useText } from '../text.ts';

/** Unsaved changes are not lost on leaving: save, drop or stay; the browser asks when the window is closed. */
export function LeaveDialog() {
  const t = useText();
  const { draft } = usePackageDesk();
  const dirty = draft.changed.length > 0;
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
    const saved = await draft.save().catch(() => undefined);
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
        <Button key="save" type="primary" loading={draft.saving} onClick={() => void saveAndGo()}>
          {t('保存后离开')}
        </Button>,
      ]}
    >
      {t('{n} 个文件有修改，离开后将丢失。', { n: draft.changed.length })}
    </Modal>
  );
}
