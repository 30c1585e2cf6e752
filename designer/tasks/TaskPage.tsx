import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client.ts';
import { useOrgNames, usePeopleNames } from '../api/names.ts';
import type { TaskSummary, TaskView } from '../api/types.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useCase } from '../cases/api.ts';
import { CaseAside } from '../cases/CaseAside.tsx';
import { Submissions } from '../cases/Submissions.tsx';
import { useT } from '../i18n/index.ts';
import { DueBadge } from '../shared/DueBadge.tsx';
import { FillTask } from './FillTask.tsx';
import { ShownTask } from './ShownTask.tsx';
import { TaskDeeds } from './TaskDeeds.tsx';
import { TaskDone } from './TaskDone.tsx';
import './tasks.css';

export default function TaskPage() {
  const { id = '' } = useParams();
  return <OneTask key={id} id={id} />;
}

function OneTask({ id }: { id: string }) {
  const t = useT();
  const [done, setDone] = useState<TaskSummary>();
  const query = useQuery({
    queryKey: ['tasks', id],
    queryFn: () => api.get<TaskView>(`/api/tasks/${encodeURIComponent(id)}`),
    enabled: done === undefined,
    // What is being typed must not change under the clerk; live events tell of the rest.
    refetchOnWindowFocus: false,
  });
  const back = { to: '/tasks', label: t('我的待办') };
  if (done)
    return (
      <PageFrame key="done" title={t('已提交')} back={back}>
        <TaskDone task={done} />
      </PageFrame>
    );
  if (query.isPending) return <Loading />;
  // A task that was just completed elsewhere is still shown as it was; a first failure is told.
  if (query.error && !query.data)
    return (
      <PageFrame title={t('办理任务')} back={back}>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </PageFrame>
    );
  return <Loaded view={query.data} onDone={setDone} />;
}

function Loaded({ view, onDone }: { view: TaskView; onDone: (task: TaskSummary) => void }) {
  const t = useT();
  const { task, may } = view;
  const orgs = useOrgNames();
  const people = usePeopleNames(task.subject && !orgs[task.subject] ? [task.subject] : []);
  const subject = task.subject ? (orgs[task.subject] ?? people[task.subject] ?? task.subject) : undefined;
  const matter = useCase(task.caseId);
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
        <div>
          <section className="jd-card" aria-label={t('表单')}>
            {open && may.complete ? (
              <FillTask view={view} onDone={onDone} />
            ) : (
              <ShownTask view={view} names={matter.data?.names ?? {}} />
            )}
          </section>
          {matter.data && matter.data.forms.length > 0 && (
            <section className="jd-card">
              <h2>{t('事项内容')}</h2>
              <Submissions view={matter.data} folded />
            </section>
          )}
        </div>
        <CaseAside caseId={task.caseId} />
      </div>
    </PageFrame>
  );
}
