import type { PublicOverview } from '../../server/publications/schemas.ts';

const percent = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

/** How many, how many done, and the shares: of what the choices leave. */
export function Figures({ of }: { of: PublicOverview }) {
  const finished = of.statuses.filter((s) => s.tone === 'good').reduce((n, s) => n + s.count, 0);
  return (
    <dl className="p-figures">
      <div>
        <dt>公开事项</dt>
        <dd>
          {of.total} <small>件</small>
        </dd>
      </div>
      <div>
        <dt>已办结</dt>
        <dd>
          {finished} <small>件</small>
        </dd>
      </div>
      {of.figures.map((f) => (
        <div key={f.id}>
          <dt>{f.title}</dt>
          <dd>
            {percent.format(f.value)}
            <small>%</small>
          </dd>
          <dd className="p-figure-base">
            {f.base} 件中 {f.hit} 件
          </dd>
        </div>
      ))}
    </dl>
  );
}
