import { Alert } from 'antd';
import type { FormDocument } from '../../forms/document.ts';
import { useOrgNames } from '../api/names.ts';
import type { TaskView } from '../api/types.ts';
import { FormValues } from '../forms/FormValues.tsx';
import { fileHref } from '../forms/services.ts';
import { useT } from '../i18n/index.ts';
import { day } from '../shared/format.ts';
import { useWaiting } from './waiting.ts';

/** A task that is not the person's to fill in: what was submitted, or why there is no form. */
export function ShownTask({ view, names }: { view: TaskView; names: Record<string, string> }) {
  const t = useT();
  const { task } = view;
  const orgs = useOrgNames();
  const waiting = useWaiting();
  const doc = view.form as FormDocument | undefined;
  if (task.state === 'completed') {
    const all = { ...orgs, ...names };
    return (
      <>
        <p className="jd-muted" style={{ marginBottom: 10 }}>
          {t('{name} 已于 {day} 办结', { name: task.completedByName ?? '', day: day(task.completedAt) })}
        </p>
        {doc && (
          <FormValues doc={doc} data={view.data} names={{ bodies: all, users: all }} fileHref={fileHref} />
        )}
      </>
    );
  }
  const text =
    task.state === 'withdrawn'
      ? t('本任务已撤回：事项已经走到别的环节，无需再办。')
      : task.assigneeName
        ? t('本任务由 {name} 办理，您可以查看，不能填写。', { name: task.assigneeName })
        : t('本任务等待{who}领取，您可以查看，不能填写。', { who: waiting(task) });
  return (
    <>
      <Alert type="info" showIcon title={text} />
      {doc?.description && <p style={{ marginTop: 14 }}>{doc.description}</p>}
    </>
  );
}
