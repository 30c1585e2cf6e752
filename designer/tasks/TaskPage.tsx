import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App } from 'antd';
import { lazy, Suspense, useMemo, useRef } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { FormDocument } from '../../forms/document.ts';
import { api } from '../api/client.ts';
import { useOrgNames, usePeopleNames } from '../api/names.ts';
import { homeCongress, useSession } from '../api/session.ts';
import type { TaskView } from '../api/types.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useCase } from '../cases/api.ts';
import { CaseAside } from '../cases/CaseAside.tsx';
import { FormValues } from '../forms/FormValues.tsx';
import { precompiled } from '../forms/precompiled.ts';
import { directoryServices, fileHref } from '../forms/services.ts';
import type { FormData } from '../forms/types.ts';
import { useT } from '../i18n/index.ts';
import { DueBadge } from '../shared/DueBadge.tsx';
import { TaskDeeds } from './TaskDeeds.tsx';
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

export default function TaskPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['tasks', id],
    queryFn: () => api.get<TaskView>(`/api/tasks/${encodeURIComponent(id)}`),
    // What is being typed must not change under the clerk; live events tell of the rest.
    refetchOnWindowFocus: false,
  });
  if (query.isPending) return <Loading />;
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Loaded key={id} view={query.data} />;
}

function Loaded({ view }: { view: TaskView }) {
  const t = useT();
  const { task, may } = view;
  const orgs = useOrgNames();
  const people = usePeopleNames(task.subject && !orgs[task.subject] ? [task.subject] : []);
  const subject = task.subject ? (orgs[task.subject] ?? people[task.subject]) : undefined;
  const open = task.state === 'open';
  return (
    <PageFrame
      title={subject ? `${task.name} · ${subject}` : task.name}
      back={{ to: '/tasks', label: t('我的待办') }}
      subtitle={
        <>
          <Link to={`/cases/${task.caseId}`}>
            {task.caseNumber} {task.caseTitle}
          </Link>
          {open && <DueBadge date={task.dueDate} overdue={task.overdue} provisional={task.dueProvisional} />}
          {task.returned && <span className="jd-badge jd-badge-soon">{t('退回')}</span>}
          {task.urged > 0 && (
            <span className="jd-badge jd-badge-late">{t('催办 {n} 次', { n: task.urged })}</span>
          )}
        </>
      }
      actions={<TaskDeeds view={view} />}
    >
      <div className="jd-columns">
        <section className="jd-card" aria-label={t('表单')}>
          {open && may.complete ? <Fill view={view} /> : <Shown view={view} />}
        </section>
        <CaseAside caseId={task.caseId} />
      </div>
    </PageFrame>
  );
}

function Fill({ view }: { view: TaskView }) {
  const t = useT();
  const { task } = view;
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const deed = useTaskDeed(task.id);
  const doc = (view.form as FormDocument | undefined) ?? CONFIRM;
  const rev = useRef(view.draftRev);
  const releaseId = useCase(task.caseId).data?.case.releaseId;
  const validate = useMemo(() => (releaseId ? precompiled(releaseId, doc) : undefined), [releaseId, doc]);
  const congressId = task.orgId || homeCongress(session);
  const services = useMemo(() => directoryServices({ congressId }), [congressId]);
  const save = async (data: FormData) => {
    const path = `/api/tasks/${encodeURIComponent(task.id)}/draft`;
    const saved = await api.put<{ rev: number }>(path, { data, rev: rev.current });
    rev.current = saved.rev;
  };
  const submit = async (data: FormData) => {
    await deed('complete', { data });
    message.success(t('已提交:{name}', { name: task.name }));
    client.removeQueries({ queryKey: ['tasks', task.id] });
    // After the form has settled, so that the guard against leaving does not ask.
    setTimeout(() => void navigate('/tasks'), 0);
  };
  return (
    <>
      {task.returned && (
        <Alert
          type="warning"
          showIcon
          title={t('本任务被退回,请按退回理由修改后重新提交。')}
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
          onSubmit={submit}
        />
      </Suspense>
    </>
  );
}

function Shown({ view }: { view: TaskView }) {
  const t = useT();
  const { task } = view;
  const orgs = useOrgNames();
  const doc = view.form as FormDocument | undefined;
  if (task.state === 'completed' && doc) {
    return (
      <>
        <p className="jd-muted" style={{ marginBottom: 10 }}>
          {t('{name} 已于 {day} 办结', {
            name: task.completedByName ?? '',
            day: task.completedAt?.slice(0, 10) ?? '',
          })}
        </p>
        <FormValues doc={doc} data={view.data} names={{ bodies: orgs }} fileHref={fileHref} />
      </>
    );
  }
  const text =
    task.state === 'withdrawn'
      ? t('本任务已撤回:事项已经走到别的环节。')
      : view.may.claim
        ? t('领取后即可填写表单。')
        : task.assigneeName
          ? t('本任务由 {name} 办理。', { name: task.assigneeName })
          : t('本任务等待办理单位领取。');
  return (
    <>
      <Alert type="info" showIcon title={text} />
      {doc?.description && <p style={{ marginTop: 14 }}>{doc.description}</p>}
    </>
  );
}
