import { Form, InputNumber, Select, Tabs } from 'antd';
import { useState } from 'react';
import { homeCongress, useSession } from '../../api/session.ts';
import { Failure } from '../../app/Failure.tsx';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { PageFrame } from '../../app/PageFrame.tsx';
import { useCatalogue } from '../api.ts';
import '../rules.css';
import { type DataPlace, type DataTableView, useData } from './api.ts';
import './data.css';
import { TypedTable } from './TypedTable.tsx';
import { useText } from './text.ts';
import { UploadTable } from './UploadTable.tsx';
import { DataVersions } from './Versions.tsx';

/** Values that no case, ballot or register gives: chosen, uploaded or typed, kept in versions. */
export default function DataPage() {
  const t = useText();
  const { data, error, refetch } = useCatalogue();
  const session = useSession();
  const [choice, setChoice] = useState<Partial<DataPlace>>({});
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const schemes = data.packages.flatMap((p) =>
    p.rules
      .filter((r) => r.kind === 'scheme')
      .map((r) => ({ value: `${p.id} ${r.id}`, label: `${p.title} · ${r.title}`, years: p.years })),
  );
  const home = homeCongress(session);
  const first = schemes[0]?.value.split(' ') ?? [];
  const org = choice.org ?? (data.orgs.some((o) => o.id === home) ? home : data.orgs[0]?.id);
  const [packageId, scheme] = [choice.package ?? first[0], choice.scheme ?? first[1]];
  const year =
    choice.year ??
    schemes.find((s) => s.value === `${packageId} ${scheme}`)?.years[0] ??
    new Date().getFullYear();
  const place = packageId && scheme && org ? { package: packageId, scheme, org, year } : undefined;
  return (
    <PageFrame
      title={t('评价数据')}
      subtitle={t('指标体系中由上传或填报提供的数值。每次保存都留下版本、填报人和原文件。')}
      back={{ to: '/rules', label: t('评价指标与规则') }}
    >
      {!place ? (
        <Nothing title={t('还没有评价指标体系')}>{t('有了指标体系之后，在这里填报它的数据。')}</Nothing>
      ) : (
        <>
          <Form layout="vertical" className="jd-rule-fields jd-rule-fields-wide">
            <Form.Item label={t('指标体系')} htmlFor="jd-data-scheme">
              <Select
                id="jd-data-scheme"
                value={`${place.package} ${place.scheme}`}
                options={schemes}
                onChange={(next: string) => {
                  const [p = '', s = ''] = next.split(' ');
                  setChoice({ ...choice, package: p, scheme: s });
                }}
              />
            </Form.Item>
            <Form.Item label={t('地区')} htmlFor="jd-data-org">
              <Select
                id="jd-data-org"
                value={place.org}
                options={data.orgs.map((o) => ({ value: o.id, label: o.name }))}
                onChange={(next: string) => setChoice({ ...choice, org: next })}
              />
            </Form.Item>
            <Form.Item label={t('年度')} htmlFor="jd-data-year">
              <InputNumber
                id="jd-data-year"
                min={1990}
                max={2100}
                precision={0}
                value={place.year}
                onChange={(n) => n && setChoice({ ...choice, year: n })}
              />
            </Form.Item>
          </Form>
          <Desk key={Object.values(place).join(' ')} place={place} />
        </>
      )}
    </PageFrame>
  );
}

function Desk({ place }: { place: DataPlace }) {
  const t = useText();
  const { data, error, refetch } = useData(place);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.columns.length === 0)
    return (
      <Nothing title={t('这个指标体系没有要填报的数据')}>
        {t('在指标体系中把某个指标的数据来源设为“上传表格或填报”并发布后，在这里填报。')}
      </Nothing>
    );
  return <Parts key={data.version} {...{ place, data }} />;
}

function Parts(props: { place: DataPlace; data: DataTableView }) {
  const t = useText();
  return (
    <Tabs
      items={[
        { key: 'typed', label: t('数据'), children: <TypedTable {...props} /> },
        { key: 'upload', label: t('上传表格'), children: <UploadTable {...props} /> },
        {
          key: 'versions',
          label: t('版本（{n}）', { n: props.data.versions.length }),
          children: <DataVersions {...props} />,
        },
      ]}
    />
  );
}
