import { useMemo } from 'react';
import type { RuleSet } from '../../../rules/ruleset/types.ts';
import { type Turn, turningPoints } from '../../../rules/scheme/robustness.ts';
import { totalBounds } from '../../../rules/scheme/total-bounds.ts';
import { flatten } from '../../../rules/scheme/tree.ts';
import type { MeasuredObject, Scheme } from '../../../rules/scheme/types.ts';
import { TableHead } from '../../shared/TableHead.tsx';
import { useText } from './text.ts';

/** 稳健性: for each indicator the smallest change of its weight that turns a rank or a grade, in words. */
export function Robustness(props: {
  scheme: Scheme;
  objects: readonly MeasuredObject[];
  /** What grades in place of the scheme's own bounds. */
  rules: RuleSet | undefined;
}) {
  const { scheme, objects, rules } = props;
  const t = useText();
  const turns = useMemo(
    () => turningPoints(rules ? { ...scheme, grades: totalBounds(rules) } : scheme, { objects }),
    [scheme, objects, rules],
  );
  const titles = new Map(objects.map((o) => [o.id, o.title]));
  const name = (id: string) => titles.get(id) ?? id;
  const sentence = (turn: Turn): string => {
    const [a, b] = turn.objects;
    if (!turn.grade) return t('“{b}”将超过“{a}”', { a: name(a), b: name(b ?? '') });
    const named = { a: name(a), grade: turn.grade.title };
    if (rules)
      return turn.reaches
        ? t('“{a}”的总分将达到规则集里的 {grade}', named)
        : t('“{a}”的总分将低于规则集里的 {grade}', named);
    return turn.reaches ? t('“{a}”将达到“{grade}”', named) : t('“{a}”将降到“{grade}”以下', named);
  };
  const change = ({ from, to }: Turn): string => {
    const by = Math.abs(to - from);
    const figures = { from: figure(from), to: figure(to), by: figure(by) };
    return to > from
      ? t('由 {from} 增到 {to} 以上（+{by}）', figures)
      : t('由 {from} 减到 {to} 以下（−{by}）', figures);
  };
  const rows = flatten(scheme)
    .nodes.filter((n) => n.siblings.length > 1)
    .map(({ node }) => {
      const own = turns.filter((x) => x.indicator === node.id);
      return { node, rank: own.find((x) => !x.grade), grade: own.find((x) => x.grade) };
    })
    .sort((a, b) => nearest(a) - nearest(b));
  const least = rows[0] && nearest(rows[0]);
  return (
    <section aria-label={t('稳健性')} className="jd-rule-stack">
      <h3>{t('稳健性：权重变动多少，结果就会不同')}</h3>
      <p>
        {least === undefined || least === Number.POSITIVE_INFINITY
          ? t('任何一项权重单独在 0 至 100 之间变动，名次和等次都不变。')
          : least < 1
            ? t('结果不稳：最小只需变动 {by} 个百分点的权重就会有名次或等次改变。', { by: figure(least) })
            : t('最小要变动 {by} 个百分点的权重，才会有名次或等次改变。', { by: figure(least) })}
      </p>
      <div className="jd-scroll">
        <table className="jd-list-table jd-trial-beside">
          <TableHead columns={[t('指标'), t('现权重'), t('名次最先怎样变'), t('等次最先怎样变')]} />
          <tbody>
            {rows.map(({ node, rank, grade }) => (
              <tr key={node.id} data-turn={node.id}>
                <td>{node.title}</td>
                <td className="jd-number" data-label={t('现权重')}>
                  {figure(node.weight)}
                </td>
                {[rank, grade].map((turn, i) => (
                  <td
                    key={i === 0 ? 'rank' : 'grade'}
                    data-label={i === 0 ? t('名次最先怎样变') : t('等次最先怎样变')}
                  >
                    {turn ? (
                      <>
                        {change(turn)}
                        <span className="jd-list-sub">{sentence(turn)}</span>
                      </>
                    ) : (
                      <span className="jd-muted">{t('不变')}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="jd-muted">
        {t(
          '一项权重变动时，同级其余各项按原比例分配剩下的权重。等次由规则集评定的，看总分何时越过规则里的分数，是否改变等次还取决于其他条件。',
        )}
      </p>
    </section>
  );
}

const nearest = (r: { rank: Turn | undefined; grade: Turn | undefined }): number =>
  Math.min(...[r.rank, r.grade].map((t) => (t ? Math.abs(t.to - t.from) : Number.POSITIVE_INFINITY)));
const figure = (n: number): string => String(Math.round(n * 100) / 100);
