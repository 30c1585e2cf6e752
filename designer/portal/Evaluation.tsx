import type { PublicEvaluation } from '../../server/publications/schemas.ts';
import { type Address, hrefOf } from './address.ts';
import { useText } from './text.ts';

type Row = PublicEvaluation['rows'][number];
type Go = (to: Partial<Address>) => void;

/** A published result: who stands where, each total opened to what it is of, and by what method. */
export function Evaluation({ of, go }: { of: PublicEvaluation; go: Go }) {
  const t = useText();
  const has = (key: 'rank' | 'total' | 'grade') => of.rows.some((r) => r[key] !== undefined);
  return (
    <section className="p-card">
      <h2>{of.title}</h2>
      {of.note && <p>{of.note}</p>}
      <p className="p-muted">
        {t('{year} 年度，按“{scheme}”计算，权重：{weights}。计算日期 {at}。', {
          ...{ year: of.year, scheme: of.scheme, weights: of.weights, at: of.at },
        })}
      </p>
      <table className="p-table">
        <thead>
          <tr>
            {has('rank') && <th scope="col">{t('名次')}</th>}
            <th scope="col">{t('评价对象')}</th>
            {has('total') && <th scope="col">{t('得分')}</th>}
            {has('grade') && <th scope="col">{t('等次')}</th>}
          </tr>
        </thead>
        <tbody>
          {of.rows.map((r) => (
            <tr key={r.title}>
              {has('rank') && <td>{r.rank ?? '–'}</td>}
              <th scope="row">{r.title}</th>
              {has('total') && <td>{r.total ?? t('无数据')}</td>}
              {has('grade') && <td>{r.grade ?? ''}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {of.rows.map((r) => r.lines && <Lines key={r.title} row={r} go={go} />)}
      {of.method.length > 0 && (
        <details>
          <summary>{t('评价办法')}</summary>
          <p className="p-muted">
            {t(
              '各指标先换算为 0 至 100 分，再按权重逐级加权平均；然后加减分、适用一票否决，按得分排名次、定等次。',
            )}
          </p>
          <dl className="p-values p-values-wide">
            {of.method.map((m) => (
              <div key={m.title}>
                <dt>{m.title}</dt>
                <dd>{t('{source}；{scale}；没有数据时{missing}', m)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

function Lines({ row, go }: { row: Row; go: Go }) {
  const t = useText();
  return (
    <details>
      <summary>{t('{title}的得分构成', { title: row.title })}</summary>
      <table className="p-table">
        <thead>
          <tr>
            <th scope="col">{t('指标')}</th>
            <th scope="col">{t('数值')}</th>
            <th scope="col">{t('得分')}</th>
            <th scope="col">{t('权重')}</th>
            <th scope="col">{t('折合分')}</th>
            <th scope="col">{t('依据')}</th>
          </tr>
        </thead>
        <tbody>
          {row.lines?.map((l) => (
            <tr key={l.title}>
              <th scope="row" style={{ paddingInlineStart: `${l.depth * 1.2 + 0.5}em` }}>
                {l.title}
              </th>
              <td data-label={t('数值')}>{l.value}</td>
              <td data-label={t('得分')}>{l.score}</td>
              <td data-label={t('权重')}>{l.weight}</td>
              <td data-label={t('折合分')}>{l.points}</td>
              <td data-label={t('依据')}>
                {l.cases ? <CasesLink to={l.cases} text={l.of} go={go} /> : l.of}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function CasesLink(props: { to: { kind: string; lead: string; year: number }; text: string; go: Go }) {
  const to = { kind: props.to.kind, lead: props.to.lead, year: String(props.to.year) };
  return (
    <a
      href={hrefOf(to)}
      onClick={(e) => {
        if (e.metaKey || e.ctrlKey) return;
        e.preventDefault();
        props.go(to);
      }}
    >
      {props.text}
    </a>
  );
}
