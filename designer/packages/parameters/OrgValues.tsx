import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { describeValue } from '../../../forms/describe.ts';
import { fieldTitle } from '../../../forms/schema.ts';
import { useOrgs } from '../../api/names.ts';
import { ApiProblem, messageOf } from '../../api/problem.ts';
import { homeCongress, useSession } from '../../api/session.ts';
import { Failure } from '../../app/Failure.tsx';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { directoryServices } from '../../forms/services.ts';
import { type Parameters, packageDeeds, useParameters } from '../api.ts';
import { usePackageDesk } from '../desk.ts';
import { useText } from '../text.ts';
import { ownValues, parameterForm } from './parameter-form.ts';

const FormView = lazy(() => import('../../forms/FormView.tsx'));
const services = directoryServices({ upload: false });

/** Values of one congress, in a form made from the parameters' schema. */
export function OrgValues() {
  const t = useText();
  const { draft } = usePackageDesk();
  const own = homeCongress(useSession());
  const orgs = (useOrgs().data ?? []).filter((o) => o.kind === 'congress');
  const [org, setOrg] = useState(own);
  const { data, error, isPending, refetch } = useParameters(draft.packageId, org);
  if (error instanceof ApiProblem && error.status === 404)
    return <Nothing title={t('发布后才能设定取值')}>{t('这个流程还没有生效的版本。')}</Nothing>;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (isPending || org === undefined) return <Loading />;
  return (
    <>
      {orgs.length > 1 && (
        <div className="jd-pk-strip">
          <label htmlFor="jd-pk-org">{t('单位')}</label>
          <Select
            id="jd-pk-org"
            className="jd-pk-wide-choice"
            value={org}
            options={orgs.map((o) => ({ value: o.id, label: o.name }))}
            onChange={setOrg}
          />
        </div>
      )}
      {Object.keys(data.inForce).length === 0 && Object.keys(data.defaults).length === 0 ? (
        <Nothing title={t('这个流程没有参数')}>{t('需要时在“参数定义”里添加。')}</Nothing>
      ) : (
        <Values key={`${org}-${data.rev}`} org={org} parameters={data} />
      )}
    </>
  );
}

function Values({ org, parameters }: { org: string; parameters: Parameters }) {
  const t = useText();
  const { draft } = usePackageDesk();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { schema, values, inForce, defaults, rev } = parameters;
  const doc = useMemo(() => parameterForm(schema, t('保存取值')), [schema, t]);
  const [changed, setChanged] = useState(false);
  const set = Object.keys(values);
  const write = async (next: Record<string, unknown>) => {
    const saved = await packageDeeds.setParameters(draft.packageId, org, next, rev);
    message.success(t('取值已保存，对新提出的事项生效。'));
    client.setQueryData(['package-parameters', draft.packageId, org], saved);
  };
  const reset = async (name: string) => {
    const { [name]: _, ...rest } = values;
    try {
      await write(rest);
    } catch (error) {
      message.error(messageOf(error));
    }
  };
  return (
    <div className="jd-pk-values">
      <section className="jd-card">
        <Suspense fallback={<Loading />}>
          <FormView
            doc={doc}
            value={inForce}
            services={services}
            guard={false}
            onSubmit={(data) => write(ownValues(values, inForce, data))}
            onChange={(data) => setChanged(Object.keys(ownValues({}, inForce, data)).length > 0)}
            actions={changed && <span className="jd-badge jd-badge-soon">{t('取值有修改，尚未保存')}</span>}
          />
        </Suspense>
      </section>
      <section className="jd-card">
        <h2>{t('本单位另行设定的')}</h2>
        {set.length === 0 ? (
          <p className="jd-muted">{t('没有。全部沿用初始值或上级的取值。')}</p>
        ) : (
          <ul className="jd-pk-own">
            {set.map((name) => (
              <li key={name}>
                <div>
                  <b>{fieldTitle(doc, name)}</b>
                  <div className="jd-list-sub">
                    {t('现为 {now}，初始值 {initial}', {
                      now: describeValue(doc, name, values[name]),
                      initial: describeValue(doc, name, defaults[name]) || t('没有'),
                    })}
                  </div>
                </div>
                <Button size="small" onClick={() => void reset(name)}>
                  {t('恢复沿用')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
