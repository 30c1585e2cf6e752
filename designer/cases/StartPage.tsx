import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Select } from 'antd';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { FormDocument } from '../../forms/document.ts';
import { useOrgNames, usePackages } from '../api/names.ts';
import { homeCongress, useMay, useSession } from '../api/session.ts';
import { Failure } from '../app/Failure.tsx';
import { Loading } from '../app/Loading.tsx';
import { Nothing } from '../app/Nothing.tsx';
import { PageFrame } from '../app/PageFrame.tsx';
import { precompiled } from '../forms/precompiled.ts';
import { directoryServices } from '../forms/services.ts';
import type { FormData } from '../forms/types.ts';
import { useT } from '../i18n/index.ts';
import { caseDeeds, fetchStartables, useStartForms } from './api.ts';
import './cases.css';
import type { Startables } from './types.ts';

const FormView = lazy(() => import('../forms/FormView.tsx'));

export default function StartPage() {
  const t = useT();
  const { packageId } = useParams();
  const edits = useMay('packages.edit');
  const packages = usePackages();
  const { data, isPending, error, refetch } = useStartForms();
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const chosen = data.find((o) => o.packageId === packageId) ?? (data.length === 1 ? data[0] : undefined);
  if (chosen) return <Start key={chosen.packageId} option={chosen} />;
  return (
    <PageFrame title={t('发起事项')} back={{ to: '/cases', label: t('监督事项') }}>
      {data.length === 0 ? (
        <Nothing title={t('您目前没有可以发起的事项')}>
          {edits
            ? t('谁可以发起，在流程管理的“基本信息”里设定。')
            : t('如工作需要，请联系本单位管理员开通。')}
        </Nothing>
      ) : (
        <ul className="jd-choices">
          {data.map((o) => (
            <li key={o.packageId}>
              <Link to={`/cases/new/${o.packageId}`} className="jd-card">
                <b>{o.title}</b>
                <p className="jd-muted">{packages.data?.find((p) => p.id === o.packageId)?.description}</p>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </PageFrame>
  );
}

function Start({ option }: { option: Startables[number] }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const doc = option.form as unknown as FormDocument;
  const packages = usePackages();
  const release = packages.data?.find((p) => p.id === option.packageId)?.release?.id;
  const validate = useMemo(() => (release ? precompiled(release, doc) : undefined), [release, doc]);
  const [orgId, setOrgId] = useState(option.orgIds[0]);
  const orgs = useOrgNames();
  const own = homeCongress(useSession());
  const services = useMemo(() => directoryServices({ congressId: orgId ?? own }), [orgId, own]);
  const rev = useRef(option.draftRev);
  const save = async (data: FormData) => {
    rev.current = (await caseDeeds.saveDraft(option.packageId, data, rev.current)).rev;
  };
  const newest = async (): Promise<FormData> => {
    const now = (await fetchStartables()).find((o) => o.packageId === option.packageId);
    rev.current = now?.draftRev ?? 0;
    return now?.draft ?? {};
  };
  const submit = async (data: FormData) => {
    const { id } = await caseDeeds.start(option.packageId, data, orgId);
    message.success(t('已提交。'));
    void client.invalidateQueries({ queryKey: ['cases'] });
    setTimeout(() => void navigate(`/cases/${id}`), 0);
  };
  return (
    <PageFrame
      title={`${t('发起')}${option.noun}`}
      subtitle={option.title}
      actions={
        option.orgIds.length > 1 && (
          <Select
            aria-label={t('提交到')}
            value={orgId ?? null}
            onChange={(next: string | null) => setOrgId(next ?? undefined)}
            options={option.orgIds.map((o) => ({ value: o, label: `${t('提交到')} ${orgs[o] ?? o}` }))}
          />
        )
      }
      back={{ to: '/cases', label: t('监督事项') }}
    >
      {option.draftRev > 0 && (
        <Alert
          type="info"
          showIcon
          closable
          title={t('已恢复上次没有提交的草稿。')}
          style={{ marginBottom: 14 }}
        />
      )}
      <section className="jd-card">
        <Suspense fallback={<Loading />}>
          <FormView
            doc={doc}
            value={option.draft}
            services={services}
            {...(validate ? { validate } : {})}
            onSave={save}
            newest={newest}
            onSubmit={submit}
          />
        </Suspense>
      </section>
    </PageFrame>
  );
}
