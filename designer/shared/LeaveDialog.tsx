import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { type Location, useBlocker } from 'react-router';
import { useT } from '../i18n/index.ts';

const pathOf = ({ pathname }: Location) => pathname;

/**
 * Unsaved changes are not lost on leaving: save, drop or stay; the browser asks when the window is closed. One on a page:
 * the router takes no second.
 */
export function LeaveDialog(props: {
  dirty: boolean;
  /** Resolves to something when it was saved. What went wrong is told by whoever saves. Absent: it cannot be saved. */
  save?: () => Promise<unknown>;
  /** What would be lost. */
  children: string;
  title?: string;
  /** Label of the button that leaves without saving. */
  drop?: string;
  /** What of an address is left when it becomes another; the path unless told. */
  placeOf?: (location: Location) => string;
}) {
  const { dirty, save, children, title, drop, placeOf = pathOf } = props;
  const t = useT();
  const [saving, setSaving] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && placeOf(currentLocation) !== placeOf(nextLocation),
  );
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
  if (blocker.state !== 'blocked') return null;
  const saveAndGo = async (keep: () => Promise<unknown>) => {
    setSaving(true);
    const saved = await keep().catch(() => undefined);
    setSaving(false);
    if (saved) blocker.proceed();
    else blocker.reset();
  };
  return (
    <Modal
      open
      title={title ?? t('有修改尚未保存')}
      onCancel={() => blocker.reset()}
      footer={[
        <Button key="stay" onClick={() => blocker.reset()}>
          {t('留在此页')}
        </Button>,
        <Button key="drop" danger onClick={() => blocker.proceed()}>
          {drop ?? t('不保存，离开')}
        </Button>,
        save && (
          <Button key="save" type="primary" loading={saving} onClick={() => void saveAndGo(save)}>
            {t('保存后离开')}
          </Button>
        ),
      ]}
    >
      {children}
    </Modal>
  );
}
