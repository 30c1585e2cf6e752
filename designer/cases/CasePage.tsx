import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { FormDocument } from '../../forms/document.ts';
import { useServerEvents } from '../api/events.ts';
import { usePackages } from '../api/names.ts';
import { messageOf } from '../api/problem.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { FormValues } from '../forms/FormValues.tsx';
import { fileHref } from '../forms/services.ts';
import { useT } from '../i18n/index.ts';
import { DueBadge } from '../shared/DueBadge.tsx';
import { bytes, dateTime } from '../shared/format.ts';
import { ReasonDialog } from '../shared/ReasonDialog.tsx';
import { caseDeeds, useCase } from './api.ts';
import { Clocks } from './Clocks.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Timeline } from './Timeline.tsx';
import type { CaseView } from './types.ts';
import './cases.css';

const DrawingViewer = lazy(async () => ({
  default: (await import('../viewer/DrawingViewer.tsx')).DrawingViewer,
}));

/** The drawing with the way taken and the place where the case stands; the viewer is loaded on demand. */
function Drawing({ view }: { view: CaseView }) {
  return (
    <Suspense fallback={<Loading />}>
      <DrawingViewer
        xml={view.drawing.xml}
        path={view.path}
        active={view.activeElements}
        overdue={view.overdueElements}
        incidents={view.incidents.map((i) => i.elementId)}
        height={460}
      />
    </Suspense>
  );
}

export default function CasePage() {
  const { id = '' } = useParams();
  useServerEvents([`case:${id}`]);
  const query = useCase(id);
  if (query.isPending) return <Loading />;
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Loaded view={query.data} />;
}

function Loaded({ view }: { view: CaseView }) {
  const t = useT();
  const packages = usePackages();
  const { case: c, names, clocks, timeLine, incidents, tasks: all } = view;
  const tasks = all.filter((x) => x.state === 'open');
  const tabs = [
    { key: 'drawing', label: t('流程图'), children: <Drawing view={view} /> },
    { key: 'data', label: t('填报内容'), children: <Submissions view={view} /> },
    { key: 'files', label: `${t('文件')} ${view.files.length}`, children: <Files view={view} /> },
    ...(view.ballots.length > 0
      ? [{ key: 'ballots', label: t('测评'), children: <Ballots view={view} /> }]
      : []),
  ];
  return (
    <PageFrame
      title={c.title}
      back={{ to: '/cases', label: t('监督事项') }}
      subtitle={
        <>
          <span className="jd-number">{c.number}</span>
          <span>{packages.data?.find((p) => p.id === c.packageId)?.title}</span>
          <StateBadge of={c} />
        </>
      }
      actions={<CaseDeeds view={view} />}
    >
      {incidents.length > 0 && <Incidents view={view} />}
      <div className="jd-columns">
        <div>
          <section className="jd-card jd-case-tabs">
            <Tabs items={tabs} />
          </section>
        </div>
        <aside aria-label={t('办理情况')}>
          {tasks.length > 0 && (
            <section className="jd-card">
              <h2>{t('正在办理')}</h2>
              <ul className="jd-clocks">
                {tasks.map((x) => (
                  <li key={x.id}>
                    <Link to={`/tasks/${x.id}`}>{x.name}</Link>{' '}
                    {x.subject && <span className="jd-muted">{names[x.subject] ?? x.subject}</span>}
                    <div>
                      <DueBadge date={x.dueDate} overdue={x.overdue} />
                      <span className="jd-muted"> {x.assigneeName ?? t('待领取')}</span>
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {clocks.length > 0 && (
            <section className="jd-card">
              <h2>{t('期限')}</h2>
              <Clocks clocks={clocks} />
            </section>
          )}
          <section className="jd-card">
            <h2>{t('基本情况')}</h2>
            <dl className="jd-facts">
              <dt>{t('发起人')}</dt>
              <dd>{names[c.initiator] ?? c.initiator}</dd>
              <dt>{t('发起时间')}</dt>
              <dd className="jd-number">{dateTime(c.createdAt)}</dd>
              {c.lead && (
                <>
                  <dt>{t('承办单位')}</dt>
                  <dd>{names[c.lead] ?? c.lead}</dd>
                </>
              )}
              {c.helpers.length > 0 && (
                <>
                  <dt>{t('会办单位')}</dt>
                  <dd>{c.helpers.map((h) => names[h] ?? h).join('、')}</dd>
                </>
              )}
              {c.deputies.length > 0 && (
                <>
                  <dt>{t('代表')}</dt>
                  <dd>{c.deputies.map((d) => names[d] ?? d).join('、')}</dd>
                </>
              )}
              {c.endedAt && (
                <>
                  <dt>{t('结束时间')}</dt>
                  <dd className="jd-number">{dateTime(c.endedAt)}</dd>
                </>
              )}
            </dl>
          </section>
          {view.links.length > 0 && (
            <section className="jd-card">
              <h2>{t('相关事项')}</h2>
              <ul className="jd-clocks">
                {view.links.map((l) => (
                  <li key={l.caseId}>
                    <Link to={`/cases/${l.caseId}`}>
                      {l.number} {l.title}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="jd-card">
            <h2>{t('办理过程')}</h2>
            <Timeline entries={timeLine} names={names} />
          </section>
        </aside>
      </div>
    </PageFrame>
  );
}

function useDeed(caseId: string) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const refresh = () => client.invalidateQueries({ queryKey: ['cases'] });
  const run = async (deed: Promise<unknown>, told: string) => {
    try {
      await deed;
      message.success(told);
    } catch (error) {
      message.error(messageOf(error));
    }
    await refresh();
  };
  return { run, refresh, caseId };
}

function CaseDeeds({ view }: { view: CaseView }) {
  const t = useT();
  const { id } = view.case;
  const { run, refresh } = useDeed(id);
  const [cancelling, setCancelling] = useState(false);
  return (
    <>
      {view.may.join && (
        <Button onClick={() => void run(caseDeeds.join(id), t('已附议。'))}>{t('附议')}</Button>
      )}
      <Button onClick={() => window.print()}>{t('打印')}</Button>
      {view.may.cancel && <Button onClick={() => setCancelling(true)}>{t('撤销')}</Button>}
      {cancelling && (
        <ReasonDialog
          title={t('撤销事项')}
          explanation={t('撤销后事项不再办理,所有未办任务一并撤回。此操作不能恢复。')}
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

function Incidents({ view }: { view: CaseView }) {
  const t = useT();
  const { run } = useDeed(view.case.id);
  return (
    <section className="jd-card jd-incidents" aria-label={t('流程异常')}>
      <h2>{t('流程异常')}</h2>
      <ul>
        {view.incidents.map((i) => (
          <li key={i.incidentKey}>
            <div>
              <b>{i.elementId}</b> <span className="jd-muted jd-number">{dateTime(i.createdAt)}</span>
              <div>{i.message}</div>
            </div>
            {view.may.retry && (
              <Button onClick={() => void run(caseDeeds.retry(view.case.id, i.incidentKey), t('已重试。'))}>
                {t('重试')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Submissions({ view }: { view: CaseView }) {
  const t = useT();
  const { names } = view;
  if (view.forms.length === 0) return <p className="jd-muted">{t('还没有填报内容')}</p>;
  const latest = [...view.forms].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <>
      {latest.map((s) => {
        const doc = s.form as unknown as FormDocument;
        return (
          <section key={doc.id} className="jd-submission">
            <h3>
              {doc.title}{' '}
              <span className="jd-list-sub">
                {names[s.by] ?? s.by} <span className="jd-number">{dateTime(s.at)}</span>{' '}
                {s.count > 1 && t('共 {n} 次,显示最近一次', { n: s.count })}
              </span>
            </h3>
            <FormValues doc={doc} data={s.data} names={{ bodies: names, users: names }} fileHref={fileHref} />
          </section>
        );
      })}
    </>
  );
}

function Files({ view }: { view: CaseView }) {
  const t = useT();
  if (view.files.length === 0) return <p className="jd-muted">{t('还没有文件')}</p>;
  return (
    <ul className="jd-clocks">
      {view.files.map((f) => (
        <li key={f.id}>
          <a href={fileHref(f.id)} target="_blank" rel="noreferrer">
            {f.name}
          </a>{' '}
          {f.kind === 'document' && <span className="jd-badge">{t('系统生成')}</span>}
          <div className="jd-list-sub jd-number">
            {bytes(f.size)} · {dateTime(f.at)}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Ballots({ view }: { view: CaseView }) {
  const t = useT();
  return (
    <ul className="jd-clocks">
      {view.ballots.map((b) => (
        <li key={b.id}>
          <Link to={`/ballots/${b.id}`}>{b.title}</Link>{' '}
          <span className={b.state === 'open' ? 'jd-badge jd-badge-progress' : 'jd-badge'}>
            {b.state === 'open' ? t('进行中') : t('已结束')}
          </span>
          <div className="jd-list-sub jd-number">
            {t('已投 {n} / 应投 {all}', { n: b.cast, all: b.electors })}
          </div>
        </li>
      ))}
    </ul>
  );
}
