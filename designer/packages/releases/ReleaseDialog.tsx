import { Button, Modal, Select, Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Failure } from '../../app/Failure.tsx';
import { Loading } from '../../app/Loading.tsx';
import { FormPreview } from '../../forms/FormPreview.tsx';
import { dateTime } from '../../shared/format.ts';
import { exportHref, type ReleaseSummary, useReleaseFiles } from '../api.ts';
import { readManifest } from '../desk.ts';
import { readForms } from '../drawing/context.ts';
import { filesOfKind } from '../file-kinds.ts';
import { useText } from '../text.ts';
import { ChangeList } from './ChangeList.tsx';

const DrawingViewer = lazy(async () => ({
  default: (await import('../../viewer/DrawingViewer.tsx')).DrawingViewer,
}));

const NO_MARKS = { path: { elementIds: [], flowIds: [] }, active: [], overdue: [], incidents: [] };

/** A release to look at: its drawings, its forms, and what it changed. */
export function ReleaseDialog(props: {
  packageId: string;
  release: ReleaseSummary;
  before: ReleaseSummary | undefined;
  onTake: () => void;
  onClose: () => void;
}) {
  const { packageId, release, before, onTake, onClose } = props;
  const t = useText();
  const files = useReleaseFiles(packageId, release.id);
  const earlier = useReleaseFiles(packageId, before?.id);
  const [drawing, setDrawing] = useState<string>();
  const [form, setForm] = useState<string>();
  const all = files.data ?? {};
  const drawings = filesOfKind(all, 'drawing');
  const main = readManifest(all).main?.file;
  const shown = drawing ?? (main && drawings.includes(main) ? main : drawings[0]);
  const forms = readForms(all);
  const formId = form ?? [...forms.keys()][0];
  const doc = formId === undefined ? undefined : forms.get(formId);
  return (
    <Modal
      open
      width="min(1200px, 94vw)"
      title={t('第 {n} 版（只读）', { n: release.number })}
      onCancel={onClose}
      footer={[
        <Button key="export" href={exportHref(packageId, release.id)} download>
          {t('导出')}
        </Button>,
        <Button key="take" onClick={onTake}>
          {t('以此为草稿')}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {t('关闭')}
        </Button>,
      ]}
    >
      <p className="jd-muted jd-pk-gap">
        {t('{name} 于 {at} 发布', { name: release.publishedByName, at: dateTime(release.publishedAt) })}。
        {release.reason}
      </p>
      {files.isPending ? (
        <Loading />
      ) : files.error ? (
        <Failure error={files.error} retry={() => void files.refetch()} />
      ) : (
        <Tabs
          items={[
            {
              key: 'drawing',
              label: t('流程图'),
              children: (
                <>
                  {drawings.length > 1 && (
                    <Select
                      aria-label={t('流程图')}
                      className="jd-pk-wide-choice jd-pk-gap"
                      value={shown ?? null}
                      options={drawings.map((path) => ({ value: path, label: path }))}
                      onChange={(path: string | null) => setDrawing(path ?? undefined)}
                    />
                  )}
                  <Suspense fallback={<Loading />}>
                    {shown && (
                      <div className="jd-pk-seen-drawing">
                        <DrawingViewer xml={all[shown] ?? ''} height={480} {...NO_MARKS} />
                      </div>
                    )}
                  </Suspense>
                </>
              ),
            },
            {
              key: 'forms',
              label: t('表单'),
              children: doc && (
                <div className="jd-pk-seen-form">
                  <Select
                    aria-label={t('表单')}
                    className="jd-pk-wide-choice jd-pk-gap"
                    value={formId ?? null}
                    options={[...forms].map(([id, d]) => ({ value: id, label: `${d.title}（${id}）` }))}
                    onChange={(id: string | null) => setForm(id ?? undefined)}
                  />
                  <FormPreview key={formId} doc={doc} />
                </div>
              ),
            },
            {
              key: 'changes',
              label: before ? t('与第 {n} 版相比', { n: before.number }) : t('内容'),
              children: before ? (
                earlier.data ? (
                  <ChangeList before={earlier.data} after={all} />
                ) : (
                  <Loading />
                )
              ) : (
                <ChangeList before={{}} after={all} />
              ),
            },
          ]}
        />
      )}
    </Modal>
  );
}
