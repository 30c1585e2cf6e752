import { App, Button } from 'antd';
import { useState } from 'react';
import { useT } from '../i18n/index.ts';
import { ReasonDialog } from '../shared/ReasonDialog.tsx';
import { caseDeeds } from './api.ts';
import type { CaseView } from './types.ts';
import { useCaseDeed } from './use-case-deed.ts';

/** What may be done with a case as a whole: 附议、打印、撤销. */
export function CaseDeeds({ view }: { view: CaseView }) {
  const t = useT();
  const { id } = view.case;
  const { modal } = App.useApp();
  const { run, busy, refresh } = useCaseDeed();
  const [cancelling, setCancelling] = useState(false);
  const join = () =>
    modal.confirm({
      title: t('附议这件建议？'),
      content: t('附议后您与提出人一同参加办理沟通和测评，不能自行撤回。'),
      okText: t('附议'),
      cancelText: t('取消'),
      onOk: () => run(() => caseDeeds.join(id), t('已附议。')),
    });
  return (
    <>
      {view.may.join && (
        <Button type="primary" loading={busy} onClick={join}>
          {t('附议')}
        </Button>
      )}
      <Button onClick={() => window.print()}>{t('打印')}</Button>
      {view.may.cancel && <Button onClick={() => setCancelling(true)}>{t('撤销')}</Button>}
      {cancelling && (
        <ReasonDialog
          title={t('撤销事项')}
          explanation={t('撤销后事项不再办理，所有未办任务一并撤回。此操作不能恢复。')}
          label={t('撤销理由')}
          okText={t('撤销事项')}
          danger
          act={async (reason) => {
            await caseDeeds.cancel(id, reason);
            await refresh();
          }}
          onClose={() => setCancelling(false)}
        />
      )}
    </>
  );
}
