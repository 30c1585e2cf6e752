import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback } from 'react';
import { api } from '../api/client.ts';
import { useOrgs, usePackages } from '../api/names.ts';
import { useMay } from '../api/session.ts';
import type { TaskCounts, TaskSummary } from '../api/types.ts';
import { Listing } from '../app/Listing.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { Choose } from '../shared/Choose.tsx';
import { SearchBox } from '../shared/SearchBox.tsx';
import { useFilters } from '../shared/use-filters.ts';
import { useMore } from '../shared/use-more.ts';
import { TaskTable } from './TaskTable.tsx';

const VIEWS = ['mine', 'groups', 'all', 'done'] as const;

export default function TasksPage() {
  const t = useT();
  const manages = useMay('tasks.manage');
  const [read, write] = useFilters();
  const view = VIEWS.find((v) => v === read('view')) ?? 'mine';
  const [q, packageId, lead, due] = [read('q'), read('package'), read('lead'), read('due')];
  const list = useMore<TaskSummary>(['tasks', 'list'], '/api/tasks', { view, q, packageId, lead, due });
  const counts = useQuery({
    queryKey: ['tasks', 'counts'],
    queryFn: () => api.get<TaskCounts>('/api/tasks/counts'),
  });
  const packages = usePackages();
  const orgs = useOrgs();
  const search = useCallback((text: string | undefined) => write({ q: text }), [write]);
  const filtered = q || packageId || lead || due;
  const n = counts.data;
  const label = (text: string, count: number | undefined) =>
    count === undefined ? text : `${text} ${count}`;
  const tabs = [
    { key: 'mine', label: label(t('我的'), n?.mine) },
    { key: 'groups', label: label(t('可领取'), n?.groups) },
    ...(manages ? [{ key: 'all', label: label(t('全部'), n?.all) }] : []),
    { key: 'done', label: t('已办') },
  ];
  return (
    <PageFrame
      title={t('我的待办')}
      subtitle={
        n &&
        n.overdue > 0 && (
          <span className="jd-badge jd-badge-late">
            {t('我的和可领取的任务中有 {n} 项已逾期', { n: n.overdue })}
          </span>
        )
      }
    >
      <nav className="jd-views">
        {tabs.map(({ key, label: text }) => (
          <button
            key={key}
            type="button"
            aria-current={view === key ? 'page' : undefined}
            onClick={() => write({ view: key === 'mine' ? undefined : key })}
          >
            {text}
          </button>
        ))}
      </nav>
      <search className="jd-toolbar">
        <SearchBox label={t('编号、标题或环节')} value={q} onSearch={search} />
        <Choose
          label={t('监督事项类型')}
          value={packageId}
          options={(packages.data ?? []).map((p) => ({ value: p.id, label: p.title }))}
          onChange={(v) => write({ package: v })}
        />
        {view !== 'done' && (
          <>
            <Choose
              label={t('承办单位')}
              value={lead}
              options={(orgs.data ?? [])
                .filter((o) => o.kind === 'body')
                .map((o) => ({ value: o.id, label: o.name }))}
              onChange={(v) => write({ lead: v })}
            />
            <Choose
              label={t('期限')}
              value={due}
              options={[
                { value: 'overdue', label: t('已逾期') },
                { value: 'today', label: t('今天到期') },
                { value: 'week', label: t('一周内到期') },
                { value: 'later', label: t('一周以后') },
                { value: 'none', label: t('未设期限') },
              ]}
              onChange={(v) => write({ due: v })}
            />
          </>
        )}
      </search>
      <Listing
        of={list}
        empty={
          <Nothing
            title={filtered ? t('没有符合条件的任务') : t('现在没有任务')}
            action={
              !filtered && view === 'mine' && n && n.groups > 0 ? (
                <Button type="primary" onClick={() => write({ view: 'groups' })}>
                  {t('查看可领取的 {n} 项', { n: n.groups })}
                </Button>
              ) : (
                filtered && (
                  <button
                    type="button"
                    className="jd-link"
                    onClick={() =>
                      write({ q: undefined, package: undefined, lead: undefined, due: undefined })
                    }
                  >
                    {t('清除筛选条件')}
                  </button>
                )
              )
            }
          >
            {!filtered && view === 'mine' && t('轮到您办理时会出现在这里，并有提醒。也可以看看“可领取”。')}
            {!filtered && view === 'groups' && t('交给您所在单位或小组的任务会出现在这里，领取后由您办理。')}
          </Nothing>
        }
      >
        <TaskTable tasks={list.items} done={view === 'done'} />
      </Listing>
    </PageFrame>
  );
}
