import { Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { withQuery } from '../api/client.ts';
import { homeCongress, useSession } from '../api/session.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { Choose } from '../shared/Choose.tsx';
import { useFilters } from '../shared/use-filters.ts';
import {
  type BoardPlace,
  type BoardRow,
  type CatalogueView,
  type Chosen,
  useBoard,
  useCatalogue,
} from './api.ts';
import { BallotsDrawer } from './BallotsDrawer.tsx';
import { BodyTable } from './BodyTable.tsx';
import './board.css';
import { CasesDrawer } from './CasesDrawer.tsx';
import { ScoreDrawer } from './ScoreDrawer.tsx';
import { Tiles } from './Tiles.tsx';
import { useText } from './text.ts';

const Charts = lazy(() => import('./Charts.tsx'));

/** What is shown: by the address, else the first kind of matter that has any, its latest year, the person's own congress. */
function placeOf(
  catalogue: CatalogueView,
  read: (name: string) => string | undefined,
  home: string | undefined,
): BoardPlace | undefined {
  const { packages, orgs } = catalogue;
  const found = packages.find((p) => p.id === read('package'));
  const chosen = found ?? packages.find((p) => p.years.length > 0 && p.board.scheme) ?? packages[0];
  const org = [read('org'), home].find((id) => orgs.some((o) => o.id === id)) ?? orgs[0]?.id;
  if (!chosen || !org) return undefined;
  const year = Number(read('year')) || chosen.years[0] || new Date().getFullYear();
  return { package: chosen.id, year, org };
}

export default function BoardPage() {
  const t = useText();
  const session = useSession();
  const [read, write] = useFilters();
  const catalogue = useCatalogue();
  const place = catalogue.data && placeOf(catalogue.data, read, homeCongress(session));
  const board = useBoard(place);
  const [chosen, setChosen] = useState<Chosen>();
  const [ballots, setBallots] = useState(false);
  const navigate = useNavigate();
  const [explained, setExplained] = useState<BoardRow>();
  if (catalogue.error) return <Failure error={catalogue.error} retry={() => void catalogue.refetch()} />;
  if (!catalogue.data) return <Loading />;
  const { packages, orgs } = catalogue.data;
  const current = packages.find((p) => p.id === place?.package);
  const years = [...new Set([...(current?.years ?? []), ...(place ? [place.year] : [])])].sort(
    (a, b) => b - a,
  );
  const latest = current?.years[0];
  const empty = board.data && board.data.rows.length === 0 && (board.data.all?.counts.total ?? 0) === 0;
  const filters = place && (
    <search className="jd-toolbar">
      <Choose
        label={t('监督事项类型')}
        value={place.package}
        options={packages.map((p) => ({ value: p.id, label: p.title }))}
        onChange={(v) => write({ package: v, year: undefined })}
      />
      <Choose
        label={t('年度')}
        value={String(place.year)}
        options={years.map((y) => ({ value: String(y), label: t('{year} 年', { year: y }) }))}
        onChange={(v) => write({ year: v })}
      />
      <Choose
        label={t('地区')}
        value={place.org}
        options={orgs.map((o) => ({
          value: o.id,
          label: `${'　'.repeat(o.depth)}${orgs.some((x) => x.depth > o.depth) ? t('{org}及其下级', { org: o.name }) : o.name}`,
        }))}
        onChange={(v) => write({ org: v })}
      />
      {board.isPlaceholderData && <Spin size="small" />}
    </search>
  );
  return (
    <PageFrame
      title={t('统计看板')}
      subtitle={t('点击数字，可以看到背后的每一件。')}
      actions={
        place && (
          <Link to={withQuery('/results', { package: place.package, year: place.year })}>
            {t('历次评价结果')}
          </Link>
        )
      }
    >
      {filters}
      {!place ? (
        <Nothing title={t('还没有可以统计的事项')}>
          {t('有事项办理后，这里会出现数量、满意率、办成率和得分。')}
        </Nothing>
      ) : board.error ? (
        <Failure error={board.error} retry={() => void board.refetch()} />
      ) : !board.data ? (
        <Loading />
      ) : empty ? (
        <Nothing
          title={t('还没有可以统计的事项')}
          action={
            latest !== undefined &&
            latest !== place.year && (
              <button type="button" className="jd-link" onClick={() => write({ year: String(latest) })}>
                {t('看全部年度中最近有事项的 {year} 年', { year: latest })}
              </button>
            )
          }
        >
          {latest === undefined
            ? t('有事项办理后，这里会出现数量、满意率、办成率和得分。')
            : t('{year} 年、{org}范围内没有这类事项。请换一个年度或地区。', {
                year: place.year,
                org: orgs.find((o) => o.id === place.org)?.name ?? place.org,
              })}
        </Nothing>
      ) : (
        <>
          <Tiles
            board={board.data}
            onOpen={setChosen}
            onResults={() => void navigate(withQuery('/results', { ...place }))}
            onBallots={() => setBallots(true)}
          />
          {board.data.rows.length > 0 && (
            <>
              <BodyTable
                key={`${board.data.packageId}`}
                board={board.data}
                onOpen={setChosen}
                onScore={setExplained}
              />
              <Suspense fallback={<p className="jd-muted">{t('正在载入图表…')}</p>}>
                <Charts board={board.data} onOpen={setChosen} />
              </Suspense>
            </>
          )}
          {explained && (
            <ScoreDrawer
              board={board.data}
              row={explained}
              onOpen={setChosen}
              onClose={() => setExplained(undefined)}
            />
          )}
          {ballots && <BallotsDrawer place={place} onClose={() => setBallots(false)} />}
          {chosen && (
            <CasesDrawer
              key={`${chosen.body} ${chosen.of}`}
              place={place}
              chosen={chosen}
              onClose={() => setChosen(undefined)}
            />
          )}
        </>
      )}
    </PageFrame>
  );
}
