import { useEffect, useRef } from 'react';
import type { PublicDetail } from '../../server/publications/schemas.ts';
import type { Address } from './address.ts';
import { Evaluation } from './Evaluation.tsx';
import { Status } from './Status.tsx';
import { useText } from './text.ts';
import { useLoad } from './use-load.ts';

export function Detail({ id, go }: { id: string; go: (to: Partial<Address>) => void }) {
  const t = useText();
  const { data, error } = useLoad<PublicDetail>(`/api/public/cases/${encodeURIComponent(id)}`, {});
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!data) return;
    document.title = t('{title} · 人大监督', { title: data.title });
  }, [data, t]);
  useEffect(() => {
    if (data) heading.current?.focus();
  }, [data]);
  const back = (
    <button type="button" className="p-link" onClick={() => go({})}>
      ‹ {t('全部事项')}
    </button>
  );
  if (error)
    return (
      <>
        {back}
        <p className="p-error" role="alert">
          {error}
        </p>
      </>
    );
  if (!data) return <p className="p-muted">{t('正在加载…')}</p>;
  return (
    <article>
      {back}
      <h1 ref={heading} tabIndex={-1}>
        {data.title}
      </h1>
      <p className="p-muted">
        {data.number} {data.leadName && ` · ${data.leadName}`} <Status of={data.status} />
      </p>
      {data.detail.map((part) => {
        const values = part.values.filter((v) => v.text);
        if (values.length === 0) return null;
        return (
          <section key={part.title} className="p-card">
            <h2>{part.title}</h2>
            <dl className="p-values p-values-wide">
              {values.map((v) => (
                <div key={v.label}>
                  <dt>{v.label}</dt>
                  <dd>{v.text}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      {data.evaluations.map((e) => (
        <Evaluation key={e.title} of={e} go={go} />
      ))}
    </article>
  );
}
