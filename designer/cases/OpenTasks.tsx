import { Link } from 'react-router';
import { useT } from '../i18n/index.ts';
import { DueBadge } from '../shared/DueBadge.tsx';
import { useWaiting } from '../tasks/waiting.ts';
import type { CaseView } from './types.ts';

/** Steps under way: who has them and until when. */
export function OpenTasks({ tasks, names }: { tasks: CaseView['tasks']; names: Record<string, string> }) {
  const t = useT();
  const waiting = useWaiting();
  return (
    <ul className="jd-clocks">
      {tasks.map((x) => (
        <li key={x.id}>
          <Link to={`/tasks/${x.id}`}>{x.name}</Link>{' '}
          {x.subject && <span className="jd-muted">{names[x.subject] ?? x.subject}</span>}
          <div>
            <DueBadge date={x.dueDate} overdue={x.overdue} provisional={x.dueProvisional} />
          </div>
          <div className="jd-list-sub">
            {x.assigneeName
              ? t('{name} 办理', { name: x.assigneeName })
              : t('待{who}领取', { who: waiting(x) })}
          </div>
        </li>
      ))}
    </ul>
  );
}
