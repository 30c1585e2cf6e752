import { CheckCircleFilled } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import type { TaskPage, TaskSummary } from '../api/types.ts';
import { useT } from '../i18n/index.ts';
import { DueBadge } from '../shared/DueBadge.tsx';

/** After a task was completed: the next one to do, of the same matter if there is one, else the most urgent. */
export function TaskDone({ task }: { task: TaskSummary }) {
  const t = useT();
  const lists = useQueries({
    queries: (['mine', 'groups'] as const).map((view) => ({
      // under `tasks`, so that live events bring in what the case asks for next
      queryKey: ['tasks', 'next', view],
      queryFn: () => api.get<TaskPage>('/api/tasks', { view, limit: 50 }),
    })),
  });
  const open = lists.flatMap((l) => l.data?.items ?? []).filter((x) => x.id !== task.id);
  const next = open.find((x) => x.caseId === task.caseId) ?? open[0];
  return (
    <section className="jd-card jd-done" role="status">
      <p className="jd-done-title">
        <CheckCircleFilled aria-hidden /> {t('已提交：{name}', { name: task.name })}
      </p>
      <p className="jd-muted">
        {task.caseNumber} {task.caseTitle}
      </p>
      {next && (
        <p className="jd-done-next">
          {t('下一项：')}
          <Link to={`/tasks/${next.id}`}>{next.name}</Link>
          <span className="jd-muted">{next.caseTitle}</span>
          <DueBadge date={next.dueDate} overdue={next.overdue} provisional={next.dueProvisional} />
        </p>
      )}
      <p className="jd-page-actions">
        {next && (
          <Link to={`/tasks/${next.id}`}>
            <Button type="primary">{t('办理下一项')}</Button>
          </Link>
        )}
        <Link to="/tasks">
          <Button>{t('回到我的待办')}</Button>
        </Link>
        <Link to={`/cases/${task.caseId}`}>
          <Button>{t('查看事项')}</Button>
        </Link>
      </p>
    </section>
  );
}
