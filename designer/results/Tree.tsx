import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { amountInWords } from '../../rules/scheme/amount.ts';
import { pointsBeyondMean } from '../../rules/scheme/score.ts';
import { leavesOf } from '../../rules/scheme/tree.ts';
import type { IndicatorLeaf, NodeScore } from '../../rules/scheme/types.ts';
import type { ResultObject, ResultView } from './api.ts';
import { MISSING, NO_VALUE, short, signed, useText } from './text.ts';

/** Rows shown at first; a larger tree begins with its top level. */
const FEW = 16;

/** The indicators of one object as a tree: what is closed stays in the page, for printing. */
export function Tree(props: { view: ResultView; object: ResultObject; onOpen: (of: string) => void }) {
  const { view, object, onOpen } = props;
  const t = useText();
  const { nodes } = object.score;
  const groups = nodes.filter((n) => !n.leaf).map((n) => n.id);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(nodes.length > FEW ? groups : []));
  const parents = new Map(nodes.map((n) => [n.id, n.parent]));
  const hidden = (n: NodeScore): boolean => {
    for (let p = n.parent; p !== undefined; p = parents.get(p)) if (closed.has(p)) return true;
    return false;
  };
  const toggle = (id: string) =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const last = view.before?.objects[object.id];
  const beyond = pointsBeyondMean(nodes, (leaf) => view.mean.nodes[leaf]);
  const leaves = new Map(leavesOf(view.scheme).map((l) => [l.id, l]));
  return (
    <div className="jd-result-tree">
      <div className="jd-result-treehead">
        <h3>{t('指标明细')}</h3>
        {groups.length > 0 && (
          <span className="jd-noprint">
            <button type="button" className="jd-link" onClick={() => setClosed(new Set())}>
              {t('全部展开')}
            </button>{' '}
            <button type="button" className="jd-link" onClick={() => setClosed(new Set(groups))}>
              {t('全部收起')}
            </button>
          </span>
        )}
      </div>
      <table className="jd-list-table jd-result-table">
        <thead>
          <tr>
            <th scope="col">{t('指标')}</th>
            <th scope="col">{t('数值')}</th>
            <th scope="col">{t('得分')}</th>
            <th scope="col">{t('权重')}</th>
            <th scope="col">{t('占总分')}</th>
            <th scope="col">{t('折合分')}</th>
            <th scope="col">{t('与平均相比')}</th>
            {last && <th scope="col">{t('上年得分')}</th>}
          </tr>
        </thead>
        <tbody>
          {nodes.map((n) => {
            const was = last?.nodes[n.id];
            const above = beyond.get(n.id) ?? null;
            return (
              <tr key={n.id} hidden={hidden(n)} data-node={n.id} className={n.leaf ? '' : 'jd-result-group'}>
                <th scope="row" className={`jd-result-depth-${Math.min(n.depth, 4)}`}>
                  {n.leaf ? (
                    n.title
                  ) : (
                    <button
                      type="button"
                      className="jd-link"
                      aria-expanded={!closed.has(n.id)}
                      onClick={() => toggle(n.id)}
                    >
                      {closed.has(n.id) ? (
                        <CaretRightOutlined aria-hidden />
                      ) : (
                        <CaretDownOutlined aria-hidden />
                      )}{' '}
                      {n.title}
                    </button>
                  )}
                </th>
                <td className="jd-number" data-label={n.leaf ? t('数值') : undefined}>
                  {n.leaf && <Value object={object} node={n} leaf={leaves.get(n.id)} onOpen={onOpen} />}
                </td>
                <td className="jd-number" data-label={t('得分')}>
                  {n.normalised === null ? (
                    <span className="jd-muted">{t('不计')}</span>
                  ) : (
                    short(n.normalised)
                  )}
                </td>
                <td className="jd-number" data-label={t('权重')}>
                  {short(n.weight)}
                </td>
                <td className="jd-number" data-label={t('占总分')}>
                  {n.normalised === null ? '–' : `${(n.effectiveWeight * 100).toFixed(2)}%`}
                </td>
                <td className="jd-number" data-label={t('折合分')}>
                  {short(n.contribution)}
                </td>
                <td className="jd-number" data-label={t('与平均相比')}>
                  {above === null ? '–' : signed(above)}
                </td>
                {last && (
                  <td className="jd-number" data-label={t('上年得分')}>
                    {was === undefined ? <span className="jd-muted">{t('无')}</span> : short(was)}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="jd-muted">
        {t(
          '占总分：本项在加减分前总分中的份额，得分乘以它即折合分；不计的指标，份额由同级其余指标按权重分担。',
        )}{' '}
        {t('与平均相比：得分与各对象平均得分之差，按本对象的权重折合；没有数据的对象不算在平均里。')}
      </p>
    </div>
  );
}

/** A raw value as a button to its evidence; without one, why, and what was done. */
function Value(props: {
  object: ResultObject;
  node: NodeScore;
  leaf: IndicatorLeaf | undefined;
  onOpen: (of: string) => void;
}) {
  const { object, node, leaf, onOpen } = props;
  const t = useText();
  const v = object.values[node.id];
  const known = v && v.value !== null;
  const text = known ? amountInWords(leaf, v.value as number) : t('无数据');
  return (
    <div>
      <button
        type="button"
        className="jd-link jd-number"
        aria-label={`${t('查看“{name}”的依据', { name: node.title })} ${text}`}
        onClick={() => onOpen(node.id)}
      >
        {text}
      </button>
      {!known && (
        <span className="jd-list-sub">
          {[v?.reason && t(NO_VALUE[v.reason]), node.missing && t(MISSING[node.missing])]
            .filter(Boolean)
            .join('；')}
        </span>
      )}
    </div>
  );
}
