import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { messageOf } from '../api/problem.ts';
import type { TaskView } from '../api/types.ts';
import { useT } from '../i18n/index.ts';
import { PersonPicker } from '../shared/PersonPicker.tsx';
import { ReasonDialog } from '../shared/ReasonDialog.tsx';
import { type TaskDeed, useTaskDeed } from './use-task-deed.ts';

/** What may be done with the task besides filling in its form: 领取、退还、转办、退回、催办. */
export function TaskDeeds({ view }: { view: TaskView }) {
  const t = useT();
  const { task, may } = view;
  const { message } = App.useApp();
  const navigate = useNavigate();
  const deed = useTaskDeed(task.id);
  const [dialog, setDialog] = useState<'hand-over' | 'send-back' | 'urge'>();
  const [to, setTo] = useState<string>();
  const close = () => setDialog(undefined);
  const quick = async (kind: TaskDeed, told: string) => {
    try {
      await deed(kind, {});
      message.success(told);
    } catch (error) {
      message.error(messageOf(error));
    }
  };
  const leave = (told: string) => {
    message.success(told);
    setTimeout(() => void navigate('/tasks'), 0);
  };
  return (
    <>
      {may.claim && (
        <Button
          type={may.complete ? 'default' : 'primary'}
          onClick={() => void quick('claim', t('已领取，由您办理。'))}
        >
          {t('领取')}
        </Button>
      )}
      {may.release && (
        <Button onClick={() => void quick('release', t('已退还，其他人可以领取。'))}>{t('退还')}</Button>
      )}
      {may.handOver && <Button onClick={() => setDialog('hand-over')}>{t('转办')}</Button>}
      {may.sendBack && <Button onClick={() => setDialog('send-back')}>{t('退回')}</Button>}
      {may.urge && <Button onClick={() => setDialog('urge')}>{t('催办')}</Button>}
      {dialog === 'hand-over' && (
        <ReasonDialog
          title={t('转办')}
          explanation={t('转给另一个人办理。期限不变，转办会记入办理过程。')}
          label={t('转办理由')}
          okText={t('转办')}
          ready={to !== undefined}
          act={async (reason) => {
            await deed('hand-over', { to: `user:${to}`, reason });
            leave(t('已转办。'));
          }}
          onClose={close}
        >
          <Form.Item label={t('转给')} required htmlFor="jd-person">
            <PersonPicker id="jd-person" value={to} onChange={setTo} />
          </Form.Item>
        </ReasonDialog>
      )}
      {dialog === 'send-back' && (
        <ReasonDialog
          title={t('退回')}
          explanation={t('退回到上一个环节重新办理。理由会给上一环节的办理人看到。')}
          label={t('退回理由')}
          okText={t('退回')}
          danger
          act={async (reason) => {
            await deed('send-back', { reason });
            leave(t('已退回上一环节。'));
          }}
          onClose={close}
        />
      )}
      {dialog === 'urge' && (
        <ReasonDialog
          title={t('催办')}
          explanation={t('提醒现在的办理人尽快办理。催办会记入办理过程。')}
          label={t('催办内容（可不填）')}
          okText={t('发出催办')}
          required={false}
          act={async (text) => {
            await deed('urge', { text });
            message.success(t('已催办。'));
          }}
          onClose={close}
        />
      )}
    </>
  );
}
