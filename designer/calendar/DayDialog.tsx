import { Alert, Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { CalendarYearView, Recomputed } from '../../server/calendar/schemas.ts';
import { api } from '../api/client.ts';
import { messageOf } from '../api/problem.ts';
import { useT } from '../i18n/index.ts';

/** Sets one day, or takes the setting away. */
export function DayDialog(props: {
  date: string;
  day: CalendarYearView['days'][number] | undefined;
  act: (deed: Promise<Recomputed>) => Promise<void>;
  onClose: () => void;
}) {
  const { date, day, act, onClose } = props;
  const t = useT();
  const [kind, setKind] = useState<'holiday' | 'workday'>(day?.working === false ? 'workday' : 'holiday');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const run = async (deed: () => Promise<Recomputed>) => {
    try {
      await act(deed());
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  const path = `/api/calendar/days/${date}`;
  return (
    <Modal
      open
      title={date}
      okText={t('保存')}
      cancelText={t('取消')}
      onOk={() => void run(() => api.put<Recomputed>(path, { kind, note: note.trim() }))}
      onCancel={onClose}
    >
      {error !== undefined && <Alert role="alert" type="error" showIcon title={messageOf(error)} />}
      <p>{day?.name}</p>
      <Radio.Group
        value={kind}
        onChange={(e) => setKind(e.target.value as typeof kind)}
        options={[
          { value: 'holiday', label: t('休息日') },
          { value: 'workday', label: t('工作日') },
        ]}
      />
      <Input
        style={{ marginTop: 12 }}
        aria-label={t('备注')}
        placeholder={t('备注')}
        maxLength={200}
        value={note}
        onChange={(e) => setNote(e.target.value)}
      />
      {day?.source === 'override' && (
        <Button style={{ marginTop: 12 }} onClick={() => void run(() => api.delete<Recomputed>(path))}>
          {t('取消本单位设置')}
        </Button>
      )}
    </Modal>
  );
}
