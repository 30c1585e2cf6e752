import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useMemo } from 'react';
import type { Scheme } from '../../../rules/scheme/types.ts';
import { createWhatIf } from '../../../rules/scheme/what-if.ts';
import { messageOf } from '../../api/problem.ts';
import { Loading } from '../../app/Loading.tsx';
import { Nothing } from '../../app/Nothing.tsx';
import { PlaceFields } from '../PlaceFields.tsx';
import { usePlace } from '../use-place.ts';
import { useMeasures } from './use-measures.ts';

/**
 * Scores and ranks of real bodies by the draft, beside those by the version in force. A moved weight is reckoned here in
 * the page; only what changes the measuring asks the server.
 */
export function WhatIfPanel(props: { packageId: string; scheme: Scheme; released: Scheme | undefined }) {
  const { packageId, scheme } = props;
  const released = props.released ?? scheme;
  const choice = usePlace(packageId);
  const now = useMeasures(packageId, scheme, choice.place);
  const before = useMeasures(packageId, released, choice.place);
  const old = useMemo(() => {
    const totals = before.data ? createWhatIf(released, before.data).totals : [];
    return new Map(totals.map((t) => [t.id, t]));
  }, [released, before.data]);
  const rows = useMemo(() => {
    const totals = now.data ? createWhatIf(scheme, now.data).totals : [];
    return [...totals].sort((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9));
  }, [scheme, now.data]);
  return (
    <section className="jd-rule-side" aria-label="推演">
      <h2>推演：真实数据下的得分与名次</h2>
      <p className="jd-muted">
        移动权重，得分和名次随之变化；箭头是与生效版本相比。没有保存和发布前，不影响任何结果。
      </p>
      <PlaceFields choice={choice} />
      {choice.loading || (choice.place && now.isPending) ? (
        <Loading />
      ) : !choice.place ? (
        <Nothing title="还没有办件">有办件之后，这里按真实数据推演。</Nothing>
      ) : now.error && !now.data ? (
        <p className="jd-rule-wrong" role="alert">
          {messageOf(now.error)}
        </p>
      ) : rows.length === 0 ? (
        <Nothing title="没有可以评价的单位">这个年度和地区没有由单位承办的事项，请另选。</Nothing>
      ) : (
        <>
          {now.error && (
            <p className="jd-rule-wrong" role="alert">
              指标还有错误，以下按改动之前的数据推演：{messageOf(now.error)}
            </p>
          )}
          <table className="jd-list-table jd-rule-ranks">
            <thead>
              <tr>
                <th scope="col">名次</th>
                <th scope="col">承办单位</th>
                <th scope="col">得分</th>
                <th scope="col">变化</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const was = old.get(row.id);
                const change = (row.total ?? 0) - (was?.total ?? row.total ?? 0);
                const places = row.rank && was?.rank ? was.rank - row.rank : 0;
                return (
                  <tr key={row.id} data-body={row.id}>
                    <td className="jd-number">
                      {row.rank ?? '–'} <Places by={places} />
                    </td>
                    <td>{row.title}</td>
                    <td className="jd-number">
                      <span className="jd-rule-meter" style={{ backgroundSize: `${row.total ?? 0}% 100%` }}>
                        {row.total === null ? '无数据' : row.total.toFixed(scheme.decimals ?? 2)}
                      </span>
                    </td>
                    <td className="jd-number">
                      {Math.abs(change) < 0.005 ? (
                        <span className="jd-muted">–</span>
                      ) : (
                        <span className={change > 0 ? 'jd-rule-up' : 'jd-rule-down'}>
                          {change > 0 ? '+' : '−'}
                          {Math.abs(change).toFixed(2)}
                        </span>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {now.pending && <p className="jd-muted">正在按改动重新统计…</p>}
        </>
      )}
    </section>
  );
}

function Places({ by }: { by: number }) {
  if (by === 0) return null;
  const up = by > 0;
  const label = `${up ? '上升' : '下降'} ${Math.abs(by)} 位`;
  return (
    <span className={up ? 'jd-rule-up' : 'jd-rule-down'} role="img" aria-label={label} title={label}>
      {up ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
      {Math.abs(by)}
    </span>
  );
}
