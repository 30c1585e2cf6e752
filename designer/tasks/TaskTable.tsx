import { App, Button } from 'antd';
import { Link } from 'react-router';
import { useOrgNames, usePeopleNames } from '../api/names.ts';
import { messageOf } from '../api/problem.ts';
import { homeCongress, useSession } from '../api/session.ts';
import type { TaskSummary } from '../api/types.ts';
import { useT } from '../i18n/index.ts';
import { DueBadge } from '../shared/DueBadge.tsx';
import { dateTime } from '../shared/format.ts';
import { TableHead } from '../shared/TableHead.tsx';
import { useTaskDeed } from './use-task-deed.ts';
import { useWaiting } from './waiting.ts';

function ClaimButton({ task }: { task: TaskSummary }) {
  const t = useT();
  const { message } = App.useApp();
  const { user } = useSession();
  const deed = useTaskDeed(task.id);
  const mine = task.assignee === user.id;
  if (!task.claimable && !(mine && task.state === 'open' && task.audience.length > 0)) return null;
  const run = async () => {
    try {
      await deed(mine ? 'release' : 'claim', {});
      message.success(mine ? t('已退还，其他人可以领取。') : t('已领取，在“我的”里办理。'));
    } catch (error) {
      message.error(messageOf(error));
    }
  };
  return (
    <Button size="small" onClick={() => void run()}>
      {mine ? t('退还') : t('领取')}
    </Button>
  );
}

/** The rows; at phone width they are cards. */
export function TaskTable({ tasks, done }: { tasks: TaskSummary[]; done: boolean }) {
  const t = useT();
  const orgs = useOrgNames();
  const unknown = tasks.flatMap((x) => (x.subject && !orgs[x.subject] ? [x.subject] : []));
  const people = usePeopleNames(unknown);
  const waiting = useWaiting();
  const home = homeCongress(useSession());
  const subject = (x: TaskSummary) => (x.subject ? (orgs[x.subject] ?? people[x.subject] ?? x.subject) : '');
  return (
    <table className="jd-list-table">
      <TableHead
        columns={[t('任务'), t('事项'), t('承办单位'), done ? t('办结时间') : t('期限'), t('办理人')]}
        deeds={t('操作')}
      />
      <tbody>
        {tasks.map((x) => (
          <tr key={x.id} className={x.overdue && x.state === 'open' ? 'jd-row-late' : ''}>
            <td>
              <Link to={`/tasks/${x.id}`} className="jd-list-title">
                {x.name}
                {subject(x) && ` · ${subject(x)}`}
              </Link>{' '}
              {x.returned && <span className="jd-badge jd-badge-soon">{t('退回')}</span>}{' '}
              {x.urged > 0 && (
                <span className="jd-badge jd-badge-late">{t('催办 {n} 次', { n: x.urged })}</span>
              )}
              <div className="jd-list-sub">{x.stage}</div>
            </td>
            <td>
              <Link to={`/cases/${x.caseId}`}>{x.caseTitle}</Link>
              <div className="jd-list-sub jd-number">
                {x.caseNumber}
                {x.orgId !== home && ` · ${orgs[x.orgId] ?? x.orgId}`}
              </div>
            </td>
            <td data-label={x.lead ? t('承办单位') : undefined}>{orgs[x.lead] ?? x.lead}</td>
            <td>
              {done ? (
                <span className="jd-number">{dateTime(x.completedAt)}</span>
              ) : (
                <DueBadge date={x.dueDate} overdue={x.overdue} provisional={x.dueProvisional} />
              )}
            </td>
            <td data-label={t('办理人')}>
              {(done ? x.completedByName : x.assigneeName) ?? (
                <span className="jd-muted">{t('待{who}领取', { who: waiting(x) })}</span>
              )}
            </td>
            <td className="jd-nowrap">
              <ClaimButton task={x} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
