import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { useServerEvents } from '../api/events.ts';
import { usePackages } from '../api/names.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { useT } from '../i18n/index.ts';
import { ResultsOfCase } from '../results/OfCase.tsx';
import { usePhone } from '../shared/use-phone.ts';
import { useCase } from './api.ts';
import { CaseBallots } from './CaseBallots.tsx';
import { CaseDeeds } from './CaseDeeds.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseFiles } from './CaseFiles.tsx';
import { Clocks } from './Clocks.tsx';
import { Incidents } from './Incidents.tsx';
import { OpenTasks } from './OpenTasks.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Submissions } from './Submissions.tsx';
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
        height="clamp(360px, 62vw - 190px, 74vh)"
      />
    </Suspense>
  );
}

export default function CasePage() {
  const t = useT();
  const { id = '' } = useParams();
  const query = useCase(id);
  useServerEvents(query.data ? [`case:${id}`] : []);
  if (query.isPending) return <Loading />;
  if (!query.data)
    return (
      <PageFrame title={t('事项详情')} back={{ to: '/cases', label: t('监督事项') }}>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </PageFrame>
    );
  return <Loaded key={id} view={query.data} />;
}

function Loaded({ view }: { view: CaseView }) {
  const t = useT();
  const packages = usePackages();
  const { case: c, names, clocks, timeLine, incidents, tasks: all } = view;
  const tasks = all.filter((x) => x.state === 'open');
  // A phone is too small for the drawing at first sight.
  const phone = usePhone();
  const tabs = [
    { key: 'data', label: t('填报内容'), children: <Submissions view={view} /> },
    // A hidden drawing has no size to fit into: it is made anew when its tab is opened.
    { key: 'drawing', label: t('流程图'), destroyOnHidden: true, children: <Drawing view={view} /> },
    { key: 'files', label: `${t('文件')} ${view.files.length}`, children: <CaseFiles view={view} /> },
    ...(view.ballots.length > 0
      ? [{ key: 'ballots', label: t('测评'), children: <CaseBallots view={view} /> }]
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
            <Tabs items={tabs} defaultActiveKey={c.state === 'active' && !phone ? 'drawing' : 'data'} />
          </section>
        </div>
        <aside aria-label={t('办理情况')}>
          {tasks.length > 0 && (
            <section className="jd-card">
              <h2>{t('正在办理')}</h2>
              <OpenTasks tasks={tasks} names={names} />
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
            <CaseFacts view={view} />
          </section>
          <ResultsOfCase caseId={c.id} />
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
