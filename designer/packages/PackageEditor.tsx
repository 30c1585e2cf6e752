import { Tabs } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { Loading } from '../app/Loading.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { LeaveDialog } from '../shared/LeaveDialog.tsx';
import type { DraftView } from './api.ts';
import { PackageDeskProvider, readManifest } from './desk.ts';
import { ConflictDialog } from './draft/ConflictDialog.tsx';
import { DraftBar, DraftStatus } from './draft/DraftBar.tsx';
import { OfferAlert } from './draft/OfferAlert.tsx';
import { ProblemPanel } from './draft/ProblemPanel.tsx';
import { PublishDialog } from './draft/PublishDialog.tsx';
import { useCheck } from './draft/use-check.ts';
import { useDraft } from './draft/use-draft.ts';
import { placeOf, TABS, type Tab, usePlace } from './place.ts';
import { useText } from './text.ts';

const DrawingTab = lazy(() => import('./drawing/DrawingTab.tsx'));
const FormsTab = lazy(() => import('./forms/FormsTab.tsx'));
const ParametersTab = lazy(() => import('./parameters/ParametersTab.tsx'));
const FilesTab = lazy(() => import('./files/FilesTab.tsx'));
const AboutTab = lazy(() => import('./about/AboutTab.tsx'));
const ReleasesTab = lazy(() => import('./releases/ReleasesTab.tsx'));

/** One package: its draft with all of its parts, from drawing to releases. */
export function PackageEditor({ initial }: { initial: DraftView }) {
  const t = useText();
  const draft = useDraft(initial);
  const check = useCheck(draft);
  const [place, go] = usePlace();
  const [publishing, setPublishing] = useState(false);
  const { title = draft.packageId } = readManifest(draft.files);
  // The board keeps its undo steps while other tabs are in front; it is made when first looked at.
  const [drawn, setDrawn] = useState<number>();
  const drawing = place.tab === 'drawing' || drawn === draft.generation;
  useEffect(() => {
    if (place.tab === 'drawing') setDrawn(draft.generation);
  }, [place.tab, draft.generation]);

  const desk = useMemo(
    () => ({ draft, place, go, problems: check.problems }),
    [draft, place, go, check.problems],
  );
  const names: Record<Tab, string> = {
    drawing: t('流程图'),
    forms: t('表单'),
    parameters: t('参数'),
    files: t('规则与文书'),
    about: t('基本信息'),
    releases: t('版本'),
  };
  const others: Record<Exclude<Tab, 'drawing'>, ReactNode> = {
    forms: <FormsTab key={draft.generation} />,
    parameters: <ParametersTab />,
    files: <FilesTab key={draft.generation} />,
    about: <AboutTab key={draft.generation} />,
    releases: <ReleasesTab />,
  };
  const errors = (tab: Tab) =>
    (check.problems ?? []).filter((p) => p.severity === 'error' && placeOf(p, draft.files).tab === tab)
      .length;

  return (
    <PackageDeskProvider value={desk}>
      <PageFrame
        full
        title={title}
        back={{ to: '/packages', label: t('流程管理') }}
        subtitle={<DraftStatus />}
        actions={<DraftBar check={check} onPublish={() => setPublishing(true)} />}
      >
        <OfferAlert />
        <Tabs
          className="jd-pk-tabs"
          activeKey={place.tab}
          onChange={(tab) => go({ tab: tab as Tab })}
          items={TABS.map((tab) => ({
            key: tab,
            label: (
              <>
                {names[tab]}
                {errors(tab) > 0 && <span className="jd-pk-count">{errors(tab)}</span>}
              </>
            ),
          }))}
        />
        <div className="jd-pk-body">
          <Suspense fallback={<Loading />}>
            {drawing && (
              <div className="jd-pk-board" hidden={place.tab !== 'drawing'}>
                <DrawingTab key={draft.generation} shown={place.tab === 'drawing'} />
              </div>
            )}
            {place.tab !== 'drawing' && <div className="jd-pk-page">{others[place.tab]}</div>}
          </Suspense>
        </div>
        <ProblemPanel check={check} />
        {publishing && <PublishDialog check={check} onClose={() => setPublishing(false)} />}
        <ConflictDialog />
        <LeaveDialog dirty={draft.changed.length > 0} save={draft.save}>
          {t('{n} 个文件有修改，离开后将丢失。', { n: draft.changed.length })}
        </LeaveDialog>
      </PageFrame>
    </PackageDeskProvider>
  );
}
