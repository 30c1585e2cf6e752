import { useQuery } from '@tanstack/react-query';
import { Alert, Select } from 'antd';
import { useState } from 'react';
import type { MeasuredObject, Scheme } from '../../../rules/scheme/types.ts';
import { messageOf } from '../../api/problem.ts';
import { useMay } from '../../api/session.ts';
import { Loading } from '../../app/Loading.tsx';
import { dateTime } from '../../shared/format.ts';
import { TableHead } from '../../shared/TableHead.tsx';
import type { Place } from '../use-place.ts';
import { rankHolds, useWeightings } from './api.ts';
import { useText } from './text.ts';

/** How often each object holds its rank over the deputies' own weights. The server counts; no set of anybody comes here. */
export function RankHolds(props: {
  packageId: string;
  scheme: Scheme;
  place: Place;
  objects: readonly MeasuredObject[];
}) {
  const { packageId, scheme, place, objects } = props;
  const t = useText();
  const edits = useMay('rules.edit');
  const { data: rounds } = useWeightings(packageId, scheme.id, edits);
  const [id, setId] = useState<string>();
  const round = rounds?.find((r) => r.id === id) ?? rounds?.[0];
  const query = useQuery({
    queryKey: ['evaluations', packageId, 'holds', round?.id, place, JSON.stringify(scheme)],
    queryFn: () =>
      rankHolds(packageId, {
        document: JSON.parse(JSON.stringify(scheme)) as Record<string, unknown>,
        round: round?.id ?? '',
        ...place,
      }),
    enabled: round !== undefined,
    retry: false,
  });
  if (!round) return null;
  const titles = new Map(objects.map((o) => [o.id, o.title]));
  const view = query.data;
  return (
    <section aria-label={t('名次稳定性')} className="jd-rule-stack">
      <h3>{t('名次稳定性：按每位代表自己的权重，名次会怎样')}</h3>
      <Select
        aria-label={t('赋权轮次')}
        className="jd-trial-rounds"
        value={round.id}
        options={(rounds ?? []).map((r) => ({ value: r.id, label: `${r.title}（${dateTime(r.closedAt)}）` }))}
        onChange={setId}
      />
      {query.error ? (
        <Alert role="alert" type="warning" showIcon title={messageOf(query.error)} />
      ) : !view ? (
        <Loading />
      ) : view.sets === null ? (
        <p>{t('投票人数太少，为保密不作统计。')}</p>
      ) : (
        <>
          <p className="jd-muted">
            {t('用 {n} 位代表各自的权重分别算一遍；只统计名次，不显示任何一份权重。', { n: view.sets })}
            {view.inForce !== undefined &&
              t('这一轮不记名：为保密，除所问各项的权重外，都按生效的第 {n} 版计算。', { n: view.inForce })}
          </p>
          <div className="jd-scroll">
            <table className="jd-list-table jd-trial-beside">
              <TableHead columns={[t('对象'), t('名次'), t('保持名次的比例'), t('最好～最差')]} />
              <tbody>
                {[...view.objects]
                  .sort((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9))
                  .map((o) => (
                    <tr key={o.object} data-holds={o.object}>
                      <td>{titles.get(o.object) ?? o.object}</td>
                      <td className="jd-number">{o.rank ?? '–'}</td>
                      <td className="jd-number">
                        <span
                          className="jd-rule-meter"
                          style={{ backgroundSize: `${(o.holds ?? 0) * 100}% 100%` }}
                        >
                          {o.holds === null ? '–' : `${Math.round(o.holds * 100)}%`}
                        </span>
                      </td>
                      <td className="jd-number">{o.best === null ? '–' : `${o.best}～${o.worst}`}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
