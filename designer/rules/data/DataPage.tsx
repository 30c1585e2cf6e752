import { Form, InputNumber, Select, Tabs } from 'antd';
import { useRef, useState } from 'react';
import { Failure } from '../../app/Failure.tsx';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { PageFrame } from '../../app/PageFrame.tsx';
import { LeaveDialog } from '../../shared/LeaveDialog.tsx';
import { useFilters } from '../../shared/use-filters.ts';
import { type CatalogueView, useCatalogue } from '../api.ts';
import '../rules.css';
import { type DataPlace, type DataTableView, useData } from './api.ts';
import './data.css';
import { TypedTable, type Unsaved } from './TypedTable.tsx';
import { useText } from './text.ts';
import { UploadTable } from './UploadTable.tsx';
import { placeInAddress, useDataPlace } from './use-place.ts';
import { DataVersions } from './Versions.tsx';

/** Values that no case, ballot or register gives: chosen, uploaded or typed, kept in versions. */
export default function DataPage() {
  const t = useText();
  const { data, error, refetch } = useCatalogue();
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <PageFrame
      title={t('评价数据')}
      subtitle={t('指标体系中由上传或填报提供的数值。每次保存都留下版本、填报人和原文件。')}
      back={{ to: '/rules', label: t('评价指标与规则') }}
    >
      <Chooser catalogue={data} />
    </PageFrame>
  );
}

function Chooser({ catalogue }: { catalogue: CatalogueView }) {
  const t = useText();
  const { schemes, place, waiting, choose } = useDataPlace(catalogue);
  if (waiting) return <Loading />;
  if (!place)
    return <Nothing title={t('还没有评价指标体系')}>{t('有了指标体系之后，在这里填报它的数据。')}</Nothing>;
  return (
    <>
      <Form layout="vertical" className="jd-rule-fields jd-rule-fields-wide">
        <Form.Item label={t('指标体系')} htmlFor="jd-data-scheme">
          <Select
            id="jd-data-scheme"
            value={`${place.package} ${place.scheme}`}
            options={schemes.map(({ value, label }) => ({ value, label }))}
            onChange={(next: string) => {
              const s = schemes.find((x) => x.value === next);
              if (s) choose({ package: s.package, scheme: s.scheme });
            }}
          />
        </Form.Item>
        <Form.Item label={t('地区')} htmlFor="jd-data-org">
          <Select
            id="jd-data-org"
            value={place.org}
            options={catalogue.orgs.map((o) => ({ value: o.id, label: o.name }))}
            onChange={(org: string) => choose({ org })}
          />
        </Form.Item>
        <Form.Item label={t('年度')} htmlFor="jd-data-year">
          <InputNumber
            id="jd-data-year"
            min={1990}
            max={2100}
            precision={0}
            value={place.year}
            onChange={(year) => year && choose({ year })}
          />
        </Form.Item>
      </Form>
      <Desk key={Object.values(place).join(' ')} place={place} />
    </>
  );
}

function Desk({ place }: { place: DataPlace }) {
  const t = useText();
  const { data: read, error, refetch } = useData(place);
  const [dirty, setDirty] = useState(false);
  const save = useRef<Unsaved['save']['current']>(null);
  const kept = useRef(read);
  // a version that somebody else saved meanwhile waits: it would wipe out what is typed
  if (!dirty || kept.current === undefined) kept.current = read;
  const data = kept.current;
  if (!data && error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.columns.length === 0)
    return (
      <Nothing title={t('这个指标体系没有要填报的数据')}>
        {t('在指标体系中把某个指标的数据来源设为“上传表格或填报”并发布后，在这里填报。')}
      </Nothing>
    );
  return (
    <>
      <Parts key={data.version} {...{ place, data }} unsaved={{ save, setDirty }} />
      <LeaveDialog
        dirty={dirty}
        save={() => save.current?.() ?? Promise.resolve(undefined)}
        placeOf={placeInAddress}
      >
        {t('填入的数据还没有保存，离开后将丢失。')}
      </LeaveDialog>
    </>
  );
}

function Parts({ unsaved, ...props }: { place: DataPlace; data: DataTableView; unsaved: Unsaved }) {
  const t = useText();
  const [read, write] = useFilters();
  const items = [
    { key: 'typed', label: t('数据'), children: <TypedTable {...props} unsaved={unsaved} /> },
    {
      key: 'upload',
      label: t('上传表格'),
      children: <UploadTable {...props} onSaved={() => write({ tab: undefined })} />,
    },
    {
      key: 'versions',
      label: t('版本（{n}）', { n: props.data.versions.length }),
      children: <DataVersions {...props} />,
    },
  ];
  const tab = items.find((i) => i.key === read('tab'))?.key ?? 'typed';
  return <Tabs activeKey={tab} onChange={(next) => write({ tab: next })} items={items} />;
}
