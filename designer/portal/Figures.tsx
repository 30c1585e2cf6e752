import type { PublicOverview } from '../../server/publications/schemas.ts';
import { useText } from './text.ts';

const percent = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

/** How many, how many done, and the shares: of what the choices leave. */
export function Figures({ of }: { of: PublicOverview }) {
  const t = useText();
  const finished = of.statuses.filter((s) => s.tone === 'good').reduce((n, s) => n + s.count, 0);
  return (
    <dl className="p-figures">
      <div>
        <dt>{t('公开事项')}</dt>
        <dd>
          {of.total} <small>{t('件')}</small>
        </dd>
      </div>
      <div>
        <dt>{t('已办结')}</dt>
        <dd>
          {finished} <small>{t('件')}</small>
        </dd>
      </div>
      {of.figures.map((f) => (
        <div key={f.id}>
          <dt>{f.title}</dt>
          <dd>
            {percent.format(f.value)}
            <small>%</small>
          </dd>
          <dd className="p-figure-base">{t('{base} 件中 {hit} 件', { base: f.base, hit: f.hit })}</dd>
        </div>
      ))}
    </dl>
  );
}
