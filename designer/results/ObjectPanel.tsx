import type { ReactNode } from 'react';
import { gradeFacts } from '../../rules/scheme/grade-rules.ts';
import { GradeBadge } from '../board/BodyTable.tsx';
import { TraceView } from '../rules/ruleset/TraceView.tsx';
import '../rules/rules.css';
import type { ResultObject, ResultView } from './api.ts';
import { Tree } from './Tree.tsx';
import { signed, type Text, useText } from './text.ts';

/** How one object's score came about: reasons, the tree, bonuses and deductions, vetoes, the grade. */
export function ObjectPanel(props: {
  view: ResultView;
  object: ResultObject;
  onOpen: (of: string) => void;
  children: ReactNode;
}) {
  const { view, object, onOpen, children } = props;
  const t = useText();
  const { score, grade, trace } = object;
  // what would read as 0 points is no reason
  const told = (list: typeof score.reasons.raised) => list.filter((r) => Math.abs(r.points) >= 0.05);
  const reasons = { raised: told(score.reasons.raised), lowered: told(score.reasons.lowered) };
  const against: [Text, Text] =
    score.reasons.against === 'mean'
      ? ['比平均多得 {n} 分', '比平均少得 {n} 分']
      : ['比满分多得 {n} 分', '比满分少 {n} 分'];
  const list = (which: 'raised' | 'lowered') =>
    reasons[which].length > 0 && (
      <ul className={`jd-result-reasons jd-result-${which}`}>
        {reasons[which].map((r) => (
          <li key={r.id}>
            <button type="button" className="jd-link" onClick={() => onOpen(r.id)}>
              {r.title}
            </button>{' '}
            <span className="jd-number">
              {t(against[r.points > 0 ? 0 : 1], { n: Math.abs(Math.round(r.points * 10) / 10) })}
            </span>
          </li>
        ))}
      </ul>
    );
  return (
    <section className="jd-card jd-result-part" aria-label={t('{name}得分说明', { name: object.title })}>
      <h2>{object.title}</h2>
      <p>
        <strong className="jd-result-big jd-number">
          {score.total === null ? t('无数据') : t('{value} 分', { value: score.total.toFixed(2) })}
        </strong>{' '}
        {grade && <GradeBadge grade={grade} />}{' '}
        {score.rank === null
          ? t('没有可以计分的数据，不评分、不排名。')
          : t('在 {n} 个对象中排第 {rank} 名。', { n: view.ranked, rank: score.rank })}
      </p>
      {(reasons.raised.length > 0 || reasons.lowered.length > 0) && (
        <div className="jd-result-why">
          {list('raised')}
          {list('lowered')}
        </div>
      )}
      {children}
      <Tree view={view} object={object} onOpen={onOpen} />
      <Adjusted view={view} object={object} onOpen={onOpen} />
      <details className="jd-result-trace" open={score.veto !== undefined}>
        <summary>{t('等次怎么定的')}</summary>
        {score.vetoes?.map((v) => (
          <p key={v.id} className="jd-error-text">
            {t('一票否决：{title}', { title: v.title })}{' '}
            <button type="button" className="jd-link" onClick={() => onOpen(v.id)}>
              {t('依据')}
            </button>
          </p>
        ))}
        {trace ? (
          <TraceView result={trace} ruleSet={{ facts: gradeFacts(view.scheme) }} />
        ) : view.scheme.grades ? (
          <ul className="jd-result-bands">
            {[...view.scheme.grades]
              .sort((a, b) => b.atLeast - a.atLeast)
              .map((g) => (
                <li key={g.id} className={g.id === grade?.id ? 'jd-result-band' : 'jd-muted'}>
                  {t('{title}：{n} 分及以上', { title: g.title, n: g.atLeast })}
                  {g.id === grade?.id && ` ← ${t('本次')}`}
                </li>
              ))}
          </ul>
        ) : (
          <p className="jd-muted">{t('这个指标体系不定等次。')}</p>
        )}
      </details>
    </section>
  );
}

/** What was added to and taken from the weighted total. */
function Adjusted({ view, object, onOpen }: Omit<Parameters<typeof ObjectPanel>[0], 'children'>) {
  const t = useText();
  const { base, total, adjustments, veto } = object.score;
  if ((!view.scheme.adjustments?.length && !veto) || base === null) return null;
  return (
    <dl className="jd-result-sum jd-number">
      <dt>{t('加权得分')}</dt>
      <dd>{base.toFixed(2)}</dd>
      {adjustments.map((a) => (
        <div key={a.id}>
          <dt>
            {object.values[a.id] ? (
              <button type="button" className="jd-link" onClick={() => onOpen(a.id)}>
                {a.title}
              </button>
            ) : (
              a.title
            )}
            {a.capped && <span className="jd-muted">（{t('已到上限')}）</span>}
            {a.missing && <span className="jd-muted">（{t('没有数值，不计')}）</span>}
          </dt>
          <dd>{signed(a.points)}</dd>
        </div>
      ))}
      {veto?.atMost !== undefined && (
        <>
          <dt>{t('一票否决：{title}', { title: veto.title })}</dt>
          <dd>{t('最高 {n}', { n: veto.atMost })}</dd>
        </>
      )}
      <dt>{t('得分')}</dt>
      <dd>
        <strong>{total?.toFixed(2) ?? '–'}</strong>
      </dd>
    </dl>
  );
}
