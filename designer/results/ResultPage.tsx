import { FileExcelOutlined, FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { dateTime } from '../shared/format.ts';
import { useFilters } from '../shared/use-filters.ts';
import { fileOf, type ResultView, useResult } from './api.ts';
import { Before } from './Before.tsx';
import { EvidenceDrawer } from './EvidenceDrawer.tsx';
import { Method } from './Method.tsx';
import { ObjectPanel } from './ObjectPanel.tsx';
import { byRank } from './order.ts';
import { RankTable } from './RankTable.tsx';
import { useText } from './text.ts';
import './results.css';

const Charts = lazy(() => import('./Charts.tsx'));

export default function ResultPage() {
  const t = useText();
  const { id = '' } = useParams();
  const result = useResult(id);
  if (result.isPending) return <Loading />;
  if (!result.data)
    return (
      <PageFrame title={t('评价结果')} back={{ to: '/results', label: t('评价结果') }}>
        <Failure error={result.error} retry={() => void result.refetch()} />
      </PageFrame>
    );
  return <Loaded key={id} view={result.data} />;
}

function Loaded({ view }: { view: ResultView }) {
  const t = useText();
  const [read, write] = useFilters();
  const [asked, setAsked] = useState<{ object: string; of: string }>();
  const chosen = view.objects.find((o) => o.id === read('object')) ?? byRank(view)[0];
  return (
    <PageFrame
      title={t('{year} 年度{scheme}', { year: view.year, scheme: view.schemeTitle })}
      back={{ to: '/results', label: t('评价结果') }}
      subtitle={
        <>
          <Link to={`/cases/${view.caseId}`}>{view.caseTitle}</Link>
          <span>{view.orgName}</span>
          <span className="jd-number">{dateTime(view.at)}</span>
        </>
      }
      actions={
        <>
          <Button icon={<FileWordOutlined />} href={fileOf(view.id, 'report.docx')} download>
            {t('报告（.docx）')}
          </Button>
          <Button icon={<FileExcelOutlined />} href={fileOf(view.id, 'table.xlsx')} download>
            {t('得分表（.xlsx）')}
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('打印')}
          </Button>
        </>
      }
    >
      <RankTable view={view} chosen={chosen?.id} onChoose={(object) => write({ object })} />
      <Before view={view} />
      {chosen && (
        <ObjectPanel
          key={chosen.id}
          view={view}
          object={chosen}
          onOpen={(of) => setAsked({ object: chosen.id, of })}
        >
          <Suspense fallback={<p className="jd-muted">{t('正在载入图表…')}</p>}>
            <Charts view={view} object={chosen} />
          </Suspense>
        </ObjectPanel>
      )}
      <Method view={view} />
      {asked && (
        <EvidenceDrawer
          key={`${asked.object} ${asked.of}`}
          view={view}
          {...asked}
          onOpen={(of) => setAsked({ ...asked, of })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </PageFrame>
  );
}
