import { useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { lazy, Suspense, useMemo, useRef } from 'react';
import type { FormDocument } from '../../forms/document.ts';
import { api } from '../api/client.ts';
import { homeCongress, useSession } from '../api/session.ts';
import type { TaskSummary, TaskView } from '../api/types.ts';
import { Loading } from '../app/Loading.tsx';
import { useCase } from '../cases/api.ts';
import { precompiled } from '../forms/precompiled.ts';
import { directoryServices } from '../forms/services.ts';
import type { FormData } from '../forms/types.ts';
import { useT } from '../i18n/index.ts';
import { useTaskDeed } from './use-task-deed.ts';

const FormView = lazy(() => import('../forms/FormView.tsx'));

/** A form for a task that asks for nothing but to be done. */
const CONFIRM: FormDocument = {
  id: 'confirm',
  title: '',
  schema: { type: 'object', properties: {} },
  uiSchema: {},
  fields: {},
};

/** The form of a task that is the person's to do: drafts are kept, submitting completes the task. */
export function FillTask({ view, onDone }: { view: TaskView; onDone: (task: TaskSummary) => void }) {
  const t = useT();
  const { task } = view;
  const session = useSession();
  const client = useQueryClient();
  const deed = useTaskDeed(task.id);
  const doc = (view.form as FormDocument | undefined) ?? CONFIRM;
  const rev = useRef(view.draftRev);
  const { data } = useCase(task.caseId);
  const releaseId = data?.case.releaseId;
  const validate = useMemo(() => (releaseId ? precompiled(releaseId, doc) : undefined), [releaseId, doc]);
  const congressId = task.orgId || homeCongress(session);
  const services = useMemo(() => directoryServices({ congressId }), [congressId]);
  const path = `/api/tasks/${encodeURIComponent(task.id)}`;
  const save = async (draft: FormData) => {
    const saved = await api.put<{ rev: number }>(`${path}/draft`, { data: draft, rev: rev.current });
    rev.current = saved.rev;
  };
  const newest = async (): Promise<FormData> => {
    const now = await api.get<TaskView>(path);
    rev.current = now.draftRev;
    return now.data;
  };
  const submit = async (filled: FormData) => {
    const done = await deed('complete', { data: filled });
    client.removeQueries({ queryKey: ['tasks', task.id] });
    // After the form has settled, so that the guard against leaving does not ask.
    setTimeout(() => onDone(done), 0);
  };
  // 退回 makes a new task of the step before; its reason stands in the history
  const back = data?.timeLine.filter((e) => e.kind === 'sendBack').at(-1);
  return (
    <>
      {task.returned && (
        <Alert
          type="warning"
          showIcon
          title={t('本任务被退回，请按退回理由修改后重新提交。')}
          description={back?.reason && t('退回理由：{reason}', { reason: back.reason })}
          style={{ marginBottom: 14 }}
        />
      )}
      <Suspense fallback={<Loading />}>
        <FormView
          doc={doc}
          value={view.data}
          services={services}
          {...(validate ? { validate } : {})}
          onSave={save}
          newest={newest}
          onSubmit={submit}
        />
      </Suspense>
    </>
  );
}
